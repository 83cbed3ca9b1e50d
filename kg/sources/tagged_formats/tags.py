"""Split texts of tagged lines into records, and take values out of them: RIS, Refer and their kin."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kg.identity import SCHEMES, find_isbn, find_issn, identifiers_in
from kg.model import Agent, Details, Identifier, Paper, Record, Skipped, Source
from kg.sources.fields.details import details, page_range
from kg.sources.fields.kinds import Kind
from kg.sources.fields.markup import plain
from kg.sources.fields.names import parse_name, turn_initials
from kg.sources.fields.stand_ins import is_name
from kg.sources.fields.unread import with_unread
from kg.sources.fields.values import address, dois, iso_date, year
from kg.sources.format import Item
from kg.sources.input.document import Document

_PUBMED = re.compile(r"\b(?:pubmed(?! central)|medline|nlm)", re.IGNORECASE)
_NO_GIVEN = re.compile(r",\s*null$")
_MAIN = re.compile(r"(?<![^/])\*(?=\w)")
_NUMBERS = re.compile(r"(\d{4})[/-](\d{1,2})(?:[/-](?:(\d{1,2})(?!\d))?|(?![\d/-]))")


class Block:
    """One record: its first line, its tags with their values in order, and which were asked for."""

    def __init__(self, line: int, pairs: Iterable[tuple[str, str]]) -> None:
        self.line = line
        self._pairs = [(tag, value) for tag, value in pairs if value.strip()]
        self._tags = {tag for tag, _ in self._pairs}
        self._asked = set[str]()

    def pairs(self, *tags: str) -> list[tuple[str, str]]:
        """Return these tags with their values that are not blank, in the order of the record."""
        self._asked.update(tags)
        if self._tags.isdisjoint(tags):
            return []
        return [pair for pair in self._pairs if pair[0] in tags]

    def values(self, *tags: str) -> list[str]:
        """Return the values of these tags that are not blank, in the order of the record."""
        return [value for _, value in self.pairs(*tags)]

    def text(self, *tags: str) -> str | None:
        """Return the first value of the first of these tags that has one, as plain text."""
        found = (plain(value) for tag in tags for value in self.values(tag))
        return next((each for each in found if each), None)

    def unread(self) -> set[str]:
        """Return the tags with a value that nothing has asked for."""
        return self._tags - self._asked


@dataclass(frozen=True, slots=True)
class Layout:
    """How a format marks its records.

    `line` matches a tagged line: group 1 is the tag, group 2 the value. A tag of `starts`
    begins a record and one of `ends` ends it; with `blank`, an empty line ends it, too. A tag of
    `once` begins the next record where the record has it already.
    """

    line: re.Pattern[str]
    starts: frozenset[str]
    ends: frozenset[str] = frozenset()
    blank: bool = False
    once: frozenset[str] = frozenset()


def blocks(document: Document, layout: Layout) -> Iterator[Block]:
    """Yield the records; a line without a tag continues the value before it, on a line of its own.

    Lines without a tag that stand outside any record are the exporter's own remarks.
    """
    first, pairs = 0, list[tuple[str, str]]()
    for number, text in document.lines():
        match = layout.line.match(text)
        tag = match[1] if match else ""
        over = tag in layout.starts or tag in layout.ends or (layout.blank and not text.strip())
        if pairs and (
            over or (tag in layout.once and any(before == tag and said for before, said in pairs))
        ):
            yield Block(first, pairs)
            pairs = []
        if match and tag not in layout.ends:
            first = first if pairs else number
            pairs.append((tag, (match[2] or "").strip()))
        elif pairs and text.strip():
            last, value = pairs[-1]
            pairs[-1] = (last, f"{value}\n{text.strip()}".strip())
    if pairs:
        yield Block(first, pairs)


def items(
    found: Iterable[Block],
    source: Source,
    told_kind: Callable[[Block], Kind],
    paper: Callable[[Block, str | None, Record], Paper],
) -> Iterator[Item]:
    """Yield the paper of each record; one of a kind that is not published is skipped."""
    for index, block in enumerate(found, 1):
        kind = told_kind(block)
        if kind.skipped:
            yield Skipped(source, index, block.line, kind.skipped)
        else:
            made = paper(block, kind.fabio, Record(source, index, block.line))
            yield with_unread(made, block.unread())


def people(values: Iterable[str]) -> tuple[Agent, ...]:
    """Parse author values: one name, or several on lines or with `;` between them.

    >>> [(each.given, each.family) for each in people(["Lopez, Ana; Chen B", "et al."])]
    [('Ana', 'Lopez'), ('B', 'Chen')]
    """
    names = (
        plain(name).strip(" ,;")
        for value in values
        for name in re.split(r"[;\n]", _unescaped(value))
    )
    return tuple(map(_person, turn_initials(name for name in names if is_name(name))))


def named_person(name: str) -> Agent:
    """Parse one name: `Last, First`, `First Last`, or `Last FM` with initials in capitals."""
    return _person(*turn_initials([name]))


def _person(name: str) -> Agent:
    bare = _NO_GIVEN.sub("", name)
    if bare != name:
        return Agent(bare, bare, "unknown")
    return parse_name(name)


def _unescaped(value: str) -> str:
    """Resolve entities before `;` is taken to stand between names or keywords."""
    return "\n".join(map(plain, value.splitlines())) if "&" in value else value


def find_year(values: Iterable[str]) -> str | None:
    """Return the first year in the values; where none has a year, the first value as it stands."""
    texts = [" ".join(value.split()) for value in values]
    years = (found for text in texts if re.fullmatch(r"\d{4}", found := year(text) or ""))
    return next(years, texts[0] if texts else None)


def numbered_date(values: Iterable[str]) -> str | None:
    """Return the first date as ISO 8601 writes it: `YYYY/MM/DD`, or `YYYY/MM` of which no day is told.

    >>> numbered_date(["2019/02/07/Spring"]), numbered_date(["2019/02//"]), numbered_date(["2019///"])
    ('2019-02-07', '2019-02', None)
    """
    matches = (_NUMBERS.match(value.strip()) for value in values)
    return next((iso_date(match[1], match[2], match[3]) for match in matches if match), None)


def serials(values: Iterable[str]) -> tuple[str | None, str | None]:
    """Tell the first ISSN and the first ISBN apart.

    >>> serials(["1532-1827 (Electronic) 0007-0920 (Linking)", "978-3-16-148410-0"])
    ('1532-1827', '978-3-16-148410-0')
    """
    text = "\n".join(values)
    isbn = find_isbn(text)
    return find_issn(text.replace(isbn, "") if isbn else text), isbn


def told_details(
    block: Block, places: Mapping[str, Iterable[str]], *, pages: tuple[str, str]
) -> Details:
    """Return the details by their tags; `pages` are the tags of the first page and of the last."""
    first, last = (block.text(tag) for tag in pages)
    found = details(lambda tags: block.text(*tags), places)
    return replace(found, pages=page_range(first, last))


def keyword(text: str) -> str:
    """Return a keyword as plain text, without the stars by which MEDLINE marks the main ones.

    >>> keyword("*Owls/*physiology"), keyword("A* search")
    ('Owls/physiology', 'A* search')
    """
    return _MAIN.sub("", plain(text))


def keywords(values: Iterable[str]) -> tuple[str, ...]:
    """Split keywords at `;` and line ends, and at commas where there is but one value without."""
    texts = [_unescaped(value) for value in values if value.strip()]
    if len(texts) == 1 and not re.search(r"[;\n]", texts[0]):
        texts = texts[0].split(",")
    return split_keywords(texts)


def split_keywords(values: Iterable[str]) -> tuple[str, ...]:
    """Split keywords at `;` and line ends alone.

    >>> split_keywords(["Owls, barn; night flight;", "rest &amp; sleep"])
    ('Owls, barn', 'night flight', 'rest & sleep')
    """
    texts = (_unescaped(value) for value in values)
    found = (keyword(each) for text in texts for each in re.split(r";\s|;$|\n|\r", text))
    return tuple(dict.fromkeys(each for each in found if each))


def identifiers(block: Block, doi: Iterable[str], told: Iterable[str]) -> tuple[Identifier, ...]:
    """Return the DOIs of fields that hold one, and what addresses and labels of others name.

    Where a field holds the DOI, no other is looked for.
    """
    found = [each for tag in doi for value in block.values(tag) for each in dois(value)]
    schemes = tuple(each for each in SCHEMES if each != "doi" or not found)
    for tag in told:
        for value in block.values(tag):
            found += identifiers_in(value, *schemes)
    return tuple(dict.fromkeys(found))


def is_pubmed(database: str) -> bool:
    """Tell whether the accession numbers of a database are PubMed's: so of it and MEDLINE alone.

    >>> is_pubmed("Ovid MEDLINE(R)"), is_pubmed("Embase; MEDLINE"), is_pubmed("NLM")
    (True, False, True)
    """
    names = [each for each in re.split(r"[;,|/\n]", database) if each.strip()]
    return bool(names) and all(map(_PUBMED.search, names))


def first_address(values: Iterable[str]) -> str | None:
    """Return the first http(s) address among the words of the values."""
    return address(*(word for value in values for word in re.split(r"[\s;]+", value)))
