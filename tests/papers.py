"""Papers and sources that several tests build on; all invented."""

from __future__ import annotations

from dataclasses import replace

from kg.model import Agent, Concept, Details, Grant, Identifier, Mention, Paper, Record, Source

ABSTRACT = (
    "We present NightOwl, an agent with memory. It beats DQN on Atari and solves three tasks of"
    " DM-HARD-8, where earlier agents do not see a single reward."
)
LIST = Source("a" * 64, "owls.txt", "profile-list", Agent("Ana López", "López, Ana"))
OTHER = Source("b" * 64, "abstracts.txt", "abstract-list")
ANA = Agent(
    "Ana López",
    "López, Ana",
    family="López",
    given="Ana",
    affiliation="Owl Lab",
    organizations=(Agent("Owl Lab", "Owl Lab", "group", registry="https://ror.org/01xtthb56"),),
)
BO = Agent("Bo Chen", "Chen, Bo", family="Chen", given="Bo")
TEAM = Agent("Worlds Team", "Team, Worlds", kind="group")
NIGHTOWL = Concept("method", "nightowl-0a1b2c3d", "NightOwl")
ATARI = Concept("benchmark", "atari", "Atari", ("Atari 2600",), curated=True)


def mention(concept: Concept, relation: str = "mentions", cue: str | None = None) -> Mention:
    """Find the concept's label in `ABSTRACT`."""
    start = ABSTRACT.index(concept.label)
    end = start + len(concept.label)
    return Mention("abstract", start, end, concept.label, concept, relation, None, cue)  # type: ignore[arg-type]


FULL = Paper(
    title="NightOwl: exploring with memory",
    abstract=ABSTRACT,
    authors=(ANA, BO, TEAM),
    editors=(BO,),
    year="2019",
    date="2019-01-02",
    identifiers=(Identifier("arxiv", "1901.00001"), Identifier("doi", "10.5555/owl.1")),
    printed_identifiers=("pmid:unknown",),
    venue="ICLR 2019",
    status="accepted",
    track="poster",
    kind="ConferencePaper",
    url="https://example.org/owl.pdf",
    issn="1234-5679",
    isbn="9781234567897",
    keywords=("owls", "memory"),
    code="https://example.org/owl-code",
    licence="https://creativecommons.org/licenses/by/4.0/",
    other_titles=("NightOwl, an owl",),
    references=(Identifier("doi", "10.5555/owl.0"),),
    funding=(Grant(Agent("Owl Fund", "Owl Fund", "group"), "A-17"),),
    details=Details(
        language="en",
        subtitle="exploring with memory",
        volume="7",
        issue="2",
        pages="12-34",
        article_number="e17",
        report_number="TR-3",
        edition="2nd",
        series="Lecture Notes on Owls",
        series_number="41",
        book_title="Owls at Night",
        publisher="Owl Press",
        institution="University of Owls",
        place="Nightford",
        printed_editors="Chen, Bo",
        printed_date="Winter 2019",
        chapter="3",
        genre="Habilitation",
        how_published="By post",
        note="To appear.",
    ),
    records=(Record(LIST, 1, 2),),
    mentions=(mention(NIGHTOWL, "introduces", "we present"), mention(ATARI, "evaluates_on", "on")),
)
"""A paper with every field."""

UNTITLED = Paper(abstract=ABSTRACT, records=(Record(OTHER, 3, 7),))


def at(paper: Paper, source: Source, index: int) -> Paper:
    """Say that a paper was read as the n-th record of a source."""
    return replace(paper, records=(Record(source, index, index),))
