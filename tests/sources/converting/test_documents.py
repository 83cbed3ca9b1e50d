"""Word documents and PDFs are read by their extras; other office documents are refused by name."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import pytest
from documents import Printed, paragraph, pdf, word_document

from kg.errors import SourceError
from kg.model import Paper
from kg.sources import find_inputs, read
from kg.sources.input import converting
from kg.system.worker import OUT_OF_MEMORY

ENTRIES = [
    "A. Lopez and B. Chen. NightOwl: Exploring with Memory. Owl News, 3:1-9, 2019.",
    "B. Chen. How Well Do Agents Plan? In Proceedings of the Owl Conference, pages 1-9, 2020.",
    "A. Lopez. Maps of the Dark. Journal of Maps, 12:5-9, 2021.",
]
TITLES = ["NightOwl: Exploring with Memory", "How Well Do Agents Plan?", "Maps of the Dark"]
PRINTED = [Printed(70, 80, "Publications", 16, "Helvetica-Bold")] + [
    Printed(70, 110 + 24 * number, entry) for number, entry in enumerate(ENTRIES)
]


def titles(path: Path) -> list[str | None]:
    return [item.title for item in read(path) if isinstance(item, Paper)]


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def refused(path: Path) -> str:
    with pytest.raises(SourceError) as error:
        list(read(path))
    return str(error.value)


def test_a_word_document_is_read_with_what_its_controls_hold_and_what_was_inserted(
    tmp_path: Path,
) -> None:
    control = f"<w:sdt><w:sdtContent>{paragraph(ENTRIES[0])}</w:sdtContent></w:sdt>"
    inserted = f'<w:p><w:ins w:id="1"><w:r><w:t>{ENTRIES[1]}</w:t></w:r></w:ins></w:p>'
    deleted = f'<w:p><w:del w:id="2"><w:r><w:delText>{ENTRIES[2]}</w:delText></w:r></w:del></w:p>'
    body = [paragraph("Publications", "b"), control, inserted, deleted]
    path = written(tmp_path, "cv.docx", word_document(*body, paragraph(ENTRIES[2])))
    assert titles(path) == TITLES


def test_a_pdf_is_read_and_each_paper_says_where_it_stands(tmp_path: Path) -> None:
    path = written(tmp_path, "cv.pdf", pdf(PRINTED))
    papers = [item for item in read(path) if isinstance(item, Paper)]
    assert [paper.title for paper in papers] == TITLES
    assert [paper.records[0].line for paper in papers] == [4, 5, 6]
    assert {paper.records[0].source.format for paper in papers} == {"html"}


def test_documents_are_known_by_what_is_in_them(tmp_path: Path) -> None:
    assert titles(written(tmp_path, "cv.bin", pdf(PRINTED))) == TITLES
    body = map(paragraph, ["Publications", *ENTRIES])
    assert titles(written(tmp_path, "cv.zip", word_document(*body))) == TITLES


def test_without_its_library_a_document_is_refused_by_the_name_of_the_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(converting, "find_spec", lambda name: None)
    assert "`pip install 'kg[pdf]'`" in refused(written(tmp_path, "cv.pdf", pdf(PRINTED)))
    assert "`pip install 'kg[docx]'`" in refused(written(tmp_path, "cv.docx", word_document()))


@pytest.mark.parametrize("end", [9, 300, -200])
def test_a_document_that_breaks_off_is_refused(tmp_path: Path, end: int) -> None:
    message = refused(written(tmp_path, "cv.docx", word_document(paragraph(ENTRIES[0]))[:end]))
    assert "damaged" in message or "empty" in message
    if end == 9:
        message = refused(written(tmp_path, "cv.pdf", pdf(PRINTED)[:end]))
        assert "this is a PDF that cannot be read" in message and "Traceback" not in message


def test_a_pdf_of_pictures_and_an_empty_word_document_hold_no_text(tmp_path: Path) -> None:
    for name, content in [("cv.pdf", pdf([], [])), ("cv.docx", word_document())]:
        assert "without text" in refused(written(tmp_path, name, content))


def test_a_document_that_unpacks_to_too_much_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, "cv.docx", word_document(paragraph("0" * 2**21)))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"word/media/{number}.png", bytes(2**28 - 1))
    assert "it unpacks to more than 512 MiB" in refused(path)


@pytest.mark.parametrize(
    ("end", "said"),
    [
        (subprocess.TimeoutExpired("kg", 120), "takes more than 120 seconds"),
        (subprocess.CompletedProcess([], OUT_OF_MEMORY), "too much memory"),
        (subprocess.CompletedProcess([], -11), "SIGSEGV"),
    ],
)
def test_a_document_that_ends_its_process_is_refused(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    end: subprocess.TimeoutExpired | subprocess.CompletedProcess[bytes],
    said: str,
) -> None:
    def run(*args: object, **named: object) -> subprocess.CompletedProcess[bytes]:
        if isinstance(end, subprocess.TimeoutExpired):
            raise end
        return end

    monkeypatch.setattr(subprocess, "run", run)
    assert said in refused(written(tmp_path, "cv.pdf", pdf(PRINTED)))


def test_documents_in_a_folder_are_read_where_they_are_named(tmp_path: Path) -> None:
    path = written(tmp_path, "Paper.PDF", pdf(PRINTED))
    written(tmp_path, "list.txt", b"any text")
    found = find_inputs([str(tmp_path)])
    assert [Path(file).name for file in found.files] == ["list.txt"]
    [(name, error)] = found.refused
    assert name == "Paper.PDF" and "name it to read it" in str(error)
    assert find_inputs([str(tmp_path), str(path)]).files == [str(tmp_path / "list.txt"), str(path)]


@pytest.mark.parametrize("members", [("mimetype", "content.xml"), ("mimetype",)])
def test_other_office_documents_are_to_be_saved_otherwise(
    tmp_path: Path, members: tuple[str, ...]
) -> None:
    path = tmp_path / "list.odt"
    with zipfile.ZipFile(path, "w") as archive:
        for name in members:
            archive.writestr(name, "<w/>")
    assert "office document" in refused(path) and "save it as HTML" in refused(path)
