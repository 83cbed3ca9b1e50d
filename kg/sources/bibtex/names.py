"""Parse the name lists of BibTeX and BibLaTeX."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Agent
from kg.sources.fields.latex import decode_latex
from kg.sources.fields.markup import plain
from kg.sources.fields.names import (
    bare_name,
    is_eastern,
    parse_authors,
    parse_name,
    turn_initials,
    with_capital_particle,
)
from kg.sources.fields.stand_ins import is_name

_AND = re.compile(r"(?:^|(?<!\s)\s+)and(?=\s|$)|[{}]", re.IGNORECASE)
_DEPTH = re.compile(r"[{}]")
_BRACED = re.compile(r"[{}\\]")
_KEYED = re.compile(r"\s*\"?[a-z]{2,30}(?:-i)?\s*=", re.IGNORECASE)
_PAIR = re.compile(r"\"?(?<![a-z-])([a-z-]+)\s*=\s*((?:[^,{}]|\{[^{}]*\})*)", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV|V|2nd|3rd", re.IGNORECASE)
_THANKS = re.compile(r"\\(?:thanks|footnote|footnotemark|inst)\s*(?:\[[^][]*\])?\s*\{[^{}]*\}")
_HOMONYM = re.compile(r"[ ~]0\d{3}(?=\s*(?:,|$))")
_ET_AL = re.compile(r"(?<![,\s])[,\s]+et\.?\s+al\.?\s*$", re.IGNORECASE)
_ORGANISATION = re.compile(
    r"^the\s|\b(?:academy|agency|association|authority|authors|bank|contributors|forum|government|members|board|bureau|cent(?:er|re|rum)|collaboration|"
    r"college|commission|committee|company|community|consortium|corporation|council|department|"
    r"developers|division|editors?|foundation|gmbh|group|inc|initiative|institut\w*|international|"
    r"labs?|laborator\w+|ltd|ministry|museum|national|network|office|organi[sz]ation|press|project|"
    r"publishers?|research|school|services?|societ\w+|software|staff|state|survey|task force|team|"
    r"union|universit\w+|working)\b|[&/@0-9:]",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"\b[A-Z]{3,}\b|\w[A-Z]\w*[A-Z]")


def parse_names(value: str) -> tuple[Agent, ...]:
    r"""Parse names joined by `and`; `others` and its like are left out.

    >>> [each.name for each in parse_names(r"von Hicks, III, Michael and {\'E}va {de la} Tour and others")]
    ['Michael von Hicks III', 'Éva de la Tour']
    >>> [(each.name, each.kind) for each in parse_names("{World Health Organization} and given=Bo, family=Lim")]
    [('World Health Organization', 'group'), ('Bo Lim', 'person')]
    """
    names = [part for each in _split_and(value) for part in _split_separators(each)]
    if len(names) == 1 and _is_braced(names[0]):
        inner = list(_split_and(names[0].strip()[1:-1]))
        if len(inner) > 1 and all(is_personal(each) for each in inner):
            names = inner
    names = turn_initials(names)
    beside = any(is_personal(each) and not _is_braced(each) for each in names)
    return tuple(agent for each in names for agent in _parse(each, beside))


def _text(value: str) -> str:
    return plain(decode_latex(value))


def _split_and(value: str) -> Iterator[str]:
    """Yield the parts between the `and`s that stand outside braces."""
    depth = start = 0
    for match in _AND.finditer(value):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth = max(0, depth - 1)
        elif not depth:
            yield value[start : match.start()]
            start = match.end()
    yield value[start:]


def _split_separators(value: str) -> list[str]:
    """Split at what some write for `and`: a semicolon or `&`, or commas with one more at the end."""
    for separator in (";", "&"):
        parts = _split_words(value.replace("\\&", "&"), separator)
        if len(parts) > 1 and all(is_personal(part) for part in parts):
            return parts
    parts = _split_words(value, ",") if value.rstrip().endswith(",") else []
    return parts if parts and all(is_personal(part) for part in parts) else [value]


def _split_words(value: str, separator: str) -> list[str]:
    """Split at characters of `separator` outside braces, leaving out empty words.

    Behind a backslash, `~` is the accent of a letter, and `&` a character.
    """
    if not _BRACED.search(value):
        for other in separator[1:]:
            value = value.replace(other, separator[0])
        return [each.strip() for each in value.split(separator[0]) if each.strip()]
    words, depth, word = list[str](), 0, list[str]()
    for char in value:
        depth = max(0, depth + (char == "{") - (char == "}"))
        if not depth and char in separator and word[-1:] != ["\\"]:
            words.append("".join(word))
            word = []
        else:
            word.append(char)
    words.append("".join(word))
    return [each.strip() for each in words if each.strip()]


def _is_braced(value: str) -> bool:
    """Tell whether one pair of braces, not of an accent, holds the whole name."""
    value = value.strip()
    if not value.startswith("{") or value.startswith("{\\"):
        return False
    depth = 0
    for match in _DEPTH.finditer(value):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.end() == len(value)
    return False


def is_personal(value: str) -> bool:
    """Tell whether a text has the shape of a person's name, not of an organisation's.

    >>> is_personal("Ana van der Berg"), is_personal("Lopez, A."), is_personal("Owl Institute"), is_personal("Owls")
    (True, True, False, False)
    """
    text = _text(value)
    if _ORGANISATION.search(text) or _ACRONYM.search(text):
        return False
    parts = [part.split() for part in text.split(",")]
    if len(parts) > 3 or not all(parts):
        return False
    words = [word for part in parts for word in part]
    return 2 <= len(words) <= 5 and words[0][0].isalpha() and words[-1][0].isupper()


def _parse(value: str, beside: bool) -> Iterator[Agent]:
    """Yield whom one part names; the number that DBLP gives to homonyms is no part of a name."""
    value = _THANKS.sub("", _HOMONYM.sub("", value))
    printed = _ET_AL.sub("", _text(value))
    if not is_name(printed):
        return
    if _KEYED.match(value):
        yield from _keyed(value)
    elif _is_braced(value):
        yield _braced(printed, personal=beside and is_personal(value))
    elif bare_name(printed) != printed:
        yield parse_name(printed)
    else:
        yield from _unbraced(_ET_AL.sub("", value.strip()), printed)


def _braced(printed: str, *, personal: bool) -> Agent:
    """Braces make a group, or hide a person among other persons; else what it is is not known."""
    if personal:
        return parse_name(printed)
    certain = _ORGANISATION.search(printed) or _ACRONYM.search(printed)
    return Agent(printed, printed, "group" if certain else "unknown")


def _keyed(value: str) -> Iterator[Agent]:
    """Parse BibLaTeX's `given=…, family=…, prefix=…, suffix=…`; options of a list name nobody."""
    parts = {match[1].lower(): _text(match[2]).strip('" ') for match in _PAIR.finditer(value)}
    prefix, suffix = parts.get("prefix", ""), parts.get("suffix", "")
    family = " ".join(part for part in (prefix, parts.get("family", "")) if part)
    if family or parts.get("given"):
        yield _agent(parts.get("given", ""), family, suffix, _text(value))


def _unbraced(value: str, printed: str) -> Iterator[Agent]:
    parts = _split_words(value, ",")
    if len(parts) == 1:
        words = _split_words(parts[0], " \t\r\n~")
        yield _natural(words, printed)
    elif len(parts) == 2:
        yield _agent(_text(parts[1]), _text(parts[0]), "", printed)
    elif len(parts) == 3 and (suffix := _suffix_of(parts)):
        given = parts[2] if suffix == parts[1] else parts[1]
        yield _agent(_text(given), _text(parts[0]), _text(suffix), printed)
    else:
        yield from _comma_list(parts, printed)


def _suffix_of(parts: list[str]) -> str | None:
    return next((part for part in parts[1:] if _SUFFIX.fullmatch(_text(part))), None)


def _comma_list(parts: list[str], printed: str) -> Iterator[Agent]:
    """Parse names joined by commas where `and` belongs: all whole, or all inverted."""
    if all(len(part.split()) > 1 and is_personal(part) for part in parts):
        yield from (parse_name(_text(part)) for part in parts)
        return
    pairs = parse_authors(printed) if len(parts) > 3 else None
    if pairs:
        yield from pairs
    else:
        yield _agent(_text(" ".join(parts[1:])), _text(parts[0]), "", printed)


def _natural(words: list[str], printed: str) -> Agent:
    """Parse `First von Last Jr`, whose particle is the words with a small first letter."""
    texts = [_text(word) for word in words]
    suffix = texts.pop() if len(texts) > 2 and _SUFFIX.fullmatch(texts[-1]) else ""
    if len(texts) < 2:
        return parse_name(printed)
    small = [
        position
        for position, (word, text) in enumerate(zip(words, texts, strict=False))
        if _is_small(word, text) and 0 < position < len(texts) - 1
    ]
    start = with_capital_particle(texts, small[0] if small else len(texts) - 1)
    known = parse_name(printed)
    if known.kind == "group" or is_eastern(printed):
        return known
    return _agent(" ".join(texts[:start]), " ".join(texts[start:]), suffix, printed)


def _is_small(word: str, text: str) -> bool:
    """Tell whether a word is a particle; braces, but those of an accent, take a word out of this."""
    if word.startswith("{") and not word.startswith("{\\"):
        return len(text.split()) > 1 and text[:1].islower()
    return next((char.islower() for char in text if char.isalpha()), False)


def _agent(given: str, family: str, suffix: str, printed: str) -> Agent:
    *before, last = family.split() or [""]
    if before and not suffix and _SUFFIX.fullmatch(last):
        family, suffix = " ".join(before).rstrip(","), last
    name = " ".join(part for part in (given, family, suffix) if part)
    if not given or not family:
        return parse_name(name or printed)
    inverted = parse_name(f"{family}, {given}")
    if inverted.kind == "group":
        return inverted
    name = f"{family} {given}" if is_eastern(family + given) else name
    return Agent(name, printed, family=family, given=given)
