"""BibTeX and BibLaTeX are read as biber and authors mean them, and what is broken spares the rest."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from folders import TESTS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.model import Identifier, Paper, Rejected, Skipped
from kg.sources import Item, read
from kg.sources.bibtex.names import parse_names
from kg.sources.fields.latex import decode_latex
from kg.sources.fields.markup import plain

DATA = TESTS / "sources" / "data" / "bibtex"
QUIRKS = (DATA / "quirks.bib").read_bytes()
FUZZ = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def items(folder: Path, content: str | bytes) -> list[Item]:
    path = folder / "refs.bib"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read(path))


def paper(folder: Path, content: str) -> Paper:
    (found,) = items(folder, content)
    assert isinstance(found, Paper)
    return found


@pytest.fixture(scope="module")
def quirks() -> list[Item]:
    return list(read(DATA / "quirks.bib"))


def test_read_gives_each_entry_one_item_and_its_line(quirks: list[Item]) -> None:
    kinds = [type(each).__name__ for each in quirks]
    assert kinds == [
        "Paper", "Paper", "Paper", "Skipped", "Rejected", "Paper", "Skipped", "Rejected",
    ]  # fmt: skip
    lines = [each.records[0].line if isinstance(each, Paper) else each.line for each in quirks]
    assert lines == [8, 19, 22, 27, 30, 32, 34, 36]


def test_read_takes_every_field(quirks: list[Item]) -> None:
    found = quirks[0]
    assert isinstance(found, Paper)
    assert found.title == "NightOwl: Über α-stable naïve H₂O"
    assert [each.name for each in found.authors] == [
        "Ana López", "Michael von Hicks III", "Owl Watch Consortium",
    ]  # fmt: skip
    assert [each.kind for each in found.authors] == ["person", "person", "group"]
    assert found.authors[1].family == "von Hicks"
    assert found.venue == "Journal of Owl Research (Series B)"
    assert (found.year, found.date) == ("2019", "2019-10-07")
    assert found.identifiers == (Identifier("doi", "10.1000/abc_1"),)
    assert (found.kind, found.issn) == ("JournalArticle", "1234-5679")
    assert found.keywords == ("owls, night", "not day")


def test_read_inherits_from_a_parent_that_follows(quirks: list[Item]) -> None:
    found = quirks[1]
    assert isinstance(found, Paper)
    assert found.title == "Planning at Night"
    assert (found.venue, found.year) == ("Proceedings of the Owl Workshop", "2020")
    assert (found.kind, found.isbn) == ("WorkshopPaper", "978-3-16-148410-0")
    assert [each.family for each in found.authors] == ["Chen", "de la Tour"]


def test_read_knows_preprints_and_people_in_braces(quirks: list[Item]) -> None:
    found = quirks[2]
    assert isinstance(found, Paper)
    assert found.identifiers == (Identifier("arxiv", "2001.01234"),)
    assert (found.kind, found.year) == ("Preprint", "2020")
    assert [(each.kind, each.name) for each in found.authors] == [
        ("person", "Dan Abel"),
        ("person", "Fay Eve"),
    ]


def test_read_skips_other_kinds_by_name(quirks: list[Item]) -> None:
    assert [each.kind for each in quirks if isinstance(each, Skipped)] == ["talk", "proceedings"]


def test_read_rejects_broken_entries_with_what_was_read(quirks: list[Item]) -> None:
    broken, unclosed = (each for each in quirks if isinstance(each, Rejected))
    assert "'broken }'" in broken.reasons[0]
    assert isinstance(broken.raw, dict)
    assert broken.raw["title"] == "The Same Key Again"
    assert broken.raw["year"] == "1993"
    assert "not closed" in unclosed.reasons[0]


def test_read_takes_a_rejected_entry_back_from_quarantine(
    tmp_path: Path, quirks: list[Item]
) -> None:
    broken = next(each for each in quirks if isinstance(each, Rejected))
    line = {"source": "refs.bib", "reasons": broken.reasons, "record": broken.raw}
    found = paper(tmp_path, json.dumps(line))
    assert (found.title, found.year) == ("The Same Key Again", "1993")
    assert [each.name for each in found.authors] == ["Gil van der Ham"]


def test_read_goes_on_after_a_broken_entry(quirks: list[Item]) -> None:
    found = quirks[5]
    assert isinstance(found, Paper)
    assert (found.title, found.year) == ("Still There", "199x")
    assert [each.name for each in found.authors] == ["Ida Jun", "Kim Lee", "Mo Nur"]


def test_read_refuses_a_file_of_macros_by_name() -> None:
    with pytest.raises(SourceError, match="holds no entry, only @string"):
        list(read(DATA / "macros_only.bib"))


def test_read_takes_biblatex_fields(tmp_path: Path) -> None:
    found = items(
        tmp_path,
        "@article{a, xdata = {x}, title = {On It}, subtitle = {And Off}, date = {2019-02-07},\n"
        "url = {https://openreview.net/forum?id=aB_1-c}, pmid = {123}}\n"
        "@xdata{x, journaltitle = {Owls}, journalsubtitle = {A Review}}\n",
    )[0]
    assert isinstance(found, Paper)
    assert (found.title, found.venue, found.date) == (
        "On It: And Off",
        "Owls: A Review",
        "2019-02-07",
    )
    assert [each.scheme for each in found.identifiers] == ["pmid", "openreview"]


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        ("@phdthesis{a, title={T}}", "DoctoralThesis"),
        ("@thesis{a, title={T}, type={Master's thesis}}", "MastersThesis"),
        ("@incollection{a, title={T}}", "BookChapter"),
        ("@TechReport{a, title={T}}", "ReportDocument"),
        ("@article{a, title={T}, journal={arXiv preprint arXiv:2001.01234}}", "Preprint"),
        ("@misc{a, title={T}}", None),
    ],
)
def test_read_maps_types_to_classes(tmp_path: Path, entry: str, kind: str | None) -> None:
    assert paper(tmp_path, entry).kind == kind


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("{{Barnes and Noble}}", ["Barnes and Noble"]),
        ("{Department of Owls and Mice} and Lim, Bo", ["Department of Owls and Mice", "Bo Lim"]),
        ("Jean de La Fontaine AND\n Sutton, R.~S.", ["Jean de La Fontaine", "R. S. Sutton"]),
        ("Rossi, A. B., Lim, C., King, D.", ["A. B. Rossi", "C. Lim", "D. King"]),
        ("Steele Jr., Guy L. and et al.", ["Guy L. Steele Jr."]),
        ("{[Anonymous]} and others", []),
        (r"Erd\H{o}s, P{\'a}l and {\v S}ime {\O}vre", ["Pál Erdős", "Šime Øvre"]),
        ("", []),
    ],
)
def test_parse_names_reads_what_authors_write(value: str, names: list[str]) -> None:
    assert [each.name for each in parse_names(value)] == names


def test_parse_names_leaves_unknown_what_braces_alone_say() -> None:
    assert [each.kind for each in parse_names("{Barnes and Noble}")] == ["unknown"]


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"G\"odel, \c{C}elik, \'{\^e}, {\aa}, \L ukasz", "Gödel, Çelik, ế, å, Łukasz"),
        (r"\emph{one} {\bf two} \href{https://a.org/x}{three}~four", "one two three four"),
        (r"50\% \& more\_so \{x\} \textbackslash{}n", r"50% & more_so {x} \n"),
        ("``quoted'' -- and --- so", "“quoted” – and — so"),
        (r"$x_{1} \in \{a\}$ and {\textless}i{\textgreater}", r"$x_{1} \in \{a\}$ and <i>"),
        (r"C:\Users\owl", r"C:\Users\owl"),
    ],
)
def test_decode_latex_resolves_macros_and_keeps_formulae(latex: str, text: str) -> None:
    assert decode_latex(latex) == text


@given(st.text(alphabet="abc é,.;()[]<>&%#_^/=+!?\n"))
def test_decode_latex_leaves_plain_text_alone(text: str) -> None:
    assert decode_latex(text) == text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<jats:title>Abstract</jats:title><jats:p>One.</jats:p><jats:p>Two</jats:p>", "One. Two"),
        ("&amp;lt;p&amp;gt;R&amp;amp;D&amp;lt;/p&amp;gt;", "R&D"),
        ("10<sup>-3</sup> m<sub>max</sub>", "10⁻³ mmax"),
        ("a < b, <T> and AT&T &copy x", "a < b, <T> and AT&T &copy x"),
        ("<mml:math><mml:mi>x</mml:mi><mml:annotation>x</mml:annotation></mml:math>", "x"),
    ],
)
def test_plain_drops_markup_and_nothing_else(markup: str, text: str) -> None:
    assert plain(markup) == text


@given(st.text())
def test_plain_is_idempotent_on_text_without_markup(text: str) -> None:
    once = plain(text.replace("&", " ").replace("<", " "))
    assert plain(once) == once


@FUZZ
@given(cut=st.integers(0, len(QUIRKS)))
def test_read_survives_truncation(tmp_path: Path, cut: int) -> None:
    try:
        found = items(tmp_path, QUIRKS[:cut])
    except SourceError:
        found = []
    whole = items(tmp_path, QUIRKS)
    good = [each for each in found if not isinstance(each, Rejected)]
    # A parent cut off takes what it gave; a comment cut off hides nothing, lest a slip in one
    # hide the rest of a file; else what is read is what the whole file gives.
    titles = ["Hidden", *(each.title for each in whole if isinstance(each, Paper))]
    assert all(each.title in titles for each in good if isinstance(each, Paper))


@FUZZ
@given(
    changes=st.lists(st.tuples(st.integers(0, len(QUIRKS) - 1), st.integers(0, 255)), max_size=9)
)
def test_read_survives_flipped_bytes_and_keeps_what_follows(
    tmp_path: Path, changes: list[tuple[int, int]]
) -> None:
    content = bytearray(QUIRKS)
    for position, byte in changes:
        content[position] = byte
    good = b"\n@article{last, title = {Last}}\n@article{end, title = {End}}\n"
    try:
        found = items(tmp_path, bytes(content) + good)
    except SourceError:
        return
    assert isinstance(found[-1], Paper)
    assert found[-1].title == "End"


def test_read_decodes_no_field_that_an_entry_lacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decoded: list[str] = []

    def count(text: str) -> str:
        decoded.append(text)
        return decode_latex(text)

    monkeypatch.setattr("kg.sources.bibtex.entries.decode_latex", count)
    assert paper(tmp_path, "@article{a, title = {Owls}, volume = {7}}").details.volume == "7"
    assert 0 < len([text for text in decoded if text]) <= 4
    assert decoded.count("") <= 1, "of forty fields that there may be, two are there"


@pytest.mark.parametrize("fields, date", [
    ("date = {2016/01/28/print}", "2016-01-28"), ("date = {2016/01//print}", "2016-01"),
    ("date = {2016}, month = {Jan.}", "2016-01"), ("date = {2016/2017}, month = jan", "2016-01"),
    ("date = {2016}, year = {1999}, month = jan", "2016-01"), ("date = {2016-01/2016-02}", None),
    ("date = {2016/..}", None),
])  # fmt: skip
def test_a_date_that_tells_less_is_made_up_for(
    tmp_path: Path, fields: str, date: str | None
) -> None:
    found = paper(tmp_path, f"@misc{{a, title = {{On It}}, {fields}}}")
    assert (found.year, found.date) == ("2016", date)


def test_a_chapter_that_names_only_its_book_is_the_book(tmp_path: Path) -> None:
    path = tmp_path / "owls.bib"
    path.write_text(
        "@incollection{a, author={Lopez, Ana}, booktitle={Owls of the North}, year=2019}"
    )
    (found,) = (each for each in read(path) if isinstance(each, Paper))
    assert (found.title, found.kind, found.venue) == ("Owls of the North", "Book", None)


def test_what_citavi_and_german_writers_set_is_written_out(tmp_path: Path) -> None:
    title = r"\"`Eulen\"' und {\dq}Karten{\dq} mit \textgreek{b}-Licht, ,,nachts``"
    keywords = "Eule,(Produktform)Hardback,Hardcover; Softcover,Nacht"
    found = paper(tmp_path, f"@book{{a, title = {{{title}}}, keywords = {{{keywords}}}}}")
    assert found.title == '„Eulen“ und "Karten" mit β-Licht, „nachts“'
    assert found.keywords == tuple(keywords.split(","))
