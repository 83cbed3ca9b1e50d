"""What programs write in a manner of their own is read as what it means, whole and no more."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.model import Paper, Repair
from kg.sources import read
from kg.sources.cleaning.abstracts import unclaimed
from kg.sources.cleaning.mojibake import repair
from kg.sources.fields.markup import plain
from kg.sources.fields.names import parse_name
from kg.sources.fields.values import person


def only(folder: Path, name: str, text: str) -> Paper:
    """Read the one paper of a file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    (found,) = (each for each in read(path) if isinstance(each, Paper))
    return found


def entry(folder: Path, fields: str, kind: str = "article") -> Paper:
    return only(folder, "owls.bib", f"@{kind}{{owl,\n  {fields}\n}}\n")


def csl(folder: Path, **members: object) -> Paper:
    record = {"type": "article-journal", "title": "Owls", "issued": {"date-parts": [[2019]]}}
    return only(folder, "owls.json", json.dumps([record | members]))


@pytest.mark.parametrize(
    ("month", "date"),
    [
        ("{jan 1}", "2019-01-01"),
        ("{2 April}", "2019-04-02"),
        ("{7. Sept.}", "2019-09-07"),
        ('jul # "~10"', "2019-07-10"),
        ("{June 2--7}", "2019-06"),
        ("mar", "2019-03"),
        ("{17--19 Jun.}", "2019-06"),
        ("{31 June}", None),
        ("{Summer}", None),
        ("{14}", None),
        ('{jan 1}, day = "9"', "2019-01-09"),
    ],
)
def test_bibtex_takes_a_day_that_stands_in_the_month(
    tmp_path: Path, month: str, date: str | None
) -> None:
    found = entry(tmp_path, f"title = {{Owls}}, journal = {{Maps}}, year = 2019, month = {month}")
    assert (found.year, found.date) == ("2019", date)


def test_bibtex_names_a_volume_by_its_book_title(tmp_path: Path) -> None:
    named = "booktitle = {Owls}, booksubtitle = {A Survey}, editor = {Lim, Cy}"
    found = entry(tmp_path, named, "collection")
    assert (found.title, found.venue, found.kind) == ("Owls: A Survey", None, "Book")
    chapter = entry(
        tmp_path, named + ", author = {Lopez, Ana}, abstract = {Wings.}", "incollection"
    )
    assert (chapter.title, chapter.venue) == (None, "Owls: A Survey")
    titled = entry(tmp_path, named + ", title = {Nests}", "book")
    assert (titled.title, titled.venue) == ("Nests", "Owls: A Survey")


@pytest.mark.parametrize(
    ("field", "keywords"),
    [
        ("keywords = {owls, 46,XX birds, 2,4-D}", ("owls", "46,XX birds", "2,4-D")),
        ("keywords = {owls,2019,maps}", ("owls", "2019", "maps")),
        ("keywords = {owls,maps, wings}", ("owls", "maps", "wings")),
        ("keywords = {owls, at night; maps}", ("owls, at night", "maps")),
        ('tags = "owls, maps"', ("owls", "maps")),
    ],
)
def test_bibtex_splits_keywords_where_the_writer_joined_them(
    tmp_path: Path, field: str, keywords: tuple[str, ...]
) -> None:
    assert entry(tmp_path, f"title = {{Owls}}, {field}").keywords == keywords


def test_a_suffix_is_no_family_name() -> None:
    for agent in (person(None, "King", suffix="Jr."), parse_name("King Jr.")):
        assert agent is not None
        assert (agent.name, agent.family, agent.given) == ("King Jr.", "King", None)
    whole = person(None, "Bo de King", suffix="Esq.")
    assert whole is not None
    assert (whole.name, whole.family, whole.given) == ("Bo de King Esq.", "de King", "Bo")


def test_csl_takes_what_services_add(tmp_path: Path) -> None:
    open_, mining = "https://licence.example/by", "https://licence.example/tdm"
    found = csl(
        tmp_path, subtitle=["A Survey"], categories=["birds", "maps"], event="Owl Days",
        license=[{"URL": mining, "content-version": "tdm"}, {"URL": open_}],
        **{"original-title": "Eulen"},
    )  # fmt: skip
    assert (found.title, found.other_titles) == ("Owls: A Survey", ("Eulen",))
    assert (found.keywords, found.venue, found.licence) == (("birds", "maps"), "Owl Days", open_)


def test_csl_believes_the_names_that_csl_gives_first(tmp_path: Path) -> None:
    found = csl(
        tmp_path, keyword="owls, maps", categories=["birds"], event={"name": "Owl Days"},
        **{"event-title": "Owl Nights"},
    )  # fmt: skip
    assert (found.keywords, found.venue) == (("owls", "maps"), "Owl Nights")
    assert csl(tmp_path, event={"name": "Owl Days"}).venue == "Owl Days"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Owls see. (C) 2013 Owl Press B.V. All rights reserved.", "Owls see."),
        ("Owls see? (c)2013 Owl Press Ltd.All rights reserved", "Owls see?"),
        ("Owls see. Crown Copyright (C) 2010 Published by Owl Inc.", "Owls see."),
        ("Owls see. (C) Copyright 2004 by The Owl College.", "Owls see."),
        ("Owls see. © 2019, © 2019 Owl & Son, LLC.", "Owls see."),
        ("Owls see. 2022 Owl B.V. All rights reserved.", "Owls see."),
        ("(Seen.) (PsycINFO Database Record (c) 2019 APA, all rights reserved)", "(Seen.)"),
        ("Seen. (PsycInfo Database Record (c) 2020 APA) (journal abstract).", "Seen."),
        ("Owls see. © ©The Author(s) 2023.", "Owls see."),
        ("Owls see. Copyright © 2023 de Owl, van Lim and Chen.", "Owls see."),
        ("Owls see. © The Author(s), under exclusive licence to Owl Press AG 2023.", "Owls see."),
        ("Owls see. © Owl Press Switzerland AG 2020.", "Owls see."),
        ("Owls see. Copyright 2014 ACM.", "Owls see."),
        ("Owls see. Copyright is held by the owner/author(s).", "Owls see."),
        ("Owls see. This journal is © The Owl Society of Chemistry.", "Owls see."),
        ("We saw owls in three years, (a) 2011, (b) 2012 and (c) 2013.", None),
        ("Owls see. (c) 2013 was wet and owls were few.", None),
        ("(C) 2013 Owl Press.", None),
        ("We ask when all rights reserved are kept.", None),
        ("Owls see. In 2022 Owl Press said: all rights reserved.", None),
        ("Owls see. © 2013 Owl Press. " + "Then owls flew on. " * 20, None),
    ],
)
def test_unclaimed_takes_off_the_statement_of_rights_alone(written: str, kept: str | None) -> None:
    assert unclaimed(written) == (kept or written)


def test_read_tells_of_a_statement_of_rights(tmp_path: Path) -> None:
    path = tmp_path / "owls.ris"
    said = "(C) 2013 Owl Press. All rights reserved."
    path.write_text(f"TY  - JOUR\nTI  - Owls\nAB  - Abstract: Owls see. {said}\nER  - \n")
    found = list(read(path))
    assert [each.abstract for each in found if isinstance(each, Paper)] == ["Owls see."]
    notes = [each for each in found if isinstance(each, Repair)]
    assert [(each.field, each.before, each.after) for each in notes] == [("abstract", said, "")]


def test_an_accent_regains_the_dot_of_its_letter() -> None:
    assert repair("Luc\u0131\u0301a")[0] == "Luc\u00eda"
    assert repair("k\u0131rm\u0131z\u0131") == ("k\u0131rm\u0131z\u0131", ())


def test_plain_lowers_and_raises_as_inspec_does() -> None:
    assert plain("Sn/sub 2 /P/sub 2/S/sub 6/, x/sup 2+/") == "Sn₂P₂S₆, x²⁺"
    assert plain("see /sub/2/ and owls/sup") == "see /sub/2/ and owls/sup"
