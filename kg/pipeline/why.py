"""Why records are one paper, and author lines one person: what joined them, what nearly did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from kg.answers import Sheet, Table
from kg.errors import QueryError
from kg.model import Record
from kg.pipeline.archive import Kept, read_kept
from kg.pipeline.resolving import resolve_kept
from kg.queries import find_things, parse_value
from kg.queries.lookup import follow_alias, suggest
from kg.resolution import (
    Candidate,
    Resolved,
    find_namesakes,
)
from kg.resolution.authorships import Authorship, Authorships
from kg.resolution.profiles import count_words, profile
from kg.resolution.reasons import Reason, reasons_of_lines, reasons_of_records
from kg.resolution.traits import Describing
from kg.store import Store
from kg.suggest import did_you_mean
from kg.system.paths import AnyPath

_CLASSES = ("kg:Publication", "schema:Person")
_NEAR = ("score", "other", "key", "evidence")


def why(thing: str, folder: AnyPath = "out") -> Sheet:
    """Say what joined the records of a paper or the author lines of a person, and what nearly did.

    `thing` is an IRI, a prefixed name, or what it is called; `folder` is a build, whose records
    are resolved anew. Pairs that a build leaves out of its candidates are listed, too.

    Raises: QueryError: where nothing or more than one thing is called so. InputError: where no
    build is there, or it was made by another version.

    >>> import tempfile, kg
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "owls.bib")
    ...     _ = file.write_text("@book{a, title={Owls at night}, author={Lopez, Ana}, year=2001}" * 2)
    ...     _ = kg.build(file, Path(folder, "out"), mentions=False)
    ...     print(*why("Owls at night", Path(folder, "out")), sep=", ")
    Joined, May be the same and is not
    """
    path = Path(folder)
    kept = read_kept(path)
    iri = _find(thing, Store.open(str(path / "kg.ttl")))
    class_, _, key = iri.value.removeprefix(kept.options.base).partition("/")
    if class_ not in ("paper", "person"):
        raise QueryError(
            "this is neither a paper nor a person", value=iri.value,
            todo="nothing else is joined of several records",
        )  # fmt: skip
    papers = resolve_kept(kept)
    return _of_paper(key, papers, kept) if class_ == "paper" else _of_person(key, papers, kept)


def _find(thing: str, store: Store) -> ox.NamedNode:
    written = f"<{thing}>" if thing.startswith(("http://", "https://")) else thing
    value = parse_value(written, store.prefixes)
    if isinstance(value, ox.Literal):
        found = find_things(store.query, value.value, _CLASSES)
    else:
        found = follow_alias(store.query, value)
    if len(found) == 1:
        return found[0]
    if found:
        raise QueryError(
            f"{len(found)} things have this name", value=thing,
            todo=f"name one: {', '.join(each.value for each in found[:5])}",
        )  # fmt: skip
    close = did_you_mean(suggest(store.query, thing, _CLASSES))
    raise QueryError("nothing is called so", value=thing, todo=close or "try `kg find`")


def _of_paper(key: str, papers: Sequence[Resolved], kept: Kept) -> Sheet:
    found = next((each for each in papers if each.key == key), None)
    if found is None:
        raise QueryError("no paper of the build has this key", value=key, todo="try `kg find`")
    read = {record: each for each in kept.reading.papers for record in each.records}
    records = [replace(read[each], records=(each,)) for each in found.paper.records if each in read]
    words = count_words(map(profile, kept.reading.papers))
    rows = [
        (_place(each.records[0]), each.title or "", each.year or "", each.venue or "",
         f"{reason.speaks_for}; with {_place(records[reason.nearest].records[0])}"
         if reason.nearest is not None else reason.speaks_for)
        for each, reason in zip(records, reasons_of_records(records, words), strict=True)
    ]  # fmt: skip
    near = [c for each in papers for c in each.candidates if key in (c.a, c.b)]
    tables = {"Joined": Table(("read from", "title", "year", "venue", "why"), rows)}
    return Sheet(f"{found.paper.title or key}\n{key}", tables | _near(key, near))


def _of_person(key: str, papers: Sequence[Resolved], kept: Kept) -> Sheet:
    lines = Authorships(papers)
    own = [line for line in lines if line.agent.key == key]
    if not own:
        raise QueryError("nobody in the build has this key", value=key, todo="try `kg find`")
    sure = {(each.key, n): said for each in papers for n, said in enumerate(each.sure)}
    reasons = reasons_of_lines(own, Describing(lines))
    rows = sorted(
        (_written(sure[line.id]), *_line_row(own, n, reason))
        for n, (line, reason) in enumerate(zip(own, reasons, strict=True))
    )
    found = find_namesakes(papers, decisions=kept.options.decisions, least=0.0).candidates
    near = [each for each in found if key in (each.a, each.b)]
    header = ("sure", "name", "paper", "year", "for", "against", "nearest to")
    name = max((line.agent.name for line in own), key=len)
    whole = f"one person: {rows[0][0]}, as surely as the first of these lines is theirs"
    return Sheet(f"{name}\n{key}\n{whole}", {"Joined": Table(header, rows)} | _near(key, near))


def _written(probability: float | None) -> str:
    return "" if probability is None else f"{probability:.2f}"


def _line_row(own: Sequence[Authorship], n: int, reason: Reason) -> tuple[str, ...]:
    line, nearest = own[n], reason.nearest
    return (
        line.agent.printed, line.paper.title or "", line.paper.year or "",
        reason.speaks_for, reason.speaks_against,
        "" if nearest is None else own[nearest].paper.title or "",
    )  # fmt: skip


def _near(key: str, candidates: Sequence[Candidate]) -> dict[str, Table]:
    rows = [
        (f"{each.score:.2f}", each.name_b, each.b, each.evidence)
        if each.a == key
        else (f"{each.score:.2f}", each.name_a, each.a, each.evidence)
        for each in sorted(candidates, key=lambda each: (-each.score, each))
    ]
    return {"May be the same and is not": Table(_NEAR, rows)}


def _place(record: Record) -> str:
    return f"{record.source.name}:{record.line or f'record {record.index}'}"
