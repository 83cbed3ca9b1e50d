"""Dublin Core in JSON: as DSpace answers, with prefixes, and bare."""

from __future__ import annotations

import json
from pathlib import Path

from kg.model import Paper, Rejected, Skipped
from kg.sources import format_of, read
from kg.sources.format import Item
from kg.sources.input.document import open_document

ITEM = {
    "uuid": "1",
    "type": "item",
    "metadata": {
        "dc.title": [{"value": "NightOwl in forests", "language": "en"}],
        "dc.title.alternative": [{"value": "Nachteule im Wald"}],
        "dc.contributor.author": [
            {"value": "Lopez, Ana", "authority": None},
            {"value": "Chen, Bo"},
        ],
        "dc.date.accessioned": [{"value": "2020-01-05T10:00:00Z"}],
        "dc.date.issued": [{"value": "2019-02-07"}],
        "dc.description.abstract": [{"value": "Owls fly by night."}],
        "dc.identifier.doi": [{"value": "10.1000/owl.1"}],
        "dc.identifier.uri": [{"value": "https://owls.example/handle/1"}],
        "dc.identifier.issn": [{"value": "0317-8471"}],
        "dc.language.iso": [{"value": "eng"}],
        "dc.publisher": [{"value": "Owl Press"}],
        "dc.subject": [{"value": "owls"}, {"value": "night"}],
        "dc.type": [{"value": "Journal Article"}],
        "oaire.citation.title": [{"value": "Journal of Owls"}],
        "oaire.citation.volume": [{"value": "12"}],
        "oaire.citation.issue": [{"value": "3"}],
        "oaire.citation.startPage": [{"value": "5"}],
        "oaire.citation.endPage": [{"value": "9"}],
    },
}


def items(folder: Path, value: object) -> list[Item]:
    path = folder / "list.json"
    path.write_text(json.dumps(value), "utf-8")
    with open_document(path) as document:
        assert format_of(document).name == "dublin-core-json"
    return list(read(path))


def only(folder: Path, value: object) -> Paper:
    (found,) = items(folder, value)
    assert isinstance(found, Paper)
    return found


def test_item_of_dspace_is_read_with_every_field(tmp_path: Path) -> None:
    found = only(tmp_path, ITEM)
    assert (found.title, found.other_titles) == ("NightOwl in forests", ("Nachteule im Wald",))
    assert [each.name for each in found.authors] == ["Ana Lopez", "Bo Chen"]
    assert (found.date, found.kind, found.venue) == (
        "2019-02-07", "JournalArticle", "Journal of Owls",
    )  # fmt: skip
    told = found.details
    assert (told.volume, told.issue, told.pages) == ("12", "3", "5-9")
    assert (told.language, told.publisher) == ("en", "Owl Press")
    assert [each.value for each in found.identifiers] == ["10.1000/owl.1"]
    assert (found.url, found.issn) == ("https://owls.example/handle/1", "0317-8471")
    assert (found.abstract, found.keywords) == ("Owls fly by night.", ("owls", "night"))
    assert found.records[0].unread == ("date.accessioned",)


def test_items_are_found_in_the_pages_that_embed_them(tmp_path: Path) -> None:
    objects = [{"_embedded": {"indexableObject": ITEM}}, {"_embedded": {"indexableObject": ITEM}}]
    page = {"_embedded": {"searchResult": {"page": {"size": 2}, "_embedded": {"objects": objects}}}}
    found = items(tmp_path, page)
    assert [each.title for each in found if isinstance(each, Paper)] == ["NightOwl in forests"] * 2
    assert [each.records[0].index for each in found if isinstance(each, Paper)] == [1, 2]


def test_older_items_list_keys_and_values(tmp_path: Path) -> None:
    written = [
        {"key": "dc.title", "value": "Mice by day", "language": "en"},
        {"key": "dc.contributor.author", "value": "King, Eva"},
        {"key": "dc.date.issued", "value": "2018"},
    ]
    found = only(tmp_path, [{"name": "Mice by day", "handle": "1/2", "metadata": written}])
    assert (found.title, found.authors[0].name, found.year) == ("Mice by day", "Eva King", "2018")


def test_prefixed_and_bare_elements_are_read_alike(tmp_path: Path) -> None:
    bare = {
        "title": ["NightOwl"],
        "creator": ["Lopez, Ana", "Chen, Bo"],
        "date": ["2019"],
        "type": ["info:eu-repo/semantics/doctoralThesis"],
        "identifier": ["https://doi.org/10.1000/owl.1"],
    }
    plain = only(tmp_path, [bare])
    prefixed = only(tmp_path, [{f"dc:{name}": each for name, each in bare.items()}])
    within = only(tmp_path, {"header": {}, "metadata": {"oai_dc:dc": {f"dc:{name}": each for name, each in bare.items()}}})  # fmt: skip
    for each in (plain, prefixed, within):
        assert [who.name for who in each.authors] == ["Ana Lopez", "Bo Chen"]
        assert (each.title, each.year, each.kind) == ("NightOwl", "2019", "DoctoralThesis")
        assert [found.value for found in each.identifiers] == ["10.1000/owl.1"]


def test_data_sets_are_skipped_and_what_is_no_record_is_kept_out(tmp_path: Path) -> None:
    found = items(
        tmp_path,
        [{"dc:title": "Counts of owls", "dc:creator": "Lopez, Ana", "dc:type": "Dataset"}, 7, {"dc:date": "2019"}],
    )  # fmt: skip
    assert [type(each) for each in found] == [Skipped, Rejected, Rejected]
