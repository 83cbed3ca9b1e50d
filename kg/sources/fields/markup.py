"""Turn fragments of HTML, JATS and MathML into plain text; shared by the readers."""

from __future__ import annotations

import html
import re

_ESCAPED = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_DEEPEST_ESCAPE = 4
_INLINE = (
    "a abbr acronym b bdi bdo big bold cite code del dfn em emph ext-link fixed-case font i inf ins "
    "inline-formula inline-graphic italic kbd mark monospace named-content nobr overline q roman s "
    "sans-serif sc scp small span strike strong sub sup tex tt u underline uri var xref"
)
_BLOCK = (
    "abstract abstracttext alternatives article-title blockquote body br center copyright dd "
    "disp-formula disp-quote div dl dt h1 h2 h3 h4 h5 h6 head header hr html img label li list "
    "list-item mspace ol p par pre sec section table tbody td th title tr ul"
)
_MATH = (
    "math maction menclose merror mfenced mfrac mi mmultiscripts mn mo mover mpadded mphantom "
    "mroot mrow ms msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover "
    "none semantics annotation annotation-xml tex-math"
)
_INLINE_NAMES = frozenset(f"{_INLINE} {_MATH}".split())
_BLOCK_NAMES = frozenset(_BLOCK.split())
_NAMES = _INLINE_NAMES | _BLOCK_NAMES
_TAG = re.compile(r"</?([a-z]{1,8}:)?([a-z][a-z0-9-]{0,20})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_PREFIXES = frozenset({"jats:", "mml:"})
"""Before these names, whatever follows is a tag."""
_DATA = re.compile(r"<!\[CDATA\[|\]\]>")
_INSTRUCTION = re.compile(r"<\?[a-z][^<>]*\?>", re.IGNORECASE)
_HEADING = re.compile(r"<((?:jats:)?title|h\d)>\s*abstract\s*[.:]?\s*</\1>", re.IGNORECASE)
_LABEL = re.compile(
    r"<((?:jats:)?title)>\s*([^<>]*[^<>\s.:?!])\s*</\1>(?=\s*<(?:jats:)?(?:p|sec|list)\b)",
    re.IGNORECASE,
)
_UNSEEN = re.compile(
    r"<((?:[a-z]{1,8}:)?(?:annotation(?:-xml)?|script|style|tex-math))(?:\s[^<>]*)?>[^<]*</\1>",
    re.IGNORECASE,
)
_RAISED = re.compile(r"<(?:jats:)?(sup|sub|inf)>([^<]{1,12})</(?:jats:)?\1>", re.IGNORECASE)
_INSPEC = re.compile(r"(?: (?=/su[bp] [^/]{1,12}/[^\W_]))?/(su[bp]) ([^/<>]{1,12}?) ?/")
"""Inspec raises and lowers so: `Sn/sub 2/`."""
_LETTERS = "a b g d e z ee th i k l m n x o p r s t u ph kh ps oh"
_GREEK = {
    f"{name}gr": sign
    for name, sign in zip(_LETTERS.split(), "αβγδεζηθικλμνξοπρστυφχψω", strict=True)
}
"""Source: ISO 8879, added Greek letters."""
_FRACTIONS = {
    "fdg": "°.",
    "farcm": "′.",
    "farcs": "″.",
    "fd": "ᵈ.",
    "fh": "ʰ.",
    "fm": "ᵐ.",
    "fs": "ˢ.",
}
"""Signs that astronomers set above the decimal point. Source: AASTeX, `\\fdg` and the like."""
_SIGNS = _GREEK | _FRACTIONS
_SIGN = re.compile(rf"&({'|'.join(_SIGNS)});")
"""Entities of SGML that HTML has not: `&mgr;`, `&fdg;`."""
_MIDDLE_DOT = "<middle dot>"
"""Web of Science spells the sign out."""
_MARKDOWN_LINK = re.compile(r"\[([^\[\]]*+)\]\([^()\s]*+\)")
_MARKDOWN_ESCAPE = re.compile(r"\\([*_#])")
_EMPHASIS = re.compile(r"(?<![\w\\*_])([*_]{1,3})(?=[^\s*_])([^*_\n]{1,300})(?<=\S)\1(?![\w*_])")
SUPERSCRIPTS = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
SUBSCRIPTS = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


def plain(text: str) -> str:
    """Drop the tags of HTML, JATS and MathML, resolve entities (escaped twice, too), collapse white space.

    What only looks like a tag (`<T>`, `a < b`) stays. Raised and lowered digits become Unicode's.

    >>> plain("<jats:p>CO<jats:sub>2</jats:sub> &amp;lt;b&amp;gt;and&amp;lt;/b&amp;gt; p &lt; 0.05</jats:p>")
    'CO₂ and p < 0.05'
    >>> plain("<jats:title>Aim</jats:title><jats:p>To see.</jats:p>")
    'Aim: To see.'
    """
    if "&" in text:
        text = _unescape(text)
    if "/su" in text:
        text = _INSPEC.sub(r"<\1>\2</\1>", text)
    if "<" in text:
        text = _strip_tags(text)
    return " ".join(text.split())


def without_markdown(text: str) -> str:
    r"""Take the signs of Markdown off a text: links, and emphasis that is closed; addresses stay.

    >>> without_markdown(r"Ana Lopez\*, \# first author")
    'Ana Lopez*, # first author'
    >>> without_markdown("**Ana Lopez**, [Bo](https://bo.example), *C*-algebras of __Owl__ a_b_c and C*-algebras")
    'Ana Lopez, Bo, C-algebras of Owl a_b_c and C*-algebras'
    """
    text = _MARKDOWN_LINK.sub(r"\1", text)
    if "://" not in text:
        text = _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", text))
    return _MARKDOWN_ESCAPE.sub(r"\1", text)


def _unescape(text: str) -> str:
    for _ in range(_DEEPEST_ESCAPE):
        before, text = text, _ESCAPED.sub(lambda match: html.unescape(match[0]), text)
        if text == before:
            break
    return _SIGN.sub(lambda match: _SIGNS[match[1]], text)


def _strip_tags(text: str) -> str:
    text = _DATA.sub("", text) if "<![CDATA[" in text else text
    text = text.replace(_MIDDLE_DOT, "·")
    text = _HEADING.sub(" ", _INSTRUCTION.sub("", _without_comments(text)))
    text = _LABEL.sub(r" \2: ", text)
    # The same formula often stands twice, as MathML and as TeX: the MathML is kept.
    if "math" in text or "script" in text or "style" in text:
        text = _UNSEEN.sub("", text) if _has_other(text) else text
    return _TAG.sub(_replace_tag, _RAISED.sub(_raise, text))


def _without_comments(text: str) -> str:
    first, *rest = text.split("<!--")
    kept = (each.partition("-->")[2] if "-->" in each else f"<!--{each}" for each in rest)
    return first + "".join(kept)


def _has_other(text: str) -> bool:
    """Tell whether anything is left of a text without what is not to be seen."""
    return bool(_TAG.sub("", _UNSEEN.sub("", text)).strip())


def _replace_tag(match: re.Match[str]) -> str:
    prefix, name = (match[1] or "").lower(), match[2].lower()
    known = name in _NAMES or prefix in _PREFIXES
    if not known or (match[0][1].isupper() and len(name) == 1):
        return match[0]
    return " " if name in _BLOCK_NAMES else ""


def _raise(match: re.Match[str]) -> str:
    text = match[2].strip()
    table = SUPERSCRIPTS if match[1].lower() == "sup" else SUBSCRIPTS
    return text.translate(table) if all(ord(char) in table for char in text) else text
