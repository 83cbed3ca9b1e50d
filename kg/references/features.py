"""What the labeller sees of each token: its word, its shape, its neighbours, and where it stands.

A feature is a short text. What depends on the word alone is worked out once a word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from kg.references.reference import Marked
from kg.references.segments import segment_features, segments_of
from kg.references.tokens import Token

_MONTH_NAMES = (
    "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|"
    "mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|spring|summer|fall|autumn|winter|januar|februar|märz|"
    "mai|juni|juli|oktober|dezember|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|"
    "novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|"
    "noviembre|diciembre|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|"
    "dezembro|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre"
)
_MONTHS = frozenset(_MONTH_NAMES.split("|"))
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d[a-z]?")
_RANGE = re.compile(r"(?<!\d)[A-Za-z]{0,2}\d++[^\w,.()]{1,3}[A-Za-z]{0,2}\d++")
_ROMAN = re.compile(r"[ivxlcdm]+", re.IGNORECASE)
_ORDINAL = re.compile(r"\d{1,4}(?:st|nd|rd|th)", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?|ftp)://|www\.", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}/")
_ARXIV = re.compile(r"\d{4}\.\d{4,5}(?:v\d{1,2})?|[a-z-]{2,10}(?:\.[A-Z]{2})?/\d{7}")
_LONG_RUN = re.compile(r"(.)\1{2,}")
_OPENING = frozenset("“‘«„\"'`")
_CLOSING = frozenset("”’»“\"'")
_STOPS = frozenset(".?!")
_LONGEST = 40
_BINS = 8

Lexicon = Mapping[str, str]
"""Words, and a letter for what they mostly are part of: names, titles, venues, publishers, places."""


@lru_cache(maxsize=50_000)
def _own(before: str, core: str, after: str) -> tuple[str, ...]:
    """Return the features of a token by itself."""
    core = core[:_LONGEST]
    word = core.casefold()
    shape = _shape(core)
    kind = kind_of(core)
    outside = f"{before[-2:]}_{after[:3]}"
    plain = word if kind in ("word", "initial") else kind
    return (
        f"w={plain}", f"s={shape}", f"k={kind}", f"b={before[-2:]}", f"a={after[:3]}", f"o={outside}",
        f"ko={kind}{outside}", f"p3={plain[:3]}", f"p4={plain[:4]}", f"e2={plain[-2:]}", f"e3={plain[-3:]}",
        f"so={shape}{outside}", f"wa={plain}{after[:1]}",
    )  # fmt: skip


@lru_cache(maxsize=50_000)
def _seen(before: str, core: str, after: str) -> tuple[str, str, str]:
    """Return what neighbours see of a token: word, kind with punctuation, shape."""
    kind = kind_of(core)
    word = core[:_LONGEST].casefold() if kind in ("word", "initial") else kind
    return f"{word}", f"{kind}{before[-1:]}_{after[:2]}", _shape(core)[:4]


def _shape(core: str) -> str:
    """Write a word in `X` for capitals, `x` for small letters, `d` for digits; runs of one short."""
    letters = (
        "X" if c.isupper() else "x" if c.isalpha() else "d" if c.isdigit() else c for c in core[:12]
    )
    return _LONG_RUN.sub(r"\1\1+", "".join(letters))


@lru_cache(maxsize=50_000)
def kind_of(core: str) -> str:
    """Name what a token looks like."""
    if not core:
        return "none"
    if any(c.isdigit() for c in core):
        return _number_kind(core)
    if _ADDRESS.match(core):
        return "url"
    if core.casefold() in _MONTHS:
        return "month"
    if _is_initials(core):
        return "initial"
    return "roman" if _ROMAN.fullmatch(core) and core.isupper() else "word"


def _number_kind(core: str) -> str:
    for pattern, name in (
        (_YEAR, "year"),
        (_DOI, "doi"),
        (_ADDRESS, "url"),
        (_ARXIV, "arxiv"),
        (_RANGE, "range"),
        (_ORDINAL, "ordinal"),
    ):
        if pattern.match(core) if name in ("doi", "url") else pattern.fullmatch(core):
            return name
    return f"number{min(len(core), 5)}" if core.isdigit() else "mixed"


def _is_initials(core: str) -> bool:
    letters = core.replace(".", "").replace("-", "")
    return len(letters) <= 3 and letters.isupper() and letters.isalpha()


def featurise(marked: Marked, tokens: Sequence[Token], lexicon: Lexicon) -> list[list[str]]:
    """Return the features of each token of a text."""
    own = [_own(each.before, each.core, each.after) for each in tokens]
    seen = [_seen(each.before, each.core, each.after) for each in tokens]
    classes = [lexicon.get(each.core.casefold(), "-") for each in tokens]
    context = _context(tokens, marked)
    kinds = [kind_of(each.core) for each in tokens]
    coarse = segment_features("S", segments_of(tokens, kinds, classes, fine=False))
    fine = segment_features("C", segments_of(tokens, kinds, classes, fine=True))
    rows = []
    edge = ("^", "^", "^")
    for place, features in enumerate(own):
        w1, k1, s1 = seen[place - 1] if place else edge
        w2, k2, _ = seen[place - 2] if place > 1 else edge
        v1, l1, t1 = seen[place + 1] if place + 1 < len(seen) else edge
        v2, l2, _ = seen[place + 2] if place + 2 < len(seen) else edge
        c0 = classes[place]
        c1 = classes[place - 1] if place else "^"
        d1 = classes[place + 1] if place + 1 < len(classes) else "^"
        word, kind, shape = seen[place]
        rows.append([
            *features, f"-w={w1}", f"-k={k1}", f"-2={w2}", f"-2k={k2}", f"+w={v1}", f"+k={l1}", f"+2={v2}", f"+2k={l2}",
            f"-kk={k1}|{kind}", f"+kk={kind}|{l1}", f"-ww={w1}|{word}", f"+ww={word}|{v1}", f"kkk={k1}|{kind}|{l1}",
            f"-ss={s1}{shape}{t1}", f"c={c0}", f"-c={c1}", f"+c={d1}", f"cc={c1}{c0}{d1}", f"cw={c0}{shape}", *context[place], *coarse[place], *fine[place],
        ])  # fmt: skip
    return rows


def _context(tokens: Sequence[Token], marked: Marked) -> list[list[str]]:
    """Return what is told of each token by what stands before it, and by the container's marks."""
    marks = _marks(tokens, marked)
    style = _style(tokens)
    count = len(tokens)
    quoted = bracketed = dated = False
    stops = since = lines = 0
    rows = []
    for place, token in enumerate(tokens):
        if _OPENING.intersection(token.before):
            quoted = True
        if "(" in token.before or "[" in token.before:
            bracketed = True
        lines += token.begins_line
        ends = place + 1 < count and tokens[place + 1].begins_line
        position = place * _BINS // count
        rows.append([
            f"at={position}", f"first={min(place, 3)}", f"last={min(count - 1 - place, 3)}", f"q={quoted}", f"br={bracketed}",
            f"y={dated}", f"st={min(stops, 5)}", f"si={min(since, 3)}{token.after[:1]}", f"sty={style}{min(stops, 3)}{dated:d}",
            f"sq={quoted:d}{style}{position // 2}",
                f"nl={token.begins_line:d}{ends:d}", f"ln={min(lines, 4)}", *marks[place],
        ])  # fmt: skip
        kind = kind_of(token.core)
        if kind == "year":
            dated = True
        if _CLOSING.intersection(token.after):
            quoted = False
        if ")" in token.after or "]" in token.after:
            bracketed = False
        since += 1
        if _STOPS.intersection(token.after) and kind != "initial":
            stops, since = stops + 1, 0
    return rows


def _style(tokens: Sequence[Token]) -> str:
    """Tell how the reference as a whole is laid out: how it begins, where its year and quotes are."""
    if not tokens:
        return ""
    kinds = [kind_of(each.core) for each in tokens[:3]]
    begins = "i" if "initial" in kinds[:2] else "c" if tokens[0].after[:1] == "," else "w"
    years = [place for place, each in enumerate(tokens) if _YEAR.fullmatch(each.core)]
    year = "-" if not years else "e" if years[0] * 2 < len(tokens) else "l"
    quotes = "q" if any(_OPENING.intersection(each.before) for each in tokens) else "-"
    return begins + year + quotes


def _marks(tokens: Sequence[Token], marked: Marked) -> list[list[str]]:
    """Name the marks that each token stands in: whether it begins one, and how many tokens it has."""
    rows: list[list[str]] = [[] for _ in tokens]
    if not marked.marks:
        return rows
    for row in rows:
        row.append("m=some")
    for mark in marked.marks:
        inside = [
            place for place, each in enumerate(tokens) if mark.start <= each.core_start < mark.end
        ]
        size = "1" if len(inside) == 1 else "3" if len(inside) < 4 else "9"
        for place in inside:
            rows[place] += [f"m={mark.kind}", f"m={mark.kind}{size}"]
        if inside:
            rows[inside[0]].append(f"mb={mark.kind}{size}")
            if inside[-1] + 1 < len(rows):
                rows[inside[-1] + 1].append(f"me={mark.kind}{size}")
    return rows
