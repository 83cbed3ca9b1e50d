"""What a venue decided is read wherever it is written, and what it did not publish is none of its papers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import UNPUBLISHED, Identifier, Paper
from kg.pipeline import build
from kg.serialization import parse_file
from kg.sources import read, to_record
from kg.sources.fields.outcomes import read_decision, read_venue, year_in
from kg.vocab import term


def papers(folder: Path, name: str, text: str) -> list[Paper]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return [each for each in read(path) if isinstance(each, Paper)]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("ICML 2024 Poster", ("ICML 2024", "accepted", "poster", "2024")),
        ("NeurIPS 2023 (spotlight)", ("NeurIPS 2023", "accepted", "spotlight", "2023")),
        ("NeurIPS 2023 Datasets and Benchmarks Oral", ("NeurIPS 2023 Datasets and Benchmarks", "accepted", "oral", "2023")),
        ("ICLR 2023 notable top 25%", ("ICLR 2023", "accepted", "notable top 25%", "2023")),
        ("ICLR 2020 - Talk", ("ICLR 2020", "accepted", "talk", "2020")),
        ("CVPR Highlight", ("CVPR", "accepted", "highlight", None)),
        ("Owls '19: Accept (Oral)", ("Owls '19: Accept (Oral)", None, None, "2019")),
        ("ICLR 2018 Accept (Oral)", ("ICLR 2018", "accepted", "oral", "2018")),
        ("Submitted to ICLR 2024", ("ICLR 2024", "submitted", None, "2024")),
        ("Accepted by TMLR", ("TMLR", "accepted", None, None)),
        ("ICLR 2024 Conference Withdrawn Submission", ("ICLR 2024", "withdrawn", None, "2024")),
        ("ICLR 2024 Conference Desk Rejected Submission", ("ICLR 2024", "desk-rejected", None, "2024")),
        ("ICLR 2018 Conference Blind Submission", ("ICLR 2018", "submitted", None, "2018")),
        ("ICLR 2017 Reject", ("ICLR 2017", "rejected", None, "2017")),
        ("International Journal of Oral Science", ("International Journal of Oral Science", None, None, None)),
        ("Annual Meeting 2019 on Oral", ("Annual Meeting 2019 on Oral", None, None, "2019")),
        ("Oral Oncology", ("Oral Oncology", None, None, None)),
        ("Lecture Notes in Computer Science 2034", ("Lecture Notes in Computer Science 2034", None, None, None)),
        ("arXiv:2001.01234", ("arXiv:2001.01234", None, None, None)),
        ("Proceedings 2019-2020", ("Proceedings 2019-2020", None, None, None)),
    ],
)  # fmt: skip
def test_a_venue_is_parted_from_what_it_decided(
    written: str, expected: tuple[str | None, ...], tmp_path: Path
) -> None:
    (paper,) = papers(tmp_path, "a.jsonl", json.dumps({"title": "Owls", "venue": written}))
    assert (paper.venue, paper.status, paper.track, paper.year) == expected
    assert (paper.kind == "Preprint") == (paper.status in UNPUBLISHED)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Accept (Poster)", ("accepted", "poster")), ("Oral", ("accepted", "oral")),
        ("Reject", ("rejected", None)), ("Desk Reject", ("desk-rejected", None)),
        ("Desk_Rejected_Submission", ("desk-rejected", None)), ("Withdrawn", ("withdrawn", None)),
        ("Withdraw", ("withdrawn", None)), ("Invite to Workshop Track", ("accepted", "workshop")),
        ("Active", ("submitted", None)), ("Not accepted", ("rejected", None)),
        ("main", (None, None)), ("unread", (None, None)), ("active learning", (None, None)),
    ],
)  # fmt: skip
def test_read_decision_takes_the_words_of_decisions(
    said: str, expected: tuple[str | None, str | None]
) -> None:
    assert read_decision(said) == expected


ROWS = (
    ("Owls", "ICML 2024 Poster", "aB-1"), ("Bats", "ICML 2024 Oral", "aB-2"),
    ("Mice", "ICML 2024 Spotlight", "aB-3"),
)  # fmt: skip


def test_a_table_of_one_conference_has_one_venue_a_year_and_identifiers(tmp_path: Path) -> None:
    lines = "".join(
        f"https://openreview.net/forum?id={id_}\t{title}\tAna Li;Bo Chen\t{venue}\n"
        for title, venue, id_ in ROWS
    )
    table = tmp_path / "list.tsv"
    table.write_text(lines)
    columns = {"url": "#1", "title": "#2", "authors": "#3", "venue": "#4"}
    found = [each for each in read(table, columns=columns) if isinstance(each, Paper)]
    assert {each.year for each in found} == {"2024"}
    assert [each.identifiers for each in found] == [
        (Identifier("openreview", id_),) for *_, id_ in ROWS
    ]
    build([str(table)], tmp_path / "out", mentions=False, columns=columns)
    graph = [*parse_file(tmp_path / "out" / "kg.ttl")]
    assert len({each.object for each in graph if each.predicate == term("schema:isPartOf")} & {
        each.subject for each in graph if each.object == term("schema:CreativeWork")}) == 1  # fmt: skip


SUBMISSION = {
    "Title": "Owls", "author": "Ana Li; Bo Chen", "site": "https://openreview.net/forum?id=aB-1",
    "bibtex": "@inproceedings{a, booktitle={International Conference on Learning Representations}, year={2018}}",
}  # fmt: skip


@pytest.mark.parametrize("key", ["status", "decision", "Decision"])
@pytest.mark.parametrize("said", ["Reject", "Withdrawn", "Desk Reject"])
def test_what_was_turned_down_is_no_publication_of_the_venue(
    key: str, said: str, tmp_path: Path
) -> None:
    good = SUBMISSION | {
        "Title": "Bats",
        "site": "https://openreview.net/forum?id=aB-2",
        key: "Oral",
    }
    source = tmp_path / "iclr.json"
    source.write_text(json.dumps([SUBMISSION | {key: said}, good]))
    build([str(source)], tmp_path / "out", mentions=False)
    graph = [*parse_file(tmp_path / "out" / "kg.ttl")]
    about = {
        title: {(each.predicate, each.object) for each in graph if each.subject == node}
        for title in ("Owls", "Bats")
        for node in [each.subject for each in graph if getattr(each.object, "value", "") == title]
    }
    where = {name: term(name) for name in ("schema:isPartOf", "kg:submittedTo")}
    types = {
        title: {o for p, o in said_ if p == term("rdf:type")} for title, said_ in about.items()
    }
    assert {p for p, _ in about["Owls"]}.isdisjoint({where["schema:isPartOf"]})
    assert where["kg:submittedTo"] in {p for p, _ in about["Owls"]}
    assert term("fabio:ConferencePaper") not in types["Owls"]
    assert term("fabio:ConferencePaper") in types["Bats"]
    assert where["schema:isPartOf"] in {p for p, _ in about["Bats"]}


def test_a_paper_turned_down_and_published_elsewhere_is_of_the_other_venue(tmp_path: Path) -> None:
    text = "We watch owls at night and count what they catch in the dark of the northern woods. "
    first = {
        "title": "Owls at Night",
        "authors": ["Ana Li", "Bo Chen"],
        "abstract": text,
        "year": 2018,
    }
    second = first | {"venue": "ICML 2018", "kind": "ConferencePaper"}
    source = tmp_path / "new.jsonl"
    rejected = first | {"venue": "ICLR 2018", "status": "Reject", "openreview": "aB-1"}
    source.write_text(f"{json.dumps(rejected)}\n{json.dumps(second)}\n")
    total = build([str(source)], tmp_path / "out", mentions=False).total
    assert (total.published, total.merged) == (1, 1)
    graph = (tmp_path / "out" / "kg.ttl").read_text()
    assert "venue:icml" in graph
    assert not {"venue:iclr", "kg:submittedTo", "schema:creativeWorkStatus"} & {*graph.split()}
    assert "fabio:Preprint" not in graph


def test_notes_of_openreview_tell_what_was_decided(tmp_path: Path) -> None:
    def note(id_: str, invitation: str, **content: str) -> dict[str, object]:
        return {"id": id_, "forum": id_, "invitations": [f"O.org/2024/-/{invitation}"],
                "content": {name: {"value": each} for name, each in content.items()}}  # fmt: skip

    notes = [
        note("a1", "Submission", title="A", venue="ICLR 2024 poster"),
        note("a2", "Submission", title="B", venue="Submitted to ICLR 2024",
             venueid="ICLR.cc/2024/Conference/Rejected_Submission"),
        note("a3", "Withdrawn_Submission", title="C", venue="ICLR 2024 Conference Withdrawn Submission"),
        note("a4", "Submission", title="D", venue="ICLR 2024", decision="Accept (Oral)"),
    ]  # fmt: skip
    found = papers(tmp_path, "notes.json", json.dumps({"notes": notes}))
    assert [(each.venue, each.status, each.track, each.kind) for each in found] == [
        ("ICLR 2024", "accepted", "poster", "ConferencePaper"),
        ("ICLR 2024", "rejected", None, "Preprint"),
        ("ICLR 2024", "withdrawn", None, "Preprint"),
        ("ICLR 2024", "accepted", "oral", "ConferencePaper"),
    ]


def test_status_and_track_survive_graph_and_quarantine(tmp_path: Path) -> None:
    record = {"title": "Owls", "authors": ["Ana Li"], "venue": "Owls 2019", "status": "rejected"}
    (paper,) = papers(tmp_path, "a.jsonl", json.dumps(record | {"track": "poster"}))
    (again,) = papers(tmp_path, "b.jsonl", json.dumps(to_record(paper)))
    assert (again.status, again.track, again.venue) == ("rejected", "poster", "Owls 2019")
    build([str(tmp_path / "a.jsonl")], tmp_path / "out", mentions=False)
    (third,) = (each for each in read(tmp_path / "out" / "kg.ttl") if isinstance(each, Paper))
    assert (third.status, third.track, third.venue) == ("rejected", "poster", "Owls 2019")


VENUE = st.text(st.sampled_from("ICML 2024,(Poster)-ralsubmitedo'"), max_size=40)


@given(VENUE)
def test_read_venue_settles_at_once(written: str) -> None:
    once = read_venue(written)
    assert once.venue in written
    assert read_venue(once.venue).venue in once.venue
    assert year_in(written) is None or year_in(written)[:2] in {"19", "20"}  # type: ignore[index]


@pytest.mark.parametrize(
    "piece", [",", " (", "Oral ", "2024 ", "ICML 2024 Poster", "Submitted to "]
)
def test_read_venue_gives_up_on_what_is_no_name(piece: str) -> None:
    assert read_venue(piece * 10_000).status is None
