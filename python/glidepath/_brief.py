"""The brief of a period: what an office sends out, as headings and paragraphs, and its files."""

import os
from dataclasses import dataclass
from pathlib import Path

from glidepath import _core


@dataclass(frozen=True)
class Heading:
    """A numbered heading."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """Sentences, each run of them behind a label, which may be empty."""

    runs: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        return "".join(f"{name}{text}" for name, text in self.runs)


@dataclass(frozen=True)
class Picture:
    """A picture of an indicator, for documents that can hold one."""

    png: bytes
    name: str


Block = Heading | Paragraph | Picture


@dataclass(frozen=True)
class Brief:
    """A brief in one language: ``to_markdown``, ``to_docx``, ``save``."""

    title: tuple[str, ...]
    subtitle: str
    blocks: tuple[Block, ...]
    language: str

    def to_markdown(self) -> str:
        """The brief as Markdown, without its pictures."""
        lines = [f"# {' '.join(map(escaped, self.title))}", escaped(self.subtitle)]
        for block in self.blocks:
            if isinstance(block, Heading):
                lines.append(f"{'#' * (block.level + 1)} {escaped(block.text)}")
            elif isinstance(block, Paragraph):
                lines.append("".join(bold(label) + escaped(text) for label, text in block.runs))
        return "\n\n".join(lines) + "\n"

    def to_docx(self) -> bytes:
        """The brief as a Word document; needs python-docx."""
        from glidepath._brief_docx import brief_docx

        return brief_docx(self)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes the brief, atomically, as the file's name says: .docx or .md. Raises OSError."""
        match Path(path).suffix.lower():
            case ".docx":
                content = self.to_docx()
            case ".md":
                content = self.to_markdown().encode()
            case other:
                raise ValueError(f"a brief is a .docx or an .md file, not {other or 'a bare name'}")
        _core.write_file_atomically(os.fsencode(path), content)

    def __repr__(self) -> str:
        return f"<Brief {' '.join(self.title)} {self.subtitle}>"

    def _repr_markdown_(self) -> str:
        return self.to_markdown()


def bold(label: str) -> str:
    """A label as Markdown, which takes no blank inside the marks."""
    bare = label.rstrip()
    return f"**{escaped(bare)}**{label[len(bare) :]}" if bare else label


def escaped(text: str) -> str:
    """A text as Markdown: nothing in it is markup."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|~" else c for c in text)
