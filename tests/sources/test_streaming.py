"""Lists of any size are read piece by piece: packed or not, in one line or in many."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.model import Paper, Repair
from kg.sources import read, read_document
from kg.sources.bibtex.syntax import entries
from kg.sources.input.document import open_document

TITLES = [f"Owls at night, part {number}" for number in range(20_000)]
WORDS = "They see what others do not. " * 10


def _json(title: str) -> str:
    return f'{{"title": "{title}", "abstract": "{WORDS}", "authors": ["Lopez, Ana"], "year": 2019}}'


def _work(title: str) -> str:
    return f'{{"id": "https://openalex.org/W1", "title": "{title}", "authorships": [], "note": "{WORDS}"}}'


def _ris(title: str) -> str:
    return f"TY  - JOUR\nTI  - {title}\nAU  - Lopez, Ana\nAB  - {WORDS}\nER  - \n"


LISTS = {
    "array": f"[{','.join(map(_json, TITLES))}]",
    "page": f'{{"meta": {{}}, "results": [{",".join(map(_work, TITLES))}]}}',
    "lines": "\n".join(map(_json, TITLES)),
    "bibtex": "".join(
        f"@article{{a, title = {{{each}}}, abstract = {{{WORDS}}}}}" for each in TITLES
    ),
    "bbl": "".join(
        f"\\entry{{a}}{{misc}}{{}}{{}}\n\\field{{title}}{{{each}}}\n\\field{{abstract}}{{{WORDS}}}\n\\endentry\n"
        for each in TITLES
    ),
    "ris": "".join(map(_ris, TITLES)),
    "endnote": "<xml><records>"
    + "".join(
        f"<record><titles><title>{each}</title></titles><abstract>{WORDS}</abstract></record>"
        for each in TITLES
    )
    + "</records></xml>",
}


@pytest.mark.parametrize("name", LISTS)
def test_read_gives_the_first_papers_before_it_has_read_the_rest(tmp_path: Path, name: str) -> None:
    path = tmp_path / "list"
    path.write_text(LISTS[name])
    with open_document(path) as document:
        found = read_document(document)
        first = next(found)
        assert isinstance(first, Paper)
        assert first.title == TITLES[0]
        assert document.file.tell() < path.stat().st_size / 2
        assert [each.title for each in found if isinstance(each, Paper)] == TITLES[1:]


def test_entries_are_the_same_whatever_the_pieces() -> None:
    text = (
        '@string{o = "Owl"}\n@comment{ @article{no,} }\n@article{a, title = o # {s {at} night}}\n'
        * 9
    )
    text += (
        "@article{b, title = {open\n@book(c, title = {Last})\n% @misc{hidden,}\n@misc{d, note = 1}"
    )
    whole = list(entries([text]))
    for size in (1, 7, 50):
        pieces = [text[at : at + size] for at in range(0, len(text), size)]
        assert list(entries(pieces)) == whole


def _zip(content: bytes, *names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    return packed.getvalue()


@pytest.mark.parametrize(
    "pack", [gzip.compress, bz2.compress, lzma.compress, lambda content: _zip(content, "a")]
)
def test_read_unpacks_what_is_packed_and_refuses_what_is_damaged(
    tmp_path: Path, pack: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / "list.packed"
    packed = pack(_ris("Owls").encode() * 100)
    path.write_bytes(packed)
    assert [each.title for each in read(path) if isinstance(each, Paper)] == ["Owls"] * 100
    path.write_bytes(packed[: len(packed) // 2])
    with pytest.raises(SourceError, match="damaged"):
        list(read(path))


def test_read_bounds_bombs_and_refuses_archives_of_several_files(tmp_path: Path) -> None:
    path = tmp_path / "list.zip"
    path.write_bytes(_zip(b"a" * (80 << 20), "a.txt"))
    with pytest.raises(SourceError, match="100 times"):
        list(read(path))
    path.write_bytes(_zip(b"TY  - JOUR\n", "a.ris", "b.ris"))
    with pytest.raises(SourceError, match="2 files"):
        list(read(path))


def test_read_takes_lines_that_end_in_cr_and_leaves_out_nuls(tmp_path: Path) -> None:
    path = tmp_path / "list.ris"
    path.write_bytes((_ris("Owls") * 3).encode().replace(b"\n", b"\r").replace(b"Owls", b"Ow\0ls"))
    assert [each.title for each in read(path) if isinstance(each, Paper)] == ["Owls"] * 3


def test_read_says_what_became_of_a_year_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "list.bib"
    years = ["in press", "2541", "0", "199x", "Since 2012", "१९८७"]
    path.write_text("".join(f"@article{{a, title={{T}}, year={{{each}}}}}\n" for each in years))
    found = list(read(path))
    assert [each.year for each in found if isinstance(each, Paper)] == [
        None,
        "1998",
        None,
        "199x",
        "2012",
        "1987",
    ]
    assert [each.before for each in found if isinstance(each, Repair)] == [
        "in press", "2541", "0", "१९८७",
    ]  # fmt: skip


def test_read_bibtex_says_where_a_crossref_names_no_entry(tmp_path: Path) -> None:
    path = tmp_path / "list.bib"
    path.write_text(
        "@inproceedings{a, title={T}, crossref={none}}\n@inproceedings{b, crossref={P}}\n@proceedings{p, title={Owls}}"
    )
    found = list(read(path))
    assert [each.before for each in found if isinstance(each, Repair)] == ["none"]
    assert [each.venue for each in found if isinstance(each, Paper)][:2] == [None, "Owls"]
