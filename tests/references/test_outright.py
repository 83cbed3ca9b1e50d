"""What a reference says outright holds against the labels: a colon behind names, an ordinal, labels of numbers."""

from __future__ import annotations

import pytest

from kg.references import FieldName, Marked, Reference, parse


def read(text: str) -> Reference:
    (found,) = parse([Marked(text)])
    return found


@pytest.mark.parametrize(
    ("text", "names", "title"),
    [
        ("Adler, Karl / Specht, Ida: Eulen und Menschen. Bericht über die 5. Tagung der Eulenfreunde. "
         "In: Vogelkunde 3 (2009), Nr. 4, S. 1-9.",
         ["Adler, Karl", "Specht, Ida"], "Eulen und Menschen. Bericht über die 5. Tagung der Eulenfreunde"),
        ("Müller, Anna: Die Eule im Recht. Festschrift zum 65. Geburtstag von Karl Adler, "
         "Berlin: Duncker & Humblot 2015, S. 123-145.",
         ["Müller, Anna"], "Die Eule im Recht. Festschrift zum 65. Geburtstag von Karl Adler"),
        ("Karl Adler: Festschrift für Ida Specht zum 60. Geburtstag, München: Beck, 2011.",
         ["Karl Adler"], "Festschrift für Ida Specht zum 60. Geburtstag"),
        ("Lim, A. and Chen, B. (2009). Owls of the forest: a study at night. Bird Studies, 3(2), 1-9.",
         ["Lim, A.", "Chen, B."], "Owls of the forest: a study at night"),
    ],
)  # fmt: skip
def test_names_end_at_their_colon_and_titles_go_on_behind_an_ordinal(
    text: str, names: list[str], title: str
) -> None:
    found = read(text)
    authors = found.first("author")
    assert authors
    assert [each.of(text) for each in authors.parts] == names
    assert found.get("title") == title


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Adler, Karl: Eulenschutz, NVwZ 2018, S. 101-105.",
         {"title": "Eulenschutz", "venue": "NVwZ", "year": "2018", "pages": "101-105"}),
        ("Adler, Karl: Nachtvögel im Recht. In: Archiv für Eulenrecht, 12. Jg. (2010), Heft 2, S. 55-70.",
         {"volume": "12", "issue": "2", "pages": "55-70"}),
        ("Adler, K.; Specht, I. (2015): Eulen der 1. Generation. Wien: Böhlau (= Wiener Studien 12).",
         {"place": "Wien", "publisher": "Böhlau", "series": "Wiener Studien 12", "year": "2015"}),
        ("Hibou (Claire), « La nuit des hiboux », RFDA, 2015, n° 3, p. 512-525.",
         {"venue": "RFDA", "volume": None, "issue": "3", "pages": "512-525"}),
        ("« Le vol silencieux », Revue des oiseaux, t. 12, n° 2, 2009, pp. 33-48.", {"volume": "12", "issue": "2"}),
        ("C. Civetta, Il gufo nella notte, in Rivista italiana di ornitologia, XLV (2012), n. 2, pp. 123-145.",
         {"volume": "XLV", "issue": "2", "pages": "123-145"}),
        ("Sowa A., Nocny lot sowy, „Przegląd Ornitologiczny” 2013, nr 3, s. 45–60.",
         {"venue": "Przegląd Ornitologiczny", "volume": None, "issue": "3", "pages": "45–60"}),
        ("Coruja, A. B. O voo da coruja. Revista Brasileira de Aves, São Paulo, v. 12, n. 3, p. 45-60, jul./set. 2013.",
         {"venue": "Revista Brasileira de Aves", "place": "São Paulo", "volume": "12", "issue": "3"}),
        ("Strix, Ana, “Owls and Empire,” Bird and Text 33.2 (2010): 201–20.",
         {"venue": "Bird and Text", "volume": "33", "issue": "2", "pages": "201–20"}),
        ("C. Uil, Nachtvogels in Nederland (diss. Leiden), Deventer: Kluwer 2009.",
         {"place": "Deventer", "publisher": "Kluwer", "year": "2009"}),
    ],
)  # fmt: skip
def test_numbers_journals_series_and_cities_are_what_they_say(
    text: str, expected: dict[FieldName, str | None]
) -> None:
    found = read(text)
    assert {name: found.get(name) for name in expected} == expected


def test_an_issue_that_its_label_stands_before_is_sure() -> None:
    text = "Müller, Anna: Die Eulen. In: Zeitschrift für Ornithologie 45 (2012), H. 3, S. 12-34."
    issue = read(text).first("issue")
    assert issue and (issue.of(text), issue.confidence) == ("3", 1.0)


def test_fields_stay_within_the_text_and_in_its_order() -> None:
    text = "Adler, Karl: Festschrift zum 60. Geburtstag, München (= Eulen 3), NVwZ 2018, 5, H. 3."
    fields = read(text).fields
    assert [each.start for each in fields] == sorted(each.start for each in fields)
    assert all(0 <= each.start < each.end <= len(text) for each in fields)
