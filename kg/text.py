"""Normalise text for keys, show what it holds to people, and read the numbers in it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

_SURROGATE = re.compile("[\ud800-\udfff]")
_FIRST_ACCENT_CLASS = 200
"""Canonical combining classes from here on are accents; below are marks that spell a sound."""
_ASCII = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
_UNDECOMPOSED = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_MOST_DIGITS = 18
_WORDS = 1 << 12
"""Words beyond ASCII that are kept folded: dashes, quotes and names come again and again."""
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Controls but tab and line feed, what turns the direction of writing, and halves of characters."""

_SENTENCE_END = re.compile(
    r"(?<!\b[A-Z])(?<!e\.g)(?<!i\.e)(?<!et al)(?<!\bcf)(?<!\bvs)[.?!][\"”’'\)\]]?\s+(?=[\"“'(\[]?[A-Z0-9$])"
)
"""Where a sentence ends: not after a capital alone, which is an initial, nor after what is short for more."""
_HARD_END = re.compile(r"[。！？؟]\s*|\n{2,}")
CJK = "\u3005\u3007\u3040-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af"
"""The letters of Chinese, Japanese and Korean, as ranges of a pattern."""
_CJK_NAME = re.compile(rf"[{CJK}][{CJK}· ]{{0,15}}[{CJK}]")
_REMEMBERED = 64
"""Texts of which the sentences are kept: who shows a text asks for each of its marks."""


def visible(text: str) -> str:
    r"""Show the characters that would move a terminal's cursor, or hide, as the escapes of JSON.

    >>> visible("\x1b[2J gone")
    '\\u001b[2J gone'
    """
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def whole_number(text: str) -> int | None:
    """Read a whole number; None where the text is none, or has more digits than any count has.

    Without a bound a text of thousands of digits is an error of Python's.

    >>> whole_number("2019"), whole_number("٢٠١٩"), whole_number("²"), whole_number("9" * 5000)
    (2019, 2019, None, None)
    """
    return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else None


def fold(text: str) -> str:
    r"""Reduce text to a key: NFKD, case-folded, words of letters and digits only, no accents.

    Equal to itself when applied twice. Letters of every script stay, with the vowel signs
    that Thai, Hindi or Hebrew write as marks.

    >>> fold("Rémi  MUNOS – Q($\\lambda$)")
    'remi munos q lambda'
    """
    if not text.isascii():  # Nothing is normalised across a blank, and most words are ASCII.
        text = " ".join([each if each.isascii() else _folded(each) for each in text.split()])
    return " ".join(text.translate(_ASCII).split())


@lru_cache(_WORDS)
def _folded(word: str) -> str:
    """Fold what has letters beyond ASCII: many times slower."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", word).casefold())
    bare = "".join(c for c in decomposed if unicodedata.combining(c) < _FIRST_ACCENT_CLASS)
    kept = (c if unicodedata.category(c)[0] in "LNM" else " " for c in bare)
    return "".join(kept).translate(_UNDECOMPOSED)


def is_cjk(text: str) -> bool:
    """Tell whether a text may be a whole name in Chinese, Japanese or Korean, which no blank need part.

    >>> is_cjk("王小明"), is_cjk("김철수"), is_cjk("Wang")
    (True, True, False)
    """
    return _CJK_NAME.fullmatch(text) is not None


def without_surrogates(text: str) -> str:
    r"""Write out what no encoding of Unicode holds, such as bytes of file names that are no UTF-8.

    >>> without_surrogates("caf\udce9")
    'caf\\xe9'
    """
    return _SURROGATE.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else f"\\u{code:04x}"


@lru_cache(_REMEMBERED)
def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return where the sentences of a text begin and end, in characters, end exclusive.

    >>> sentence_spans("Owls of T. Wu see. They hunt.")
    ((0, 18), (19, 29))
    """
    rules = (_SENTENCE_END, _HARD_END)
    ends = sorted({0, len(text), *(m.end() for rule in rules for m in rule.finditer(text))})
    pairs = pairwise(ends)
    return tuple((begin, begin + len(text[begin:end].rstrip())) for begin, end in pairs)
