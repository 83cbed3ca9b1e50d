"""Measure which records are merged and which people are one: over pairs, against a truth.

A truth comes from libraries that two programs wrote down, from records that were damaged on
purpose, and from ORCID iDs and homonym numbers that the resolver does not see.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from kg.evaluation.counting import Score
from kg.evaluation.verdicts import Pair, mark
from kg.identity import normalise_orcid
from kg.model import Agent, Paper, Record, Source
from kg.resolution import Resolved, is_rare, resolve_people
from kg.text import fold

DAMAGED = Source("d" * 64, "damaged", "table")
"""The source that damaged copies of records come from."""
_NUMBERED = re.compile(r" \d{4}$")
_FAMILIES = ("Wang", "Li", "Zhang", "Chen", "Liu", "Kim", "Lee", "Singh", "Nguyen", "Smith")
_GIVEN = ("Wei", "Jun", "Yang", "Min", "Hao", "Anna", "Peter", "Jing", "Lei", "Xin")


def pairs_of(groups: Iterable[Iterable[str]]) -> set[Pair]:
    """List the pairs within each group."""
    return {pair for group in groups for pair in combinations(sorted(set(group)), 2)}


def score_pairs(truth: set[Pair], found: set[Pair]) -> Score:
    """Count the pairs that were rightly found, falsely found and missed.

    >>> score_pairs({("a", "b"), ("a", "c")}, {("a", "b"), ("b", "c")})
    Score(found=1, false=1, missed=1)
    """
    return Score(len(truth & found), len(found - truth), len(truth - found))


def merged_pairs(resolved: Iterable[Resolved]) -> set[Pair]:
    """List the pairs of records that were made one paper."""
    return pairs_of([mark(record) for record in each.paper.records] for each in resolved)


def library_truth(records: Iterable[Paper], verdicts: Mapping[Pair, bool]) -> set[Pair]:
    """Agree which records of libraries are one paper: equal title and year, but for `verdicts`.

    Titles are compared without blanks and punctuation; a verdict is given on a pair of doubt
    that somebody has read.
    """
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for paper in records:
        if paper.title:
            title = fold(paper.title).replace(" ", "")
            groups[title, (paper.year or "")[:4]].append(mark(paper.records[0]))
    agreed = pairs_of(groups.values())
    known = {name for group in groups.values() for name in group}
    same = {pair for pair, verdict in verdicts.items() if verdict and known.issuperset(pair)}
    return (agreed | same) - {pair for pair, verdict in verdicts.items() if not verdict}


def damage(
    papers: Sequence[Paper], share: float, seed: int
) -> tuple[list[Paper], set[Pair], Mapping[str, frozenset[str]]]:
    """Copy a share of the papers with damage, pair each copy with what it was made of, and say by
    the mark of each copy what was done to it.

    Each copy has one to three kinds of damage; a kind that finds nothing to damage in a record is
    not counted there. Same seed, same copies.
    """
    chance = random.Random(seed)
    copies, truth, done = [], set(), {}
    titles: dict[str, list[str]] = defaultdict(list)
    for paper in papers:
        titles[fold(paper.title or "").replace(" ", "")].append(mark(paper.records[0]))
    for n, paper in enumerate(papers, 1):
        if not paper.title or chance.random() >= share:
            continue
        record = Record(DAMAGED, n)
        copy = replace(paper, records=(record,))
        kinds = set()
        chosen = chance.sample(list(DAMAGES), chance.randint(1, 3))
        for kind in sorted(chosen, key=list(DAMAGES).index):
            before, copy = copy, DAMAGES[kind](copy, chance)
            kinds |= {kind} if copy != before else set()
        copies.append(copy)
        done[mark(record)] = frozenset(kinds or {"none"})
        for twin in titles[fold(paper.title).replace(" ", "")]:
            truth.add((min(twin, mark(record)), max(twin, mark(record))))
    return copies, truth, done


def _mistype(paper: Paper, chance: random.Random) -> Paper:
    words = (paper.title or "").split(" ")
    long = [n for n, word in enumerate(words) if len(word) > 4 and word.isalpha()]
    for n in chance.sample(long, min(len(long), chance.randint(1, 2))):
        words[n] = _slip(words[n], chance)
    return replace(paper, title=" ".join(words))


def _slip(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    head, one, two, tail = word[:at], word[at], word[at + 1], word[at + 2 :]
    other = chance.choice("abcdefghijklmnopqrstuvwxyz")
    return head + chance.choice((two + one, two, one + one + two, other + two)) + tail


def _strip_accents(paper: Paper, chance: random.Random) -> Paper:
    def bare(text: str) -> str:
        parts = unicodedata.normalize("NFKD", text)
        return "".join(c for c in parts if not unicodedata.combining(c))

    authors = tuple(_renamed(author, bare(author.name)) for author in paper.authors)
    return replace(paper, title=bare(paper.title or ""), authors=authors)


def _use_initials(paper: Paper, chance: random.Random) -> Paper:
    def short(author: Agent) -> Agent:
        if not author.given or not author.family:
            return author
        given = " ".join(f"{word[0]}." for word in re.split(r"[\s-]+", author.given) if word)
        return replace(author, name=f"{given} {author.family}", given=given)

    return replace(paper, authors=tuple(short(author) for author in paper.authors))


def _shift_year(paper: Paper, chance: random.Random) -> Paper:
    if not re.fullmatch(r"\d{4}", paper.year or ""):
        return paper
    year = str(int(paper.year or 0) + chance.choice((-1, 1)))
    return replace(paper, year=year, date=None)


def _lose_identifiers(paper: Paper, chance: random.Random) -> Paper:
    return replace(paper, identifiers=(), url=None)


def _drop_subtitle(paper: Paper, chance: random.Random) -> Paper:
    return replace(paper, title=(paper.title or "").partition(": ")[0])


def _lose_abstract(paper: Paper, chance: random.Random) -> Paper:
    return replace(paper, abstract=None)


def _shout(paper: Paper, chance: random.Random) -> Paper:
    return replace(paper, title=(paper.title or "").upper())


def _turn_names(paper: Paper, chance: random.Random) -> Paper:
    def turned(author: Agent) -> Agent:
        *given, family = author.name.split()
        return _renamed(author, " ".join([family, *given])) if given else author

    return replace(paper, authors=tuple(turned(author) for author in paper.authors))


def _first_author_only(paper: Paper, chance: random.Random) -> Paper:
    return replace(paper, authors=paper.authors[:1])


DAMAGES: Mapping[str, Callable[[Paper, random.Random], Paper]] = {
    "slips in the title": _mistype,
    "accents lost": _strip_accents,
    "initials": _use_initials,
    "another year": _shift_year,
    "identifiers lost": _lose_identifiers,
    "subtitle dropped": _drop_subtitle,
    "abstract lost": _lose_abstract,
    "title in capitals": _shout,
    "names turned round": _turn_names,
    "first author only": _first_author_only,
}
"""What is done to copies, by its name."""


def _renamed(author: Agent, name: str) -> Agent:
    if not author.family:
        return replace(author, name=name)
    given, _, family = name.rpartition(" ")
    return replace(author, name=name, family=family, given=given)


def people_pairs(
    papers: Sequence[Resolved], known: Mapping[Pair, str] | None = None
) -> tuple[set[Pair], set[Pair]]:
    """Resolve people without their ORCID iDs; return the pairs of lines that are one in truth,
    and those found to be one, among the lines of which the truth is known.

    The truth is the ORCID iD of a line, the homonym number of its name as printed, or what
    `known` says of normalised title and name. Lines of one paper are not compared.
    """
    truth: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    hidden = [replace(each, paper=_without_orcids(each.paper)) for each in papers]
    keys: dict[tuple[str, str], list[str]] = defaultdict(list)
    for each, again in zip(papers, resolve_people(hidden), strict=True):
        for n, author in enumerate(each.paper.authors):
            for kind, person in _known_person(each.paper, author, known or {}):
                truth[kind][person].append(f"{each.key}#{n}")
                keys[kind, again.paper.authors[n].key or ""].append(f"{each.key}#{n}")
    true = {pair for people in truth.values() for pair in pairs_of(people.values())}
    return _across(true), _across(pairs_of(keys.values()))


def _across(pairs: Iterable[Pair]) -> set[Pair]:
    return {(a, b) for a, b in pairs if a.partition("#")[0] != b.partition("#")[0]}


def _without_orcids(paper: Paper) -> Paper:
    return replace(paper, authors=tuple(replace(each, orcid=None) for each in paper.authors))


def _known_person(
    paper: Paper, author: Agent, known: Mapping[Pair, str]
) -> Iterable[tuple[str, str]]:
    orcid = normalise_orcid(author.orcid) if author.orcid else None
    if orcid:
        yield "orcid", orcid
    if _NUMBERED.search(author.printed):
        yield "number", author.printed
    person = known.get((fold(paper.title or ""), fold(author.name)))
    if person:
        yield person.partition(":")[0], person


def confuse(papers: Sequence[Paper], seed: int) -> list[Paper]:
    """Give people of different names one frequent name, three people each: homonyms by design.

    Taken are names that two papers or more have, that are spelt out and not frequent themselves.
    As in DBLP, a number in the name as printed says who is who. Same seed, same names.
    """
    chance = random.Random(seed)
    count: dict[str, int] = defaultdict(int)
    for paper in papers:
        for author in {a.name: a for a in paper.authors if is_rare(a)}.values():
            count[author.name] += 1
    names = sorted(name for name, n in count.items() if n > 1)
    chance.shuffle(names)
    homonyms = [(given, family) for family in _FAMILIES for given in _GIVEN]
    renamed = {
        name: Agent(
            f"{given} {family}", f"{given} {family} {n % 3 + 1:04}", family=family, given=given
        )
        for n, (name, (given, family)) in enumerate(
            zip(names, (each for each in homonyms for _ in range(3)), strict=False)
        )
    }
    return [
        replace(paper, authors=tuple(renamed.get(each.name, each) for each in paper.authors))
        for paper in papers
    ]
