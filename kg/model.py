"""The records that flow through the pipeline: frozen, slotted, typed, and picklable."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from kg.system.packing import Packed, Shared

AgentKind = Literal["person", "group", "unknown"]
NameType = Literal["method", "benchmark"]
ConceptType = Literal["method", "benchmark", "task"]
TextField = Literal["title", "abstract"]
Relation = Literal[
    "introduces", "evaluates_on", "compares_with", "uses", "mentions", "addresses"
]  # fmt: skip
Status = Literal["accepted", "submitted", "rejected", "desk-rejected", "withdrawn"]
Scheme = Literal["arxiv", "openreview", "doi", "pmid", "pmcid", "acl", "pmlr", "neurips", "openalex"]  # fmt: skip

UNPUBLISHED: tuple[Status, ...] = ("submitted", "rejected", "desk-rejected", "withdrawn")
"""What a venue has not published: a paper of this status was submitted there, and is no part of it."""
RELATIONS: tuple[Relation, ...] = (
    "introduces", "evaluates_on", "compares_with", "uses", "mentions"
)  # fmt: skip
"""What a paper does with what it names, strongest first: of several mentions the strongest counts.

A task is `addresses`ed, which no name is."""


@dataclass(frozen=True, slots=True)
class Agent(Packed):
    """An author of one paper, or the person whose list a source is.

    `name` is the display name, given name first; `printed` is the name as the source has it.
    `key` is set where resolution has decided who this is. `organizations` are those that an author
    line names for this author, where the source tells their names apart; `registry` is the address
    of a group in ROR or in the registry of funders.
    """

    name: str
    printed: str
    kind: AgentKind = "person"
    family: str | None = None
    given: str | None = None
    orcid: str | None = None
    affiliation: str | None = None
    key: str | None = None
    registry: str | None = None
    organizations: tuple[Agent, ...] = ()


@dataclass(frozen=True, slots=True)
class Grant(Packed):
    """What paid for a paper: the funder, and the number of the award; one of them at least."""

    funder: Agent | None = None
    award: str | None = None


@dataclass(frozen=True, slots=True)
class Identifier(Packed):
    """An identifier of a paper. A `value` that its scheme does not allow is kept, for the shapes to report."""

    scheme: Scheme
    value: str


@dataclass(frozen=True, slots=True)
class Source(Shared):
    """A file that was read: SHA-256 of its bytes, name, format, and whose list it is.

    `name` is its path in the folder that was given, or the name of the file that was.
    `shares_name` tells that another source of the build has that name too.
    """

    digest: str
    name: str
    format: str
    owner: Agent | None = None
    shares_name: bool = False


@dataclass(frozen=True, slots=True)
class FieldSpan(Packed):
    """Where a field of a record stands in its source: Unicode characters, from 0, end exclusive.

    A line ending counts as one character, and a byte order mark as one. `line` and `column` are
    those of its first character, from 1; 0 where nobody noted them. `text` are its characters.
    """

    field: str
    start: int
    end: int
    line: int = 0
    column: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Record(Packed):
    """Where a paper's description was read: the n-th record of a source, from 1, and its line, from 1.

    `mends` are the records that this one replaces, by their `entry_key`. `key` names the record
    within its source by what was read there, wherever that stands. `spans` tell where each field
    was found in a source that does not name its fields. `unread` are the names of fields with
    something in them of which nothing was read.
    """

    source: Source
    index: int
    line: int | None = None
    mends: tuple[str, ...] = ()
    key: str = ""
    spans: tuple[FieldSpan, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Concept(Shared):
    """A named method or benchmark, or a task of the scheme.

    `key` is a bare slug for a curated concept, slug and hash for one found in text.
    """

    type: ConceptType
    key: str
    label: str
    alt_labels: tuple[str, ...] = ()
    curated: bool = False
    broader: tuple[str, ...] = ()
    definition: str | None = None
    matches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention(Packed):
    """A span that names a concept.

    `start` and `end` count Unicode code points of the field, end exclusive, so that
    `text == getattr(paper, field)[start:end]`. `confidence` is None where no part of the
    extractor gives a probability. `cue` is the phrase that the relation rests on. `by_hand` tells
    that a person decided on the concept, and no extractor found it here.
    """

    field: TextField
    start: int
    end: int
    text: str
    concept: Concept
    relation: Relation = "mentions"
    confidence: float | None = None
    cue: str | None = None
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Claim(Packed):
    """A sentence that claims a result: where it stands, and what it names.

    `start` and `end` count as those of a mention. `concepts` are the methods and benchmarks that
    the sentence names; `metric` and `number` are the first ones it states, as written there.
    """

    field: TextField
    start: int
    end: int
    text: str
    concepts: tuple[Concept, ...] = ()
    metric: str | None = None
    number: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Details(Packed):
    """What a record says of a paper in plain texts: each is one property of it, by `vocab.DETAILS`.

    `language` is a tag of BCP 47 where the source's word for it is known; `pages` is a range
    `12-34`, several, or what the source has; `place` is where it was published; `series` is the
    title of the series that its volume stands in, `book_title` that of the book or proceedings, where
    the venue is a journal; `subtitle` also stands behind the title; `institution` is who it was made at or
    for, where another published it; `printed_date` is a date that no day and no month tells: "Spring";
    `printed_editors` are those of the book or of the volume around the paper, as printed, `; ` between them;
    `genre` is the word of the source for its type: "Habilitation", "RFC"; `note` is for readers.
    """

    language: str | None = None
    subtitle: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    article_number: str | None = None
    report_number: str | None = None
    edition: str | None = None
    series: str | None = None
    series_number: str | None = None
    book_title: str | None = None
    publisher: str | None = None
    institution: str | None = None
    place: str | None = None
    printed_editors: str | None = None
    printed_date: str | None = None
    chapter: str | None = None
    genre: str | None = None
    how_published: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Paper(Packed):
    """One paper: as one record describes it, or merged from several records.

    `year` is the text of the source (a year that is none is kept, for the shapes to report),
    `date` a date of ISO 8601, of the day or of the month, `kind` the local name of a FaBiO expression class, `url`, `code`
    and `licence` are addresses; `issn` is the venue's, and `isbn` too, but where `kind` is a book's
    or a thesis's. `editors` are those of a book, not of the volume that a chapter stands in.
    `printed_identifiers` are texts that a source gives as identifiers and that are none, each
    behind the name of its field: `doi:TBA`. `status` is what the venue decided, a `Status` but where
    a record says another word; `references` are the works it refers to, each by one identifier;
    `track` is how it was presented: poster, oral, spotlight.
    """

    title: str | None = None
    abstract: str | None = None
    authors: tuple[Agent, ...] = ()
    editors: tuple[Agent, ...] = field(default=(), kw_only=True)
    year: str | None = None
    date: str | None = None
    identifiers: tuple[Identifier, ...] = ()
    printed_identifiers: tuple[str, ...] = field(default=(), kw_only=True)
    venue: str | None = None
    status: str | None = field(default=None, kw_only=True)
    track: str | None = field(default=None, kw_only=True)
    kind: str | None = None
    url: str | None = None
    issn: str | None = None
    isbn: str | None = None
    keywords: tuple[str, ...] = ()
    code: str | None = None
    licence: str | None = None
    other_titles: tuple[str, ...] = ()
    details: Details = field(default=Details(), kw_only=True)
    references: tuple[Identifier, ...] = field(default=(), kw_only=True)
    funding: tuple[Grant, ...] = field(default=(), kw_only=True)
    records: tuple[Record, ...] = ()
    mentions: tuple[Mention, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Venue(Packed):
    """A journal or conference: its key, its one name, and the other names it was met under."""

    key: str
    name: str
    other_names: tuple[str, ...] = ()
    kind: str | None = None
    issn: tuple[str, ...] = ()
    isbn: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected(Packed):
    """A record kept out: where it stands, why, what was read there, and what it was to replace.

    `is_record` tells that `raw` is laid out as records are, and so can be judged again as it is;
    else it is what the source has. `mends` and `key` are as those of a `Record`.
    """

    source: Source
    index: int
    line: int | None
    reasons: tuple[str, ...]
    raw: object
    mends: tuple[str, ...] = ()
    is_record: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class Skipped(Packed):
    """A record that is no publication of the kinds that are published, with its kind."""

    source: Source
    index: int
    line: int | None
    kind: str


@dataclass(frozen=True, slots=True)
class Repair(Packed):
    """One text that was repaired: before and after, and the kind of repair."""

    source: Source
    line: int | None
    field: str
    before: str
    after: str
    kind: str
