"""Make pages of HTML from templates: everything that is put in is escaped."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import jinja2

from kg.site.formulas import prose

_FORBIDDEN = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff"
_NO_CHARACTER = re.compile(
    f"[{_FORBIDDEN}"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
    )
    + "]"
)
"""What no page may hold. Source: HTML, 13.2.3.5 (control and noncharacter in input stream)."""
_SUSPECT = re.compile(f"[{_FORBIDDEN}\U0001fffe-\U0010ffff]")
"""What is forbidden, and rare characters besides; looking for these alone takes a tenth of the time."""
_TEMPLATES = Path(__file__).resolve().parent / "templates"
STATIC = Path(__file__).resolve().parent / "static"


def _count(n: int, singular: str, plural: str | None = None) -> str:
    """Write a number with what it counts.

    >>> _count(1, "paper"), _count(1200, "paper")
    ('1 paper', '1,200 papers')
    """
    return f"{n:,} {singular if n == 1 else plural or singular + 's'}"


def _grouped(number: str) -> str:
    """Write a whole number in groups of three digits, and leave any other text as it is.

    >>> _grouped("1200"), _grouped("many")
    ('1,200', 'many')
    """
    is_number = len(number) < 20 and number.isascii() and number.isdecimal()
    return f"{int(number):,}" if is_number else number


def is_web_address(text: str) -> bool:
    """Tell whether an address may be linked: a page of the web, and no script.

    >>> is_web_address("https://example.org/"), is_web_address("javascript:alert(1)")
    (True, False)
    """
    return text.startswith(("https://", "http://"))


@cache
def _environment(*others: Path) -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader([*others, _TEMPLATES]), autoescape=True, trim_blocks=True,
        lstrip_blocks=True, undefined=jinja2.StrictUndefined, auto_reload=False,
    )  # fmt: skip
    made.filters["count"] = _count
    made.filters["grouped"] = _grouped
    made.filters["prose"] = prose
    made.tests["web_address"] = is_web_address
    return made


def replace_forbidden(text: str, replacement: str | Callable[[re.Match[str]], str]) -> str:
    r"""Replace the characters that no page may hold.

    >>> replace_forbidden("owl\x00 \U0001f989", "-")
    'owl- 🦉'
    """
    return _NO_CHARACTER.sub(replacement, text) if _SUSPECT.search(text) else text


def fill(template: str, *templates: Path, **values: Any) -> bytes:
    """Fill in a template, which is looked for in these folders, and then among those of the site."""
    text = _environment(*templates).get_template(template).render(**values)
    return replace_forbidden(text, "\ufffd").encode()


def make_page(template: str, path: str, *templates: Path, **values: Any) -> bytes:
    """Fill in a template for the page at this path; links to other pages are relative to it."""
    return fill(template, *templates, root="../" * path.count("/"), path=path, **values)
