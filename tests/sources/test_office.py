"""Office documents and PDF are refused by name, with what to do."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.sources import read


@pytest.mark.parametrize(
    "members",
    [("[Content_Types].xml", "word/document.xml"), ("mimetype", "content.xml"), ("mimetype",)],
)
def test_office_documents_are_to_be_saved_otherwise(
    tmp_path: Path, members: tuple[str, ...]
) -> None:
    path = tmp_path / "list.docx"
    with zipfile.ZipFile(path, "w") as archive:
        for name in members:
            archive.writestr(name, "<w/>")
    with pytest.raises(SourceError, match=r"office document.*save it as HTML"):
        list(read(path))


def test_a_pdf_is_to_be_saved_otherwise(tmp_path: Path) -> None:
    path = tmp_path / "list.pdf"
    path.write_bytes(b"%PDF-1.7\n%\xe2\xe3\n")
    with pytest.raises(SourceError, match=r"a PDF.*save it as HTML or as plain text"):
        list(read(path))
