"""Single fields of single formats: each was read wrong, or not read, in a real file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.mapping import paper_triples
from kg.model import Agent, Concept, Mention, Paper, Record, Relation, Repair, Source
from kg.sources import Item, read
from kg.sources.cleaning.commands import settle_commands
from kg.sources.cleaning.people import settle_people
from kg.sources.fields.journal_references import venue_in
from kg.sources.fields.stand_ins import is_name

OWLS = Record(Source("0" * 64, "owls.bib", "bibtex"), 1, 7)

STAND_INS = """
others|et al.|and others|anon.|Anonymous|[Anonymous]|(anonymous)|[S.N.]|s.n.|S. N.|N.N.|N. N.|NN
(:Unkn) Unknown|(:unav)|:(unav)|(:Unap)|(:unas) value unassigned|(:null)|(:tba)|(:etal)|unav
Unknown|Unknown author|unknown authors|No author|no authors listed|Author not known|not available
n/a|A. N. Other|Nomen nescio|TBA|none|null|various authors|u.a.|ana@owls.example
"""


def items(folder: Path, text: str, name: str = "list.txt") -> list[Item]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return list(read(path))


def only(folder: Path, text: str) -> Paper:
    (paper,) = [each for each in items(folder, text) if isinstance(each, Paper)]
    return paper


def names(paper: Paper) -> list[str]:
    return [each.name for each in paper.authors]


@pytest.mark.parametrize("text", STAND_INS.replace("\n", "|").strip("|").split("|"))
def test_stand_ins_are_no_names(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize(
    "text",
    ["Ana Others", "Nonette Ramos", "Bo Null", "An Unal", "S. N. Rao", "Ann None", "Navid Unav",
     "The Owl Staff", "N. N. Bogolyubov", "Nn Anh", "Tba Asfaw", "王伟", "Etal Adnan", "No Ah"],
)  # fmt: skip
def test_names_that_resemble_stand_ins_are_names(text: str) -> None:
    assert is_name(text)


FORMATS = {
    "a.bib": "@article{{a, title={{Owls}}, author={{Lopez, Ana and {0}}}}}",
    "a.bbl": "\\entry{{a}}{{article}}{{}}{{}}\n\\field{{title}}{{Owls}}\n\\name{{author}}{{2}}{{}}{{%\n{{{{hash=1}}{{"
    "family={{Lopez}}, given={{Ana}}}}}}%\n{{{{hash=2}}{{family={{{0}}}}}}}%\n}}\n\\endentry\n",
    "a.wiki": "* {{{{cite journal |title=Owls |last1=Lopez |first1=Ana |author2={0}}}}}\n",
    "a.ris": "TY  - JOUR\nTI  - Owls\nAU  - Lopez, Ana\nAU  - {0}\nER  -\n",
    "refworks.txt": "RT Journal Article\nT1 Owls\nA1 Lopez, Ana\nA1 {0}\n",
    "a.jsonl": '{{"title": "Owls", "authors": ["Lopez, Ana", "{0}"]}}',
    "a.csv": 'Title,Authors,Year\nOwls,"Ana Lopez; {0}",2019\n',
    "csl.json": '[{{"type": "article-journal", "title": "Owls", "author": [{{"family": "Lopez",'
    ' "given": "Ana"}}, {{"literal": "{0}"}}]}}]',
    "a.xml": '<resource xmlns="http://datacite.org/schema/kernel-4"><titles><title>Owls</title></titles>'
    "<creators><creator><creatorName>Lopez, Ana</creatorName></creator><creator><creatorName>{0}"
    '</creatorName></creator></creators><resourceType resourceTypeGeneral="Text"/></resource>',
    "a.enw": "%0 Journal Article\n%T Owls\n%A Lopez, Ana\n%A {0}\n",
    "a.ttl": "@prefix s: <https://schema.org/> .\n<urn:x> a s:ScholarlyArticle ; s:name 'Owls' ; s:author"
    " [ s:name 'Ana Lopez' ], [ s:name '{0}' ] .\n",
}  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("stand_in", ["(:Unkn) Unknown", "[S.N.]", "et al.", "N.N.", "no author"])
def test_no_format_makes_a_person_of_a_stand_in(tmp_path: Path, name: str, stand_in: str) -> None:
    found = items(tmp_path, FORMATS[name].format(stand_in), name)
    assert [names(each) for each in found if isinstance(each, Paper)] == [["Ana Lopez"]]


@given(st.sampled_from(["Ana Lopez", "Lopez, Ana", "Chen Bo", "王伟"]),
       st.sampled_from([" <{}>", ", {}", " ({})", " {}", " e-mail: {}", "; {}"]))  # fmt: skip
def test_no_name_keeps_an_address(name: str, form: str) -> None:
    written = name + form.format("ana.b@owls.example.org")
    paper = Paper(title="Owls", authors=(Agent(written, written),), records=(OWLS,))
    settled, notes = settle_people(paper)
    assert all("@" not in text for each in settled.authors for text in (each.name, each.printed))
    assert [each.field for each in notes] == ["authors"]


def test_wos_names_keep_no_address(tmp_path: Path) -> None:
    text = (
        "PT J\nAU Lopez, A (ana@owls.example)\n   Chen, B; bo@owls.example\nTI Owls\nPY 2019\nER\n"
    )
    assert names(only(tmp_path, text)) == ["A Lopez", "B Chen"]


@pytest.mark.parametrize(
    ("dates", "year", "day"),
    [
        ("DA  - 1950/03/02/\nY1  - 1900//", "1950", "1950-03-02"),
        ("Y1  - 1900//\nDA  - 1950", "1950", None),
        ("PY  - 1949\nDA  - 1950/03/02\nY1  - 1900", "1949", None),
        ("Y1  - 1900/01/02/", "1900", "1900-01-02"),
        ("PY  - 2001/12/31\nDA  - Dec 31", "2001", "2001-12-31"),
    ],
)
def test_ris_prefers_what_is_not_deprecated(
    tmp_path: Path, dates: str, year: str, day: str | None
) -> None:
    paper = only(tmp_path, f"TY  - JOUR\nTI  - Owls\nAU  - Lopez, Ana\n{dates}\nER  -\n")
    assert (paper.year, paper.date) == (year, day)


@pytest.mark.parametrize(
    ("link", "doi"),
    [
        ("https://doi.org/10.1007/978-3-540-00001-1 _12", "10.1007/978-3-540-00001-1_12"),
        ("https://doi.org/10.1007/978-3-540-00001-1 12", "10.1007/978-3-540-00001-1_12"),
        ("https://doi.org/10.1007/978-3-540-00001-1%20_12", "10.1007/978-3-540-00001-1_12"),
        ("https://doi.ieeecomputersociety.org/10.1109/OWL.2005.1", "10.1109/owl.2005.1"),
        ("https://dl.acm.org/doi/10.1145/12.34", "10.1145/12.34"),
        ("https://www.owls.example.com/doi/full/10.5555/Ow.1", "10.5555/ow.1"),
        ("https://iopscience.iop.org/article/10.5555/ow-1/meta", "10.5555/ow-1"),
        ("https://journals.aps.org/prl/abstract/10.5555/Ow.1", "10.5555/ow.1"),
        ("https://onlinelibrary.wiley.com/doi/10.5555/Ow.1/full", "10.5555/ow.1"),
        ("https://dl.acm.org/doi/abs/10.1145/12.34?download=true", "10.1145/12.34"),
        ("https://link.springer.com/chapter/10.1007/978-3-540-00001-1_12?error=none#Sec2",
         "10.1007/978-3-540-00001-1_12"),
    ],
)  # fmt: skip
def test_dblp_reads_the_whole_doi(tmp_path: Path, link: str, doi: str) -> None:
    text = (
        f'<dblp><inproceedings key="conf/owl/L05"><author>Ana Lopez</author><title>Owls.</title>'
        f"<year>2005</year><ee>{link}</ee></inproceedings></dblp>"
    )
    assert [each.value for each in only(tmp_path, text).identifiers] == [doi]


def _article(inner: str, type_: str = "research-article") -> str:
    return (
        f'<article article-type="{type_}"><front><article-meta><title-group><article-title>Owls'
        f"</article-title></title-group>{inner}</article-meta></front></article>"
    )


def test_jats_keeps_the_members_of_a_group(tmp_path: Path) -> None:
    def person(n: int) -> str:
        return (
            f"<contrib><name><surname>Owl{n}</surname><given-names>A</given-names></name></contrib>"
        )

    members = "".join(map(person, range(242)))
    group = f"<contrib contrib-type='author'><collab>Night Watch<contrib-group>{members}</contrib-group></collab></contrib>"
    paper = only(tmp_path, _article(f"<contrib-group>{person(7)}{group}</contrib-group>"))
    assert names(paper)[:3] == ["A Owl7", "Night Watch", "A Owl0"]
    assert sorted([*names(paper)[2:], "A Owl7"]) == sorted(f"A Owl{n}" for n in range(242))


def test_jats_reads_a_paper_of_proceedings(tmp_path: Path) -> None:
    assert only(tmp_path, _article("", "proceedings")).kind == "ConferencePaper"


@pytest.mark.parametrize(
    ("field", "before", "after"),
    [
        ("title", r"Drawing owls with \TikZ\ and \Owlery", "Drawing owls with TikZ and Owlery"),
        ("title", r"Owls\Dash a survey", "Owls—a survey"),
        ("author", r"Lopez, \Ana", "Ana Lopez"),
        ("journal", r"Journal of \OwlName", "Journal of OwlName"),
        ("abstract", r"We call it \method{} and \Foo.", r"We call it \method and \Foo."),
    ],
)
def test_bibtex_tells_of_commands_that_nobody_knows(
    tmp_path: Path, field: str, before: str, after: str
) -> None:
    rest = {"title": "Owls", "author": "Chen, Bo", "abstract": "They see."} | {field: before}
    text = f"@article{{a, {', '.join(f'{key}={{{value}}}' for key, value in rest.items())}}}"
    found = items(tmp_path, text)
    (paper,) = [each for each in found if isinstance(each, Paper)]
    said = {"author": names(paper)[0], "journal": paper.venue}.get(field) or getattr(paper, field)
    assert said == after
    kinds = [each.kind for each in found if isinstance(each, Repair)]
    assert any("LaTeX" in kind for kind in kinds) == (field != "title" or "Owlery" in before)


def test_formulae_are_left_as_they_are() -> None:
    paper = Paper(title=r"Owls of $\Owl^2$ at \(\night\)", records=(OWLS,))
    assert settle_commands(paper) == (paper, ())


@pytest.mark.parametrize(
    ("reference", "venue"),
    [
        ("Owl Lett. B 518, 529-533 (2015)", "Owl Lett. B"),
        ("Owl.Lett.B518:529,2015", "Owl.Lett.B"),
        ("Proceedings of the 34th Conference on Owls, PMLR 70, 2017", "Proceedings of the 34th Conference on Owls"),
        ("2017 IEEE Conference on Owls (OWLS), pp 1-5", "IEEE Conference on Owls"),
        ("Published in: Owl Studies, vol. 3", "Owl Studies"),
        ("In Silico Owls 5", "In Silico Owls"),
        ("12 (2015) 3", None),
        ("", None),
    ],
)  # fmt: skip
def test_venue_of_a_journal_reference(reference: str, venue: str | None) -> None:
    assert venue_in(reference) == venue


def test_arxiv_reads_the_journal_reference(tmp_path: Path) -> None:
    entry = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom"><entry>'
        "<id>http://arxiv.org/abs/1901.00001v1</id><title>Owls</title>"
        "<arxiv:journal_ref>Owl Studies 3 (2019) 1</arxiv:journal_ref></entry></feed>"
    )
    raw = '{"id": "1901.00001", "title": "Owls", "authors_parsed": [], "journal-ref": "Owl Studies 3, 1"}'
    assert [only(tmp_path, text).venue for text in (entry, raw)] == ["Owl Studies", "Owl Studies"]


@pytest.mark.parametrize(
    ("relations", "stated"),
    [
        (("evaluates_on", "introduces", "mentions"), ["kg:introduces"]),
        (("uses", "evaluates_on"), ["kg:evaluatesOn"]),
        (("compares_with", "uses"), ["kg:usesBenchmark"]),
    ],
)
def test_a_paper_has_one_relation_to_a_concept(
    relations: tuple[Relation, ...], stated: list[str]
) -> None:
    owls = Concept("benchmark", "owls", "OWLS")
    mentions = tuple(
        Mention("abstract", n * 5, n * 5 + 4, "OWLS", owls, relation)
        for n, relation in enumerate(relations)
    )
    paper = Paper(title="T", abstract="OWLS OWLS OWLS", mentions=mentions, records=(OWLS,))
    found = [t for t in paper_triples(paper, "p") if "/benchmark/owls" in str(t.object)]
    names = {t.predicate.value.rpartition("/")[2].rpartition("#")[2] for t in found}
    assert names == {"mentions", *(each.removeprefix("kg:") for each in stated)}


def _anthology(collection: str, booktitle: str, inner: str = "") -> str:
    return (
        f'<collection id="{collection}"><volume id="1"><meta><booktitle>{booktitle}</booktitle></meta>'
        f'<paper id="1"><title>Owls</title>{inner}</paper></volume></collection>'
    )


@pytest.mark.parametrize(
    ("booktitle", "kind"),
    [
        ("Proceedings of the 12th International Conference on Owls", "ConferencePaper"),
        ("Proceedings of the Third Workshop on Owls", "WorkshopPaper"),
        ("Proceedings of the Conference Workshop on Owls", "WorkshopPaper"),
        ("Owls at Night", "WorkshopPaper"),
    ],
)
def test_acl_tells_conferences_among_the_volumes_of_workshops(
    tmp_path: Path, booktitle: str, kind: str
) -> None:
    assert only(tmp_path, _anthology("W11", booktitle)).kind == kind


def test_acl_reads_the_data_sets_that_editors_name(tmp_path: Path) -> None:
    named = '<pwcdataset url="https://paperswithcode.com/dataset/owls">OWLS</pwcdataset>'
    assert only(tmp_path, _anthology("2021.owls", "Owls", named)).keywords == ("OWLS",)


@pytest.mark.parametrize(
    ("given", "family", "people"),
    [
        ("Mark Scott for the", "NuOwl", [("Mark Scott", "person"), ("NuOwl", "group")]),
        ("Bo Li on behalf of the", "Owl Collaboration",
         [("Bo Li", "person"), ("Owl Collaboration", "group")]),
        ("Night", "Collaboration", [("Night Collaboration", "group")]),
        ("Ana", "Lopez", [("Ana Lopez", "person")]),
    ],
)  # fmt: skip
def test_arxiv_parts_a_person_from_the_group_behind(
    tmp_path: Path, given: str, family: str, people: list[tuple[str, str]]
) -> None:
    text = (
        "<record><header><identifier>oai:arXiv.org:1603.01251</identifier></header><metadata>"
        '<arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>1603.01251</id><authors><author>'
        f"<keyname>{family}</keyname><forenames>{given}</forenames></author></authors>"
        "<title>Owls</title></arXiv></metadata></record>"
    )
    assert [(each.name, each.kind) for each in only(tmp_path, text).authors] == people


def test_crossref_takes_no_licence_for_text_mining_for_that_of_the_paper(tmp_path: Path) -> None:
    text = (
        '{"message-type": "work", "message": {"DOI": "10.1000/1", "type": "journal-article", "title": ["Owls"],'
        ' "license": [{"URL": "http://owls.example/tdm", "content-version": "vor"},'
        ' {"URL": "http://owls.example/cc", "content-version": "vor"}]}}'
    )
    assert only(tmp_path, text).licence == "http://owls.example/cc"
