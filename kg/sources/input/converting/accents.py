"""Put together what a typesetter wrote in two: an accent and its letter, the letters of a ligature."""

from __future__ import annotations

import re
import unicodedata

_ACCENTS = {
    "\u00b4": "\u0301", "`": "\u0300", "\u00a8": "\u0308", "\u02c6": "\u0302", "\u02dc": "\u0303", "\u02c7": "\u030c",
    "\u00b8": "\u0327", "\u02d8": "\u0306", "\u02da": "\u030a", "\u02dd": "\u030b", "\u02db": "\u0328", "\u02d9": "\u0307",
    "\u00af": "\u0304",
}  # fmt: skip
_TWO = re.compile(rf"([{''.join(_ACCENTS)}]) ?([A-Za-z\u0131\u0237])")
_LIGATURES = re.compile(r"[\ufb00-\ufb06]")
_DOTLESS = str.maketrans("\u0131\u0237", "ij")


def composed(text: str) -> str:
    """Return a text whose accents are on their letters, and whose ligatures are letters.

    >>> composed("Ren\u00b4e Garc\u00b4\u0131a, \ufb01rst")
    'René García, first'
    """

    def join(match: re.Match[str]) -> str:
        one = unicodedata.normalize("NFC", match[2].translate(_DOTLESS) + _ACCENTS[match[1]])
        return one if len(one) == 1 else match[0]

    text = _LIGATURES.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    return unicodedata.normalize("NFC", _TWO.sub(join, text))
