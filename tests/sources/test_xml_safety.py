"""XML is read safely: nothing outside the file, no entity expanded, and on after a broken record."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from folders import TESTS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.model import Paper, Record, Rejected
from kg.sources import Item, read
from kg.sources.record import read_record

FILES = sorted((TESTS / "sources" / "data").glob("*/*.xml"))
CONTENTS = [path.read_bytes() for path in FILES]
FUZZ = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def article(number: int, title: str | None = None) -> str:
    title = f"Owls {number}" if title is None else title
    return f'<article key="journals/owls/{number}">\n<title>{title}</title>\n</article>\n'


def dblp(*articles: str, before: str = "") -> str:
    return f"{before}<dblp>\n{''.join(articles)}</dblp>\n"


def found(folder: Path, text: str | bytes, format: str | None = None) -> list[Item]:
    path = folder / "list.xml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(read(path, format=format))


def titles(items: list[Item]) -> list[str | None]:
    return [item.title for item in items if isinstance(item, Paper)]


def rejected(items: list[Item]) -> list[Rejected]:
    return [item for item in items if isinstance(item, Rejected)]


BOMB = '<!DOCTYPE dblp [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
FILE = '<!DOCTYPE dblp [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("doctype", [BOMB, FILE])
def test_read_refuses_declared_entities(doctype: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="declares entities"):
        found(tmp_path, dblp(article(1, "&b;"), before=doctype))


def test_read_expands_no_entity_where_the_declaration_is_not_seen(tmp_path: Path) -> None:
    hidden = BOMB.replace("<!ENTITY a", f"<!-- ] {'x' * 70000} --><!ENTITY a")
    items = found(tmp_path, dblp(article(1, "&b; &a;"), before=hidden), "dblp")
    assert titles(items) == ["&b; &a;"]


def test_read_fetches_no_dtd(tmp_path: Path) -> None:
    (tmp_path / "dblp.dtd").write_text('<!ENTITY own "expanded">', "utf-8")
    items = found(
        tmp_path, dblp(article(1, "&own; &ouml;"), before='<!DOCTYPE dblp SYSTEM "dblp.dtd">')
    )
    assert titles(items) == ["&own; ö"]


def test_read_leaves_out_characters_that_xml_forbids(tmp_path: Path) -> None:
    assert titles(found(tmp_path, dblp(article(1, "O&#1;w\x02l&#xD800;s")))) == ["Owls"]


def test_read_resolves_an_entity_wherever_it_is_split(tmp_path: Path) -> None:
    for length in range(65536 - 60, 65536 + 4):
        items = found(tmp_path, f"<dblp><!--{'x' * length}-->{article(1, 'B&ouml;hl')}</dblp>")
        assert titles(items) == ["Böhl"]


def test_read_goes_on_after_a_broken_record(tmp_path: Path) -> None:
    broken = '<article key="k">\n<title>Owls <b>2</title>\n</article>\n'
    items = found(tmp_path, dblp(article(1), broken, article(3), broken, article(5)))
    assert titles(items) == ["Owls 1", "Owls 3", "Owls 5"]
    first, second = rejected(items)
    assert (first.line, second.line) == (5, 11)
    assert "breaks off" in first.reasons[0]
    assert [item.records[0].line for item in items if isinstance(item, Paper)] == [2, 8, 14]


def test_read_keeps_of_a_broken_record_what_can_be_mended(tmp_path: Path) -> None:
    broken = (
        '<article key="k"><title>Owls</title><year>2019</year><author>Bo & Co</author></article>'
    )
    (item,) = rejected(found(tmp_path, dblp(broken)))
    paper = read_record(item.raw, Record(item.source, item.index, item.line))
    assert (paper.title, paper.year) == ("Owls", "2019")


def test_read_tells_where_a_file_breaks_off_between_records(tmp_path: Path) -> None:
    items = found(tmp_path, dblp(article(1)).removesuffix("</dblp>\n"))
    assert titles(items) == ["Owls 1"]
    assert len(rejected(items)) == 1


def test_read_reads_the_records_of_files_written_one_after_another(tmp_path: Path) -> None:
    text = '<?xml version="1.0"?>\n' + dblp(article(1), article(2))
    items = found(tmp_path, text + text)
    assert titles(items) == ["Owls 1", "Owls 2"] * 2
    assert len(rejected(items)) == 1


def test_read_tells_errors_beside_unbound_prefixes(tmp_path: Path) -> None:
    unbound = article(1).replace("<title>", "<x:note>n</x:note><title>")
    assert titles(found(tmp_path, dblp(unbound))) == ["Owls 1"]
    assert not rejected(found(tmp_path, dblp(unbound)))
    items = found(tmp_path, dblp(unbound, article(2)).removesuffix("</dblp>\n"))
    assert (titles(items), len(rejected(items))) == (["Owls 1", "Owls 2"], 1)
    assert titles(found(tmp_path, dblp(unbound) + dblp(article(2)))) == ["Owls 1", "Owls 2"]


def test_read_gives_up_on_a_file_that_is_broken_everywhere(tmp_path: Path) -> None:
    broken = '<article key="k"><title>Owls</article>\n'
    items = found(tmp_path, dblp(*[broken] * 1100))
    assert len(rejected(items)) == 1001
    assert "nothing after this one was read" in rejected(items)[-1].reasons[0]


def safe(folder: Path, content: bytes) -> list[Item]:
    try:
        return found(folder, content)
    except SourceError:
        return []


@FUZZ
@given(content=st.sampled_from(CONTENTS), data=st.data())
def test_read_survives_truncation(tmp_path: Path, content: bytes, data: st.DataObject) -> None:
    whole = [
        replace(item, records=()) for item in safe(tmp_path, content) if isinstance(item, Paper)
    ]
    cut = safe(tmp_path, content[: data.draw(st.integers(0, len(content)))])
    papers = [replace(item, records=()) for item in cut if isinstance(item, Paper)]
    assert papers == whole[: len(papers)]


@FUZZ
@given(content=st.sampled_from(CONTENTS), data=st.data())
def test_read_survives_flipped_bytes(tmp_path: Path, content: bytes, data: st.DataObject) -> None:
    changed = bytearray(content)
    for position in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=20)):
        changed[position] = data.draw(st.integers(0, 255))
    safe(tmp_path, bytes(changed))


@FUZZ
@given(parts=st.lists(st.sampled_from(CONTENTS), min_size=2, max_size=3))
def test_read_survives_concatenation(tmp_path: Path, parts: list[bytes]) -> None:
    first = safe(tmp_path, parts[0])
    both = safe(tmp_path, b"\n".join(parts))
    whole = [replace(item, records=()) for item in first if isinstance(item, Paper)]
    papers = [replace(item, records=()) for item in both if isinstance(item, Paper)]
    assert papers[: len(whole)] == whole
