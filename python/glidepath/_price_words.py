"""Price bases in Chinese: 现价, 不变价, 2020年不变价, as offices write them."""

import re

CURRENT = frozenset({"现价", "当年价", "当年价格", "现行价格"})
CONSTANT = frozenset({"不变价", "不变价格", "可比价", "可比价格"})
OF_YEAR = re.compile(rf"([0-9]{{4}})年(?:{'|'.join(sorted(CONSTANT, key=len, reverse=True))})")


def price_basis(text: str) -> str:
    """The basis that a text means, as plan files have it; any other text as it is."""
    said = text.strip()
    if said in CURRENT:
        return "current"
    if said in CONSTANT:
        return "constant"
    of_year = OF_YEAR.fullmatch(said)
    return f"constant {of_year[1]}" if of_year else text
