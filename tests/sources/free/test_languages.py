"""Lists that people keep in their own languages: what stands over entries, who wrote them, and when."""

from __future__ import annotations

from pathlib import Path

from reading_lists import items_in, papers_of, told

from kg.model import Rejected

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


HISTORY = """\
# Prof. Dr. Ana Lopez

## Monographien

1. Eulen und Menschen. Eine Kulturgeschichte der Nacht, München: C. H. Beck 2019.
2. Die Nacht der Stadt. Beleuchtung und Ordnung in Wien (= Schriften zur Stadt, Bd. 12), Göttingen: Vandenhoeck & Ruprecht 2011.
3. (Hg., zus. mit Bo Chen) Handbuch der Tiergeschichte, Stuttgart: Metzler 2020.

## Aufsätze in Zeitschriften

1. Laternen und Wächter. Zur Praxis nächtlicher Ordnung im 18. Jahrhundert, in: Historische Zeitschrift 301 (2015), S. 45–78.
2. (mit Bo Chen) Vom Kauz zum Kaufmann. Tiernamen in Hausbüchern, in: Archiv für Kulturgeschichte 98 (2016), S. 211–240.

## Aufsätze in Sammelbänden

1. Der Ruf der Eule. Omen und Alltag, in: Festschrift für Eva King, hg. von Bo Chen und Cy Lim, Wien: Böhlau 2015, S. 101–119.
2. Wer wacht? Nachtwächter in der frühen Neuzeit, in: Eva King / Cy Lim (Hrsg.): Arbeit bei Nacht, Frankfurt am Main: Campus 2013, S. 55–80.
"""


def test_titles_are_no_names_where_the_owner_is_left_out(tmp_path: Path) -> None:
    assert told(items_in(tmp_path, "a.md", HISTORY)) == [
        ("Eulen und Menschen. Eine Kulturgeschichte der Nacht", ["Ana Lopez"], None, "2019"),
        ("Die Nacht der Stadt. Beleuchtung und Ordnung in Wien", ["Ana Lopez"], None, "2011"),
        ("Handbuch der Tiergeschichte", [], None, "2020"),
        (
            "Laternen und Wächter. Zur Praxis nächtlicher Ordnung im 18. Jahrhundert",
            ["Ana Lopez"],
            "Historische Zeitschrift",
            "2015",
        ),
        (
            "Vom Kauz zum Kaufmann. Tiernamen in Hausbüchern",
            ["Ana Lopez", "Bo Chen"],
            "Archiv für Kulturgeschichte",
            "2016",
        ),
        ("Der Ruf der Eule. Omen und Alltag", ["Ana Lopez"], "Festschrift für Eva King", "2015"),
        (
            "Wer wacht? Nachtwächter in der frühen Neuzeit",
            ["Ana Lopez"],
            "Arbeit bei Nacht",
            "2013",
        ),
    ]


def test_who_edited_a_volume_did_not_write_it(tmp_path: Path) -> None:
    found = papers_of(items_in(tmp_path, "a.md", HISTORY))
    assert [each.name for each in found[2].editors] == ["Ana Lopez", "Bo Chen"]
    assert [each.details.printed_editors for each in found[5:]] == [
        "Bo Chen; Cy Lim",
        "Eva King; Cy Lim",
    ]
    assert not found[6].editors


LAW = """\
<h1>Ana Lopez</h1><h2>Ouvrages</h2><ul>
<li>(dir., avec B. Chen) <em>L'animal et la loi</em>, Paris, Dalloz, 2020, 250 p.</li>
</ul><h2>Articles dans des revues</h2><ul>
<li>« Le silence nocturne en droit », avec B. Chen, <em>Revue française de droit</em>, févr. 2020, p. 33-48.</li>
<li>« La responsabilité du fait des rapaces », <em>Revue trimestrielle de droit</em>, 2019, n° 2, p. 245-270.</li>
</ul><h2>Contributions à des ouvrages collectifs</h2><ul>
<li>« L'oiseau saisi », in <em>Mélanges en l'honneur d'Eva King</em>, Paris, LexisNexis, 2016, p. 301-322.</li>
</ul>
"""


def test_the_journal_behind_names_is_no_name(tmp_path: Path) -> None:
    assert told(items_in(tmp_path, "a.html", LAW)) == [
        ("L'animal et la loi", [], None, "2020"),
        (
            "Le silence nocturne en droit",
            ["Ana Lopez", "B. Chen"],
            "Revue française de droit",
            "2020",
        ),
        (
            "La responsabilité du fait des rapaces",
            ["Ana Lopez"],
            "Revue trimestrielle de droit",
            "2019",
        ),
        ("L'oiseau saisi", ["Ana Lopez"], "Mélanges en l'honneur d'Eva King", "2016"),
    ]


THESES = """\
# Theses

- Lopez, A. (2012). *Uilen en mensen in de Republiek* (proefschrift Universiteit Leiden).
- Chen, B. (2014). *Mörkrets fåglar i nordisk tradition*. Doktorsavhandling, Uppsala universitet.
- King, E. (2010). *La rapaz nocturna en la literatura castellana*. Tesis doctoral, Universidad de Zaragoza.
"""


def test_a_thesis_in_another_language_has_its_institution(tmp_path: Path) -> None:
    found = papers_of(items_in(tmp_path, "a.md", THESES))
    assert [(each.kind, each.venue, each.details.institution) for each in found] == [
        ("DoctoralThesis", None, "Universiteit Leiden"),
        ("DoctoralThesis", None, "Uppsala universitet"),
        ("DoctoralThesis", None, "Universidad de Zaragoza"),
    ]


SAME = """\
# Veröffentlichungen

Lopez, R. / Chen, F.: Der Schutz der Nacht im Baurecht, in: NVwZ 2018, S. 1234–1240.

Lopez, R.: Lichtimmissionen und Artenschutz, Natur und Recht 41 (2019), 601–609.

dies./Chen, F.: Kommentierung der Nacht, in: Lim/King (Hrsg.), Naturschutzgesetz. Kommentar, München 2020.

ders.: Eulen im Recht, Natur und Recht 42 (2020), 11–19.
"""


def test_words_stand_for_the_names_of_the_entry_before(tmp_path: Path) -> None:
    items = items_in(tmp_path, "a.md", SAME)
    assert [(each[0], each[1]) for each in told(items)] == [
        ("Der Schutz der Nacht im Baurecht", ["R. Lopez", "F. Chen"]),
        ("Lichtimmissionen und Artenschutz", ["R. Lopez"]),
        ("Kommentierung der Nacht", ["R. Lopez", "F. Chen"]),
    ]
    (left,) = (each for each in items if isinstance(each, Rejected))
    assert "whom it means" in left.reasons[0]


CHICAGO = """\
# Articles

Lopez, Ana. 2020. Evidentiality and owl calls. *Linguistic Owls* 24(2). 233–270.

———. 2019. On the reconstruction of an owl. *Journal of Historical Owls* 9(1). 1–40.

Chen, Bo, Ana Lopez & Cy Lim. Forthcoming. Owl terms in contact. In Eva King (ed.), *The handbook of bird names*, 455–480. Oxford: Owl Press.
"""


def test_a_dash_stands_for_a_name_with_a_year_behind_it(tmp_path: Path) -> None:
    assert [(each[0], each[1]) for each in told(items_in(tmp_path, "a.md", CHICAGO))] == [
        ("Evidentiality and owl calls", ["Ana Lopez"]),
        ("On the reconstruction of an owl", ["Ana Lopez"]),
        ("Owl terms in contact", ["Bo Chen", "Ana Lopez", "Cy Lim"]),
    ]


ECONOMICS = """\
# Ana Lopez

## Working papers

“Night Light and Owl Prices” (with Bo Chen), Owl Working Paper No. 98765, March 2021.

“Do Owls Discount the Future?,” October 2020. *Revise and resubmit, Owl Economic Review.*

## Publications

“The Economics of Mousing” (with Cy Lim and Bo Chen), *Quarterly Journal of Owls*, 134(2), May 2019, pp. 567–610.

“Barn Rents,” *Journal of Barn Economics*, Vol. 12, 2017, 1–30.

“Owls,” she said, and was heard in *Owl News* in 2017 by all who were there.
"""


def test_what_the_owner_wrote_alone_is_read_in_paragraphs(tmp_path: Path) -> None:
    assert told(items_in(tmp_path, "a.md", ECONOMICS)) == [
        ("Night Light and Owl Prices", ["Ana Lopez", "Bo Chen"], "Owl Working Paper", "2021"),
        ("Do Owls Discount the Future?", ["Ana Lopez"], "Owl Economic Review", "2020"),
        (
            "The Economics of Mousing",
            ["Ana Lopez", "Cy Lim", "Bo Chen"],
            "Quarterly Journal of Owls",
            "2019",
        ),
        ("Barn Rents", ["Ana Lopez"], "Journal of Barn Economics", "2017"),
    ]
