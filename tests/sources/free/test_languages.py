"""Lists that people keep in their own languages: what stands over entries, who wrote them, and when."""

from __future__ import annotations

from pathlib import Path

from reading_lists import items_in, papers_of, told

LATTES = """\
Produção bibliográfica

Artigos completos publicados em periódicos

1. LOPEZ, A. B.; KING, E. Corujas de noite. Revista de Corujas, v. 27, n. 3, p. 123-135, 2019.

2. KING, E. ; LOPEZ, A. B. . Ratos de dia. Revista de Ratos, v. 18, p. 1-9, 2018.

Capítulos de livros publicados

1. LOPEZ, A. B. . Aves noturnas. In: King, E.; Lim, C. (Org.). Aves do campo. Lisboa: Livros, 2016, v. 1, p. 45-70.
"""


def test_a_heading_of_several_words_is_over_a_numbered_list(tmp_path: Path) -> None:
    found = papers_of(items_in(tmp_path, "a.txt", LATTES))
    assert [(each.title, each.kind) for each in found] == [
        ("Corujas de noite", "JournalArticle"),
        ("Ratos de dia", "JournalArticle"),
        ("Aves noturnas", "BookChapter"),
    ]


def test_a_heading_with_entries_under_it_is_no_title(tmp_path: Path) -> None:
    page = (
        "<h1>Ugglor</h1><h3>Om fåglar</h3><p>Lopez, A., &amp; Chen, B. (2021). Ugglor i mörker. <i>Ornis</i>, 31, 45–60.</p>"
        '<p>Lopez, Ana. "Nattens ljud i folktro." <i>Rig</i> 102, nr 3 (2019): 129–150.</p>'
        "<h3>Om möss</h3><p>Chen, B. (2017). Mössen på ladan. <i>Fauna</i>, 12, 33–58.</p>"
    )
    assert [(each[0], each[1]) for each in told(items_in(tmp_path, "a.html", page))] == [
        ("Ugglor i mörker", ["A. Lopez", "B. Chen"]),
        ("Nattens ljud i folktro", ["Ana Lopez"]),
        ("Mössen på ladan", ["B. Chen"]),
    ]


DATES = """\
# Publications

- Lopez, A., Chen, B. "Búhos de noche". *Boletín de Búhos*, 12 de mayo de 2017, pp. 3-9.
- Lopez, A., Chen, B. Eulen bei Nacht. *Eulenblatt* (März 2021), S. 3-9.
- A. Lopez, « Chouettes de nuit », *Revue des chouettes*, févr. 2020, p. 33-48.
- Lopez, A., Kartal, M., "Gece kuşları", Kuş Kurultayı, Antalya, 15-18 Mayıs 2017, s. 1-4.
- Lopez, A., Chen, B. Corujas. *Revista de Corujas*, v. 27, n. 3, p. 123-135, set. 2019.
- Lopez A, Chen B. Night vision in barn owls. J Am Owl Soc. 2021 Mar 4;12(3):45-52.
- 梟太郎，鷹花子：「梟の聴覚定位」，鳥学会誌，第68巻，第2号，pp. 123-135，2019年10月．
- Lopez, A. An open data set 2019. *Owl Data*, 2019.
"""


def test_months_and_days_are_told_in_other_languages(tmp_path: Path) -> None:
    found = papers_of(items_in(tmp_path, "a.md", DATES))
    assert [each.date for each in found] == [
        "2017-05-12",
        "2021-03",
        "2020-02",
        "2017-05",
        "2019-09",
        "2021-03-04",
        "2019-10",
        None,
    ]
    assert found[0].venue == "Boletín de Búhos"
    assert found[5].venue == "J Am Owl Soc"


def test_a_month_is_no_venue(tmp_path: Path) -> None:
    page = "".join(
        f"<div class=post><a class=title href={n}>{title}</a><div class=date>Apr 1, 202{n}</div><div class=author>Ana Lopez, Bo Chen</div></div>"
        for n, title in enumerate(["Owl roosts and noise", "How many owls?", "Reading owl pellets"])
    )
    found = papers_of(items_in(tmp_path, "a.html", f"<h1>Publications</h1><div>{page}</div>"))
    assert [(each.venue, each.date) for each in found] == [
        (None, f"202{n}-04-01") for n in range(3)
    ]
