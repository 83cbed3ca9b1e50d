"""Parse author names: inverted or not, persons or groups, one or a whole line of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.identity import ORCID, normalise_orcid
from kg.model import Agent

_GROUP_WORDS = """
agency association collaboration committee consortium corporation council department foundation
group initiative institute investigator laboratory lab network news organisation organization
project society team trialist university
"""
_ENDS_GROUP = frozenset(
    form
    for word in _GROUP_WORDS.split()
    for form in (word, f"{word}s", f"{word.removesuffix('y')}ies")
)
_NAMES_GROUP = re.compile(
    r"\S & \S|^(?:the )?universit\w+ |^inc\.? |\b(?:inc|ltd|llc|gmbh)\.?$|\(organi[sz]ation\)|"
    r"\b(?:collaboration|consortium|contributors)\b|\b(?:task force|working party)$|"
    r"\b(?:central|development|federal|investment|national|reserve|world) bank$|"
    r"\b(?:academy|association|bureau|cent(?:er|re)|commission|committee|council|department|"
    r"faculty|group|institute|ministry|office|organi[sz]ation|school|society|university) "
    r"(?:of|for|on)\b",
    re.IGNORECASE,
)
_BEHALF = re.compile(r"^(?:(?:and )?(?:for|on behalf of) )(?=the |\w+ )", re.IGNORECASE)
_REMARKS = re.compile(
    r"(?:(?<!\s)\s+)?(?:<[^<>@]*@[^<>]*>|[(\[][^()\[\]]*[)\]]\s*$)|(?<!\s)\s+[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\$?\^?\{?\\(?:dagger|ddagger|ast|star)\b\}?\$?|\$\^[^$]{1,12}\$|(?<![*†‡§¶#^⁰¹²³⁴⁵⁶⁷⁸⁹])[*†‡§¶#^⁰¹²³⁴⁵⁶⁷⁸⁹]++(?:[,\s]*+$|(?=,))|^[*†‡§¶#]+"
)
_SIGNS = re.compile(r"[<(\[@\\$*†‡§¶#^⁰¹²³⁴⁵⁶⁷⁸⁹]")
"""One of these is in every remark: most names have none, and are not searched for more."""
_HYPHENED = re.compile(r"(?<=[^\W\d_a-z]\.) -(?=[^\W\d_a-z]\.)")
"""The blank that IEEE sets before a hyphen between initials: `H. -M. Owl`."""
_ORCID = re.compile(ORCID)
_EASTERN = re.compile(r"[\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af\s]+")
_LONGEST_EASTERN = 4
INITIALS = re.compile(r"(?:[A-ZÀ-ÞŁŚŠŽČ](?:[a-z]{0,2}(?=\.))?\.?-?){1,4}")
"""Initials alone, without blanks: `A.T.`, `CW`."""
_INITIALS_LAST = re.compile(
    r"([^\W\d_][^\s,.{}]+(?: ['’]?[^\W\d_][^\s,.{}]*){0,3}) ((?:[A-Z]\.[ -]?){1,4}|(?!II|IV)[A-Z]{1,3})(?: (Jr|Sr|II|III|IV|[234](?:nd|rd|th)))?"
)
_MOST, _FEWEST = 0.75, 4
"""What share of a list of so many names is enough, where one has a single letter behind, which is no family name."""
_LEGAL_FORM = re.compile(r"(?:inc|ltd|llc|corp|gmbh)\.?", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|II|III|IV|2nd|3rd|4th")
_PARTICLES = frozenset(
    {
        "de",
        "del",
        "della",
        "der",
        "den",
        "di",
        "da",
        "das",
        "do",
        "dos",
        "du",
        "la",
        "le",
        "van",
        "von",
        "vom",
        "zu",
        "zur",
        "ter",
        "ten",
        "te",
        "bin",
        "ibn",
        "al",
        "el",
        "y",
    }
)


def has_initials(name: str) -> bool:
    """Tell whether a family name stands there with initials behind it: `Chen B`, `van den Owl BC Jr`."""
    return not name.isupper() and bool(_INITIALS_LAST.fullmatch(name))


def turn_initials(names: Iterable[str]) -> list[str]:
    """Write `Chen B.` as `Chen, B.`: family names with initials behind them.

    Initials without dots may be a family name in capitals, `Wei WU`: they are turned where all
    names of the list are written so, or with a comma.

    >>> turn_initials(["Chen B", "Lopez, Ana"]), turn_initials(["Wei WU", "Ana Lopez", "Lim C."])
    (['Chen, B', 'Lopez, Ana'], ['Wei WU', 'Ana Lopez', 'Lim, C.'])
    >>> turn_initials(["Chen B Jr", "Owl Study Group"])
    ['Chen, B, Jr', 'Owl Study Group']
    """
    listed = [" ".join(name.split()) for name in names]
    forms = [None if each.isupper() else _INITIALS_LAST.fullmatch(each) for each in listed]
    pairs = list(zip(forms, listed, strict=True))
    alike = all(form or "," in each or _names_group(each) for form, each in pairs) or (
        sum(map(bool, forms)) >= _MOST * max(len(listed), _FEWEST)
        and any(form and len(form[2]) == 1 for form in forms)
    )
    return [
        ", ".join(filter(None, form.groups())) if form and (alike or "." in form[2]) else each
        for form, each in pairs
    ]


def parse_inverted(text: str) -> Agent:
    """Parse `Last, First`, a suffix allowed before or after the first name.

    A family name that ends in a word such as Team or Collaboration makes a group, and so does the
    legal form of a company behind the comma.

    >>> parse_inverted("de Freitas, Nando").name, parse_inverted("Team, Worlds").name
    ('Nando de Freitas', 'Worlds Team')
    >>> parse_inverted("Owlworks, Inc.").kind
    'group'
    """
    printed = text.strip()
    parts = [part.strip() for part in bare_name(printed).split(",")]
    suffixes = [part for part in parts[1:] if _SUFFIX.fullmatch(part)]
    family, *rest = [parts[0], *(part for part in parts[1:] if part not in suffixes)]
    given = ", ".join(part for part in rest if part)
    if _LEGAL_FORM.fullmatch(given):
        return Agent(" ".join(printed.split()), printed, "group")
    *names, last = given.split() or [""]
    if names and not suffixes and _SUFFIX.fullmatch(last):
        given, suffixes = " ".join(names), [last]
    if _names_group(family) or _NAMES_GROUP.search(f"{given} {family}"):
        return Agent(" ".join([*rest, family]).strip(), printed, "group")
    order = (family, given) if is_eastern(family + given) else (given, family)
    name = " ".join(part for part in (*order, *suffixes) if part)
    return Agent(name, printed, family=family or None, given=given or None, orcid=_orcid(printed))


def is_whole(name: str) -> bool:
    """Tell a name that begins with initials, and is no family name: `A. T. Lopez`.

    >>> is_whole("A.T. Lopez"), is_whole("de Lopez"), is_whole("A.T.")
    (True, False, False)
    """
    first, *others = name.split() or [""]
    begins = first.endswith(".") and INITIALS.fullmatch(first)
    return bool(begins and others) and not INITIALS.fullmatch(others[-1])


def parse_name(text: str) -> Agent:
    """Parse a single name, `First Last` or `Last, First`; one word alone is of unknown kind.

    Marks of footnotes, e-mail addresses and remarks in parentheses are no part of a name.
    Chinese, Japanese and Korean names in their own script begin with the family name.

    >>> parse_name("Ana van der Berg* (Oslo)").family, parse_name("The Worlds Team").kind
    ('van der Berg', 'group')
    >>> parse_name("Chen B. C.").name
    'B. C. Chen'
    """
    printed = text.strip()
    bare = bare_name(printed)
    if "," in bare:
        return parse_inverted(printed)
    if bare.endswith(".") and (turned := turn_initials([bare])[0]) != bare:
        return replace(parse_inverted(turned), printed=printed)
    words = bare.split()
    name = " ".join(words)
    if _names_group(name):
        return Agent(_BEHALF.sub("", " ".join(printed.split())), printed, "group")
    core = words[:-1] if len(words) > 1 and _SUFFIX.fullmatch(words[-1]) else words
    if len(core) < len(words) == 2:
        return Agent(name, printed, family=core[0])
    if len(core) < 2:
        eastern = is_eastern(name) and 1 < len(name) <= _LONGEST_EASTERN
        return Agent(name, printed, "person" if eastern else "unknown")
    start = len(core) - 1
    while start > 1 and core[start - 1] in _PARTICLES:
        start = max(start - 1 - (core[start - 1] == "y"), 1)  # `José Ortega y Gasset`
    start = with_capital_particle(core, start)
    family, given = " ".join(core[start:]), " ".join(core[:start])
    if is_eastern(name):
        family, given = core[0], " ".join(core[1:])
    return Agent(name, printed, family=family, given=given, orcid=_orcid(printed))


def with_capital_particle(words: Sequence[str], start: int) -> int:
    """Return where a family name begins that has two particles or more, the first with a capital.

    One alone may be a given name, but behind initials: `Thi Van Nguyen`, `L. Van Owl`.

    >>> with_capital_particle("Koen Van den Berge".split(), 2), with_capital_particle("Thi Van Nguyen".split(), 2)
    (1, 2)
    >>> with_capital_particle("Koen Van Den Berge".split(), 3), with_capital_particle("L. Van Owl".split(), 2)
    (1, 1)
    """
    first = start
    while first > 1 and words[first - 1].casefold() in _PARTICLES:
        first -= 1
    particles = (word for word in words[first:-1] if word.casefold() in _PARTICLES)
    initials = all(len(word) == 2 and word.endswith(".") for word in words[:first])
    return first if initials or len(list(particles)) > 1 else start


def parse_behalf(affiliation: str | None) -> Agent | None:
    """Return the group that is named where an affiliation would be; None where one is.

    >>> found = parse_behalf("on behalf of the Owl Collaboration")
    >>> found and found.name, parse_behalf("Institute for the Study of Owls")
    ('Owl Collaboration', None)
    """
    named = _BEHALF.match(affiliation or "")
    found = parse_name((affiliation or "")[named.end() :].removeprefix("the ")) if named else None
    return found if found and found.kind == "group" else None


def with_behalf(people: Iterable[Agent], affiliations: Iterable[str | None]) -> tuple[Agent, ...]:
    """Add the groups that affiliations name behind the people, each once."""
    found = list(people)
    named = {each.name for each in found}
    groups = (group for each in affiliations if (group := parse_behalf(each)))
    found += dict.fromkeys(each for each in groups if each.name not in named)
    return tuple(found)


def is_eastern(name: str) -> bool:
    """Tell whether a name is written in Chinese, Japanese or Korean letters."""
    return bool(_EASTERN.fullmatch(name))


def bare_name(printed: str) -> str:
    """Take off what stands at a name and is no part of it; nothing where nothing else is there.

    >>> bare_name("Ana Lopez* <ana@example.org>"), bare_name("Lopez^, Ana"), bare_name("H. -M. Owl")
    ('Ana Lopez', 'Lopez, Ana', 'H.-M. Owl')
    """
    bare = printed
    if not printed.replace(" ", "").isalpha():
        bare = _REMARKS.sub("", printed) if _SIGNS.search(printed) else printed
        bare = _HYPHENED.sub("-", bare).strip(" ,;*")
    return bare if any(char.isalpha() for char in bare) else printed


def _orcid(printed: str) -> str | None:
    match = _ORCID.search(printed)
    return normalise_orcid(match[0]) if match else None


def readable(agent: Agent) -> str:
    """Return a name as printed; with its family name first where only braces told which that is.

    >>> readable(Agent("F. Owl Soul", "F. Owl Soul", family="Owl Soul", given="F.")), readable(parse_name("Bo Chen"))
    ('Owl Soul, F.', 'Bo Chen')
    """
    told = agent.kind != "person" or "," in agent.printed
    if told or parse_name(agent.printed).family == agent.family or not agent.given:
        return agent.printed
    return f"{agent.family}, {agent.given}"


def parse_authors(line: str) -> tuple[Agent, ...] | None:
    """Parse `Last, First, Last, First, …`; None where the parts do not pair up.

    A suffix belongs to the name before it.

    >>> [author.name for author in parse_authors("Rossi, Ada, King, Bo, Jr., Lim, Cy") or ()]
    ['Ada Rossi', 'Bo King Jr.', 'Cy Lim']
    """
    parts = [part.strip() for part in line.strip().rstrip(",").split(",")]
    if not all(parts):
        return None
    names: list[list[str]] = []
    for part in parts:
        if names and (_SUFFIX.fullmatch(part) or _plain(names[-1]) < 2):
            names[-1].append(part)
        else:
            names.append([part])
    if any(_plain(name) != 2 for name in names):
        return None
    return tuple(parse_inverted(", ".join(name)) for name in names)


def _plain(name: list[str]) -> int:
    """Count the parts of a name that are no suffix; the family name never is one."""
    return 1 + sum(not _SUFFIX.fullmatch(part) for part in name[1:])


def _names_group(name: str) -> bool:
    words = name.casefold().split()
    return bool(words) and (words[-1] in _ENDS_GROUP or bool(_NAMES_GROUP.search(name)))
