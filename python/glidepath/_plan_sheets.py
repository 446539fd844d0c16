"""The sheets of a plan, derived from the JSON Schema of plan files: one description of the fields
serves files and workbooks."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from glidepath import _core
from glidepath._plan_words import FIELDS, LANGUAGES, REFERENCES, SHEETS, WORDS

NAMED_PERIOD = "^[0-9]{4}"  # how the patterns of periods and windows begin
PRICE_BASIS = "^(current|"  # the same of price bases


@dataclass(frozen=True)
class Column:
    """One key of a table, or of a table inside it: where its values stand, and what they may be."""

    path: tuple[str, ...]  # keys from the table on: ("name", "zh")
    kind: str  # text, word, prices, period, date, number, integer, flag, list
    label: str  # in Chinese
    meaning: str
    required: bool
    words: tuple[tuple[str, str], ...] = ()  # of an enumeration: the word, in Chinese
    refers_to: str = ""  # the table whose ids it holds

    @property
    def key(self) -> str:
        """As written in the header and in TOML: name.zh."""
        return ".".join(self.path)


@dataclass(frozen=True)
class Sheet:
    """One table of a plan file. ``single``: it stands once, its keys below each other."""

    table: str
    zh: str
    en: str
    columns: tuple[Column, ...]
    single: bool
    owner: str = ""  # of a table inside a table: the one above
    texts: tuple[str, ...] = ()  # keys of tables that must be there, even if they say nothing

    @property
    def name(self) -> str:
        return f"{self.zh} {self.en}"

    @property
    def key(self) -> str:
        """The key of the list in its owner: nodes."""
        return self.table.rpartition(".")[2]


def label_of(table: str, path: tuple[str, ...]) -> str:
    """The Chinese label of a key; the key itself for one that has none yet."""
    *outer, last = path
    if last in LANGUAGES and outer:
        return label_of(table, tuple(outer)) + LANGUAGES[last]
    key = ".".join(path)
    return FIELDS.get(f"{table}.{key}") or FIELDS.get(key) or key


def kind_of(schema: dict[str, Any], words: object) -> str:
    """The kind of a column."""
    if schema["type"] == "array":
        return "list"
    if words:
        return "word"
    if schema["type"] == "string":
        if schema.get("format") == "date":
            return "date"
        if schema.get("pattern", "").startswith(PRICE_BASIS):
            return "prices"
        return "period" if schema.get("pattern", "").startswith(NAMED_PERIOD) else "text"
    return {"number": "number", "integer": "integer", "boolean": "flag"}[schema["type"]]


def leaves(
    table: str, schema: dict[str, Any], path: tuple[str, ...], required: bool
) -> list[Column]:
    """The columns of a key: one, or those of the table inside it."""
    if schema["type"] == "object":
        return [
            column
            for key, inner in schema["properties"].items()
            for column in leaves(table, inner, (*path, key), False)
        ]
    key = ".".join(path)
    # Letters have no enumeration in the schema, but names in the sheets.
    chinese = WORDS.get(f"{table}.{key}", {})
    enumeration = schema.get("enum") or schema.get("items", {}).get("enum") or list(chinese)
    words = tuple((word, chinese.get(word, word)) for word in enumeration)
    return [
        Column(
            path,
            kind_of(schema, words),
            label_of(table, path),
            schema.get("description", ""),
            required,
            words,
            REFERENCES.get(f"{table}.{key}", ""),
        )
    ]


def sheets_of(table: str, schema: dict[str, Any], single: bool, owner: str = "") -> list[Sheet]:
    """The sheet of a table, and those of the lists of tables inside it."""
    required = schema.get("required", [])
    columns: list[Column] = []
    texts: list[str] = []
    inner: list[Sheet] = []
    if owner:
        refers_to = REFERENCES.get(f"{table}.{owner}", "")
        label = label_of(table, (owner,))
        meaning = "Id of the row it belongs to."
        columns.append(Column((owner,), "text", label, meaning, True, (), refers_to))
    for key, field in schema["properties"].items():
        if field["type"] == "array" and field["items"]["type"] == "object":
            inner += sheets_of(f"{table}.{key}", field["items"], False, table)
        else:
            columns += leaves(table, field, (key,), key in required)
            if field["type"] == "object" and key in required:
                texts.append(key)
    zh, en = SHEETS.get(table, (table, table))
    return [Sheet(table, zh, en, tuple(columns), single, owner, tuple(texts)), *inner]


@cache
def sheets() -> tuple[Sheet, ...]:
    """All sheets of a plan, in the order of the workbook."""
    tables = json.loads(_core.plan_schema())["properties"]
    found: list[Sheet] = []
    for table, schema in tables.items():
        single = schema["type"] == "object"
        found += sheets_of(table, schema if single else schema["items"], single)
    order = list(SHEETS)
    return tuple(
        sorted(found, key=lambda s: order.index(s.table) if s.table in order else len(order))
    )
