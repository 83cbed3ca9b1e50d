"""Text in other encodings than UTF-8 is read, its encoding said, and its digest is the file's."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.model import Paper, Repair
from kg.sources import read
from kg.sources.input.document import open_document

LATIN = "@article{a, title = {Über naïve Eulen in Århus}}\n"
FUZZ = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def write(folder: Path, content: bytes) -> Path:
    path = folder / "refs.bib"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-16", "utf-16"), ("utf-16-le", "utf-16-le"), ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"), ("latin-1", "cp1252"), ("cp1252", "cp1252"),
    ],
)  # fmt: skip
def test_read_tells_encodings_without_a_declaration(
    tmp_path: Path, encoding: str, said: str
) -> None:
    path = write(tmp_path, LATIN.encode(encoding))
    note, paper = read(path)
    assert isinstance(note, Repair)
    assert note.kind == f"read as {said}"
    assert isinstance(paper, Paper)
    assert paper.title == "Über naïve Eulen in Århus"
    assert paper.records[0].source.digest == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("label", ["MacRoman", "cp1250"])
def test_read_believes_a_declaration_where_the_text_is_not_utf8(tmp_path: Path, label: str) -> None:
    text = f"% Encoding: {label}\n@article{{a, title = {{Über München}}}}\n"
    note, paper = read(write(tmp_path, text.encode(label)))
    assert isinstance(note, Repair)
    assert isinstance(paper, Paper)
    assert paper.title == "Über München"


def test_read_does_not_believe_a_declaration_that_lies(tmp_path: Path) -> None:
    text = "% Encoding: ISO8859_1\n" + LATIN
    (paper,) = read(write(tmp_path, text.encode()))
    assert isinstance(paper, Paper)
    assert paper.title == "Über naïve Eulen in Århus"
    (_, other) = read(write(tmp_path, b"% Encoding: UTF-8\n" + LATIN.encode("cp1252")))
    assert isinstance(other, Paper)
    assert other.title == paper.title


def test_read_guesses_other_scripts(tmp_path: Path) -> None:
    title = "基于深度学习的机器翻译研究综述与展望"
    text = f"@article{{a, title = {{{title}}}}}\n" * 3
    found = [each for each in read(write(tmp_path, text.encode("gbk"))) if isinstance(each, Paper)]
    assert [each.title for each in found] == [title] * 3


def test_read_keeps_lines_that_are_utf8_beside_lines_that_are_not(tmp_path: Path) -> None:
    content = LATIN.encode() * 3 + LATIN.encode("cp1252")
    found = [each for each in read(write(tmp_path, content)) if isinstance(each, Paper)]
    assert {each.title for each in found} == {"Über naïve Eulen in Århus"}


def test_open_document_refuses_images_before_it_decodes_them(tmp_path: Path) -> None:
    with (
        pytest.raises(SourceError, match="an image"),
        open_document(write(tmp_path, b"\x89PNG\r\n\x1a\n\x00\x00")),
    ):
        pass


@FUZZ
@given(content=st.binary(max_size=300))
def test_open_document_gives_utf8_whatever_the_bytes(tmp_path: Path, content: bytes) -> None:
    try:
        with open_document(write(tmp_path, content)) as document:
            text = "".join(document.chunks(7))
            lines = [line for _, line in document.lines()]
            assert text.removesuffix("\n").split("\n") == "\n".join(lines).replace(
                "\r", "\n"
            ).split("\n")
    except SourceError as error:
        assert error.todo
