"""Names as lists in several languages write them, and what stands beside them."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading_lists import items_in, papers_of, told

FRENCH = """\
# Publications de Lucie Effraie

## Articles

- EFFRAIE Lucie, « La nuit des rois : chouettes et présages », *Revue d'histoire moderne*, 65-2, 2018, p. 7-35.
- EFFRAIE Lucie et PINSON Marc, « Les gardes de nuit », *Genèses*, vol. 98, n° 1, mars 2015, pp. 12-30.

## Thèse

- EFFRAIE Lucie, *Paris la nuit (1667-1789)*, thèse de doctorat en histoire, sous la direction de P. Merle, université de Lyon, 2013.
"""


def test_an_owner_in_capitals_is_not_left_out(tmp_path: Path) -> None:
    items = items_in(tmp_path, "a.md", FRENCH)
    assert [(each[0], each[1]) for each in told(items)] == [
        ("La nuit des rois : chouettes et présages", ["EFFRAIE Lucie"]),
        ("Les gardes de nuit", ["EFFRAIE Lucie", "PINSON Marc"]),
        ("Paris la nuit (1667-1789)", ["EFFRAIE Lucie"]),
    ]
    assert papers_of(items)[2].details.institution == "université de Lyon"


SPANISH = """\
# Publicaciones

- Mochuelo Ruiz, Carmen. *Voces de la noche*. Madrid: Editorial Trotta, 2018.
- Mochuelo Ruiz, Carmen. «La lechuza en Goya». *Goya: Revista de Arte*, n.º 350, enero-marzo de 2015, pp. 44-59.
- Lopez, A. & Mochuelo, C. (2021, 15 de junio). Noche y ciudad. *Revista de Historia Urbana*, 5, 1-20.
- Ana Lopez, Thai Le. Owls in towns. *Owl News*, 5, 1-20, 2019.
"""


def test_two_family_names_and_a_given_one_are_one_person(tmp_path: Path) -> None:
    items = items_in(tmp_path, "a.md", SPANISH)
    assert [(each[0], each[1]) for each in told(items)] == [
        ("Voces de la noche", ["Carmen Mochuelo Ruiz"]),
        ("La lechuza en Goya", ["Carmen Mochuelo Ruiz"]),
        ("Noche y ciudad", ["A. Lopez", "C. Mochuelo"]),
        ("Owls in towns", ["Ana Lopez", "Thai Le"]),
    ]
    assert papers_of(items)[2].date == "2021-06-15"


QUOTED = """\
<h1>Dr. Jonas Uhlig</h1><h2>Publikationen</h2><h3>Aufsätze</h3>
<ul><li>»Das Auge der Eule. Zur Optik um 1900«. In: Zeitschrift für Medien 12 (2015), S. 33-47.</li>
<li>»Lautlosigkeit«. In: Anna Lerche / Karl Winter (Hg.): Handbuch Sound. Stuttgart: Metzler 2018, S. 211-215.</li>
<li>»Nachtflug«, in: <i>Navigationen</i>, Jg. 15 (2015), H. 1, S. 99-112.</li></ul>
"""


def test_titles_in_quotes_that_point_inwards(tmp_path: Path) -> None:
    assert told(items_in(tmp_path, "a.html", QUOTED)) == [
        ("Das Auge der Eule. Zur Optik um 1900", [], "Zeitschrift für Medien", "2015"),
        ("Lautlosigkeit", [], "Handbuch Sound", "2018"),
        ("Nachtflug", [], "Navigationen", "2015"),
    ]


@pytest.mark.parametrize("title", ["Nocne straże", "Sowa w heraldyce śląskiej"])
def test_a_title_set_off_behind_initials_is_no_name(tmp_path: Path, title: str) -> None:
    page = f"<h2>Publikacje</h2><ol><li>Lopez M., <i>{title}</i>, „Kwartalnik”, t. 125, 2018, nr 4, s. 711–740.</li></ol>"
    page += "<ol><li>Lopez, M., Chen, J. (2021). Aktywność nocna sów. <i>Chrońmy Przyrodę</i>, 77(2), 33–49.</li></ol>"
    first = told(items_in(tmp_path, "a.html", page))[0]
    assert (first[0], first[1]) == (title, ["M. Lopez"])
