"""Names as lists print them: marks, remarks, groups, scripts; and authors that groups enclose."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Paper, Rejected
from kg.sources import read
from kg.sources.bibtex.names import parse_names
from kg.sources.fields.latex import decode_latex
from kg.sources.fields.names import parse_name


@pytest.mark.parametrize(
    ("printed", "name", "family"),
    [
        ("Ana Lopez <ana@example.org>", "Ana Lopez", "Lopez"),
        ("Bo Chen (ETH)", "Bo Chen", "Chen"),
        ("Ana Lopez$^{1}$", "Ana Lopez", "Lopez"),
        ("Bo Chen*†", "Bo Chen", "Chen"),
        ("Chen*, Bo", "Bo Chen", "Chen"),
        ("Chen^, Bo", "Bo Chen", "Chen"),
        ("Chen#, B.", "B. Chen", "Chen"),
        ("Chee Wee (Ben) Leong", "Chee Wee (Ben) Leong", "Leong"),
        ("Dice, P F 2nd", "P F Dice 2nd", "Dice"),
        ("Green, Henry, 3rd", "Henry Green 3rd", "Green"),
        ("山田 太郎", "山田 太郎", "山田"),
        ("李, 飞飞", "李 飞飞", "李"),
        ("王小明", "王小明", None),
        ("LOPEZ, ANA", "ANA LOPEZ", "LOPEZ"),
        ("L. Van Owl", "L. Van Owl", "Van Owl"),
        ("Thi Van Nguyen", "Thi Van Nguyen", "Nguyen"),
    ],
)
def test_parse_name_takes_a_person_out_of_what_is_printed(
    printed: str, name: str, family: str | None
) -> None:
    agent = parse_name(printed)
    assert (agent.name, agent.family, agent.kind, agent.printed) == (
        name,
        family,
        "person",
        printed,
    )


def test_parse_name_takes_the_orcid_that_stands_with_a_name() -> None:
    agent = parse_name("Lopez, Ana (ORCID: 0000-0002-1825-0097)")
    assert (agent.name, agent.orcid) == ("Ana Lopez", "0000-0002-1825-0097")


@pytest.mark.parametrize(
    "name",
    [
        "Department of Owls", "University Oslo", "Hyper-Owl collaborations", "Johnson & Johnson",
        "Expert Group on Owls", "Owl Census Network (OCN)", "Institutes, National Owl",
        "Owl Books Corporation", "Owlworks, Inc.", "Inc Owlworks", "Owl Drilling Co. Ltd",
    ],
)  # fmt: skip
def test_parse_name_knows_groups(name: str) -> None:
    assert parse_name(name).kind == "group"


@pytest.mark.parametrize("name", ["Ofir Press", "Lizzie Presser", "Ana School", "Sharon A Center"])
def test_parse_name_leaves_people_with_such_names(name: str) -> None:
    assert parse_name(name).kind == "person"


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Smith J and Lopez AB", ["J Smith", "AB Lopez"]),
        ("Xu SUN and Bo Chen", ["Xu SUN", "Bo Chen"]),
        ("Ana Lopez, Bo Chen, and Cy King", ["Ana Lopez", "Bo Chen", "Cy King"]),
        ("Lopez Garcia, Ana Maria", ["Ana Maria Lopez Garcia"]),
        ("Ana Lopez; Bo Chen", ["Ana Lopez", "Bo Chen"]),
        (r"Ana Lopez \& Bo Chen", ["Ana Lopez", "Bo Chen"]),
        (r"Ana Lopez\thanks{Oslo} and Bo Chen$^{1}$", ["Ana Lopez", "Bo Chen"]),
        ("山田 太郎 and others", ["山田 太郎"]),
    ],
)
def test_parse_names_splits_at_what_is_written_for_and(value: str, names: list[str]) -> None:
    assert [each.name for each in parse_names(value)] == names


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"$\Sigma^{0}$ at $10^{-3}$", "Σ⁰ at 10⁻³"),
        (r"0$<$x$\leq$1", "0<x≤1"),
        (r"DNA$_{\textrm{2}}$ by $t$-$J$", "DNA₂ by t-J"),
        (r"$O(\sqrt{n})$ and $x_i$", r"$O(\sqrt{n})$ and $x_i$"),
        ("$5 and $6 million", "$5 and $6 million"),
    ],
)
def test_decode_latex_writes_formulae_that_unicode_can(latex: str, text: str) -> None:
    assert decode_latex(latex) == text


PAPER = '<paper id="{0}"><title>{0}</title><author><first>Ana</first><last>Lopez</last></author></paper>'


def test_read_acl_keeps_the_volume_behind_a_break(tmp_path: Path) -> None:
    path = tmp_path / "2022.owls.xml"
    broken = PAPER.format("B").replace("</title>", "</tite>")
    volumes = [
        f'<volume id="{n}"><meta><booktitle>Owls {n}</booktitle><year>202{n}</year></meta>{body}</volume>'
        for n, body in (
            (1, PAPER.format("A") + broken + PAPER.format("C") + broken),
            (2, PAPER.format("D")),
        )
    ]
    path.write_text(f'<collection id="2022.owls">{"".join(volumes)}</collection>')
    found = list(read(path))
    papers = [(each.title, each.venue, each.year) for each in found if isinstance(each, Paper)]
    assert papers == [("A", "Owls 1", "2021"), ("C", "Owls 1", "2021"), ("D", "Owls 2", "2022")]
    assert sum(isinstance(each, Rejected) for each in found) == 2


def test_read_jats_names_a_group_once_and_its_members(tmp_path: Path) -> None:
    path = tmp_path / "article.xml"
    member = "<contrib><name><surname>Chen</surname><given-names>Bo</given-names></name></contrib>"
    group = "<contrib><collab>{}<contrib-group>{}</contrib-group></collab></contrib>"
    groups = group.format("Owl Watch", member) + "<contrib><collab>Owl Watch</collab></contrib>"
    for inner, names in (
        (groups, ["Owl Watch", "Bo Chen"]),
        (group.format("", member), ["Bo Chen"]),
    ):
        path.write_text(
            "<article><front><article-meta><title-group><article-title>T</article-title></title-group>"
            f"<contrib-group>{inner}</contrib-group></article-meta></front></article>"
        )
        (paper,) = read(path)
        assert isinstance(paper, Paper)
        assert [each.name for each in paper.authors] == names


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Chen B", "Lopez AM"], [("B", "Chen"), ("AM", "Lopez")]),
        (["Chen B.", "Ana Lopez"], [("B.", "Chen"), ("Ana", "Lopez")]),
        (["Vogel Chen B.-C.", "Lim Y. K."], [("B.-C.", "Vogel Chen"), ("Y. K.", "Lim")]),
        (["Wei WU", "Ana Lopez"], [("Wei", "WU"), ("Ana", "Lopez")]),
        (["Bo Chen III", "Ana Lopez"], [("Bo", "Chen"), ("Ana", "Lopez")]),
    ],
)
@pytest.mark.parametrize(
    "form",
    [
        ("a.bib", "@misc{{a, title = {{Owls}}, author = {{{0}}}}}", " and "),
        ("a.wiki", "* {{{{cite book |title=Owls |authors={0}}}}}", ", "),
        ("a.ris", "TY  - JOUR\nTI  - Owls\nAU  - {0}\nER  -\n", "\nAU  - "),
        ("refworks.txt", "RT Journal Article\nT1 Owls\nYR 2019\nA1 {0}\n", "\nA1 "),
        ("a.enw", "%0 Book\n%T Owls\n%A {0}\n", "\n%A "),
        ("a.csv", "Title,Authors\nOwls,{0}\n", "; "),
        ("a.txt", "Owls\n{0}\nOwl News\nYear: 2019 | Publisher: Owls\n", ";"),
        ("a.json", '[{{"Title": "Owls", "author": ["{0}"]}}]', '", "'),
    ],
)
def test_initials_behind_a_name_are_read_alike_in_every_format(
    form: tuple[str, str, str], names: list[str], expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    file, text, between = form
    path = tmp_path / file
    path.write_text(text.format(between.join(names)), encoding="utf-8")
    (found,) = (each for each in read(path) if isinstance(each, Paper))
    assert [(each.given, each.family) for each in found.authors] == expected
