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
