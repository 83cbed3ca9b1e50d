"""Read cells as programs write them: `NA` for nothing, `7.0` for 7, and lists as JSON, Python or NumPy show them."""

from __future__ import annotations

import json
import re
import warnings
from ast import literal_eval
from collections.abc import Callable

_NOTHING = frozenset(
    {"#N/A", "#NA", "-NaN", "-nan", "<NA>", "N/A", "NA", "NULL", "NaN", "None", "n/a", "nan", "null"}
)  # fmt: skip
"""What R and pandas write where nothing is. Source: pandas 2.2, `read_csv`, na_values."""
_WHOLE = re.compile(r"(\d{1,9})\.0")
"""What pandas writes for a whole number where a cell of its column is empty."""
_NO_COMMA = re.compile(r"(?<=['\"])\s++(?=['\"])")


def cell(value: object) -> object:
    """Return what is in a cell: None for what stands for nothing, a list where one is written out.

    >>> cell("NA"), cell("['Ana Lopez', 'Bo Chen']"), cell('["owls"]'), cell("['owls' 'maps']")
    (None, ['Ana Lopez', 'Bo Chen'], ['owls'], ['owls', 'maps'])
    >>> cell("[Owls of the north]"), cell("[12]"), cell(7), cell("95.0")
    ('[Owls of the north]', '[12]', 7, '95')
    """
    if not isinstance(value, str):
        return value
    bare = value.strip()
    if bare in _NOTHING:
        return None
    if whole := _WHOLE.fullmatch(bare):
        return whole[1]
    listed = _listed(bare) if bare.startswith("[") and bare.endswith("]") else None
    return value if listed is None else listed


def _listed(written: str) -> list[object] | None:
    """Return the list of texts or objects that is written out; None where it is no such list."""
    parsers: tuple[Callable[[str], object], ...] = (json.loads, _as_python)
    for parse in parsers:
        try:
            found = parse(written)
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            continue
        if isinstance(found, list) and all(isinstance(each, str | dict) for each in found):
            return found
    return None


def _as_python(written: str) -> object:
    """Parse a list of Python, or of NumPy, whose texts have no commas between them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # `\d` in a text is one to the parser, not to a reader
        return literal_eval(_NO_COMMA.sub(", ", written))
