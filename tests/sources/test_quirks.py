"""What records of other programs hold beside their content is taken off, and what lacks is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.model import Paper, Rejected, Repair
from kg.sources import Item, read
from kg.sources.cleaning.abstracts import unheaded
from kg.sources.cleaning.years import settle_year
from kg.sources.fields.latex import decode_latex, regain_braces
from kg.sources.fields.markup import plain
from kg.sources.fields.values import person, year
from kg.sources.tagged_formats.tags import keyword, people


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def papers(found: list[Item]) -> list[Paper]:
    return [each for each in found if isinstance(each, Paper)]


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        ("<jats:bold>Owls</jats:bold> fly", "Owls fly"),
        ('see <jats:related-article xmlns:x="urn:x">this</jats:related-article>', "see this"),
        ("<mml:unheard>x</mml:unheard>", "x"),
        ("PM2<middle dot>5 and 20 &mgr;M, &thgr; &ohgr;", "PM2·5 and 20 μM, θ ω"),
        ("a <unheard>b", "a <unheard>b"),
    ],
)
def test_plain_knows_tags_by_their_prefix_and_signs_by_their_names(marked: str, text: str) -> None:
    assert plain(marked) == text


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Abstract. Owls see.", "Owls see."),
        ("ABSTRACT Owls see.", "Owls see."),
        ("Abstract Aim Owls were seen.", "Aim Owls were seen."),
        ("Abstract Post‐storm nests fall.", "Post‐storm nests fall."),
        ("Abstract--Owls see.", "Owls see."),
        ("Abstract Syntax Trees grow.", "Abstract Syntax Trees grow."),
        ("Abstract Interpretation is sound.", "Abstract Interpretation is sound."),
        ("Abstractive summaries of owls", "Abstractive summaries of owls"),
        ("We study abstract reasoning.", "We study abstract reasoning."),
        ("Abstract", "Abstract"),
    ],
)
def test_unheaded_takes_off_the_heading_alone(written: str, kept: str) -> None:
    assert unheaded(written) == kept


def test_read_takes_the_heading_off_in_every_format(tmp_path: Path) -> None:
    ris = "TY  - JOUR\nTI  - Owls\nAB  - Abstract We count owls.\nER  - \n"
    s2 = '{"paperId": "x", "title": "Owls", "abstract": "We study abstract reasoning of owls."}'
    (first,) = papers(list(read(write(tmp_path, "a.ris", ris))))
    (second,) = papers(list(read(write(tmp_path, "b.jsonl", s2), format="semantic-scholar")))
    assert first.abstract == "We count owls."
    assert second.abstract == "We study abstract reasoning of owls."


@pytest.mark.parametrize(
    ("broken", "text"),
    [
        (r"an \emphactive and \textittame owl", "an active and tame owl"),
        (r"of $\sqrtT$ steps, \proptoSVM", "of √T steps, ∝SVM"),
        (r"as \citetowl13ab show", "as show"),
        (r"\emph{kept}, 3 \times 4, \textbf{so}", "kept, 3 ×4, so"),
    ],
)
def test_regain_braces_reads_commands_that_run_into_their_words(broken: str, text: str) -> None:
    assert decode_latex(regain_braces(broken)) == text


def test_read_tables_regains_lost_braces(tmp_path: Path) -> None:
    table = "title,abstract,authors\nOwls,an \\emphactive owl,Ana Lopez\n"
    (paper,) = papers(list(read(write(tmp_path, "a.csv", table))))
    assert paper.abstract == "an active owl"


def test_keyword_keeps_stars_that_belong_to_a_name() -> None:
    assert [keyword(each) for each in ("*Owls", "Brain/*growth/*age", "A* search", "C*-algebra")] == [
        "Owls", "Brain/growth/age", "A* search", "C*-algebra",
    ]  # fmt: skip


def test_person_leaves_out_what_is_no_part_of_a_name() -> None:
    found = [
        person("Ana", "Lopez (editor)"), person("B. et al.", "Chen"), person("null", "van den Berg"),
    ]  # fmt: skip
    assert [each and (each.given, each.family) for each in found][:2] == [
        ("Ana", "Lopez"), ("B.", "Chen"),
    ]  # fmt: skip
    assert found[2] is not None
    assert "null" not in found[2].name


def test_people_reads_initials_behind_a_family_name() -> None:
    assert [(each.given, each.family) for each in people(["Lopez A.", "Vogel-Chen B. C."])] == [
        ("A.", "Lopez"), ("B. C.", "Vogel-Chen"),
    ]  # fmt: skip
    assert [each.name for each in people(["van den Berg, null"])] == ["van den Berg"]


@pytest.mark.parametrize(
    ("written", "found"),
    [("-0379-02", "-0379"), ("1034/", "1034"), ("0044-03/0045", "0044"), ("10 15", "10 15")],
)
def test_year_takes_years_of_dates_long_ago(written: str, found: str) -> None:
    assert year(written) == found


def test_settle_year_takes_zeros_before_words_for_no_year() -> None:
    assert settle_year("0000 Date") == (None, "not a year")
    assert settle_year("0000 1") == ("0000 1", None)


def test_read_bibtex_keeps_an_accent_within_its_name(tmp_path: Path) -> None:
    text = "@misc{a, title = {Owls}, author = {Joaquin Qui\\~nonero-Lim and Ana~Mar\\'ia Lopez}}"
    (paper,) = papers(list(read(write(tmp_path, "a.bib", text))))
    assert [(each.given, each.family) for each in paper.authors] == [
        ("Joaquin", "Quiñonero-Lim"), ("Ana María", "Lopez"),
    ]  # fmt: skip


def test_read_bibtex_takes_an_article_that_is_only_on_arxiv_for_a_preprint(tmp_path: Path) -> None:
    entry = "@article{%s, title = {Owls}, eprint = {1901.00001}, archiveprefix = {arXiv}%s}\n"
    text = entry % ("a", "") + entry % ("b", ", journal = {Journal of Owls}")
    found = papers(list(read(write(tmp_path, "a.bib", text))))
    assert [each.kind for each in found] == ["Preprint", "JournalArticle"]


def test_read_dblp_tells_of_volumes_that_only_a_key_names(tmp_path: Path) -> None:
    entry = '<inproceedings key="conf/owl/%s"><title>%s.</title>%s<crossref>conf/owl/2019</crossref></inproceedings>'
    named = entry % ("b", "Maps", "<booktitle>Owl Days</booktitle>")
    path = write(tmp_path, "a.xml", f"<dblp>{entry % ('a', 'Owls', '')}{named}</dblp>")
    note, first, second = read(path)
    assert isinstance(note, Repair)
    assert (note.field, note.before) == ("crossref", "conf/owl/2019")
    assert [each.title for each in papers([first, second])] == ["Owls", "Maps"]


def test_read_s2_gives_the_page_of_a_paper_that_has_no_other_address(tmp_path: Path) -> None:
    number = "0123456789abcdef" * 2 + "01234567"
    page = {"data": [{"paperId": number}, {"paperId": number, "title": "Owls"}]}
    nameless, paper = read(write(tmp_path, "a.json", json.dumps(page)))
    address = f"https://www.semanticscholar.org/paper/{number}"
    assert isinstance(nameless, Rejected)
    assert nameless.raw == {"url": address}
    assert isinstance(paper, Paper)
    assert paper.url == address


def csl(n: int) -> dict[str, object]:
    kinds: list[dict[str, object]] = [
        {"type": "book", "publisher": "Owl Press", "ISBN": "9781558607002"},
        {"type": "article-journal", "container-title": "Owls", "volume": "1", "page": "2", "issue": "3",
         "DOI": f"10.1000/{n}", "ISSN": "0021-9606", "URL": "https://owls.example"},
        {"type": "chapter", "editor": [{"family": "Lim"}], "container-title": "Birds", "edition": "2"},
    ]  # fmt: skip
    return {
        "id": str(n), "title": f"Owls {n}", "author": [{"family": "Lopez", "given": "Ana"}],
        "issued": {"date-parts": [[2019]]},
    } | kinds[n % 3]  # fmt: skip


@pytest.mark.parametrize("broken", [0, 1, 2, 5])
@pytest.mark.parametrize("cut", [30, 75, 140])
def test_read_csl_goes_on_behind_a_break_in_any_item(tmp_path: Path, broken: int, cut: int) -> None:
    items = [json.dumps(csl(n), indent=1) for n in range(9)]
    items[broken] = items[broken][:cut]
    found = list(read(write(tmp_path, "a.json", "[\n" + ",\n".join(items) + "\n]")))
    titles = [each.title for each in papers(found)]
    assert titles == [f"Owls {n}" for n in range(9) if n != broken]
    assert any(isinstance(each, Rejected) for each in found)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"id": "https://openalex.org/A1", "display_name": "Ana"}', "looks like OpenAlex authors"),
        ("<!DOCTYPE html><html><body>Moved</body></html>", "looks like HTML"),
        ("name: Owls\nis_top: true\nletter: O\n", "looks like YAML"),
        ("<!-- owls -->\n<!ELEMENT owl (#PCDATA)>\n", "looks like a DTD"),
        ("Nr;Headline;Words\n1;Owls;They see.\n", "none of its columns"),
        ("Owls see at night.\nThey do, they do.\n", "without marks"),
    ],
)
def test_read_refuses_by_name_and_says_what_to_do(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SourceError, match=said) as refused:
        list(read(write(tmp_path, "a.txt", text)))
    assert refused.value.todo


def test_read_settles_serial_numbers_and_tells_of_what_is_none(tmp_path: Path) -> None:
    entry = "@article{%s, title = {Owls}, issn = {%s}, isbn = {%s}}\n"
    rows = [("00219606, 1089-7690", ""), ("", "0021-9606"), ("see cover", "3-16-148410-X (pbk)")]
    text = "".join(entry % (f"k{n}", *row) for n, row in enumerate(rows))
    found = list(read(write(tmp_path, "a.bib", text)))
    assert [(each.issn, each.isbn) for each in papers(found)] == [
        ("0021-9606", None), ("0021-9606", None), (None, "3-16-148410-X"),
    ]  # fmt: skip
    (note,) = [each for each in found if isinstance(each, Repair)]
    assert (note.field, note.before, note.kind) == ("issn", "see cover", "no ISSN")


def arxiv_authors(*names: tuple[str, str]) -> str:
    written = "".join(
        f"<author><keyname>{key}</keyname><forenames>{fore}</forenames></author>"
        for fore, key in names
    )
    return (
        "<OAI-PMH><GetRecord><record><header/><metadata>"
        '<arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>1901.00001</id>'
        f"<authors>{written}</authors><title>Owls</title></arXiv></metadata></record></GetRecord></OAI-PMH>"
    )


def test_read_arxiv_takes_what_stands_before_a_colon_for_groups(tmp_path: Path) -> None:
    groups = [("Owl", "Array"), ("NIGHT2", "Collaborations"), ("", ":")]
    people = [("A.", "Lopez"), ("B.", "Chen")]
    first = write(tmp_path, "a.xml", arxiv_authors(*groups, *people))
    second = write(tmp_path, "b.xml", arxiv_authors(*people, *groups))
    kinds = [
        [each.kind for each in papers(list(read(path)))[0].authors] for path in (first, second)
    ]
    assert kinds == [
        ["group", "group", "person", "person"], ["person", "person", "person", "group"],
    ]  # fmt: skip
