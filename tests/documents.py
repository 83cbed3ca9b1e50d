"""Make small Word documents and PDFs, part by part, for tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape

_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def paragraph(text: str, style: str = "") -> str:
    """Return a paragraph of a Word document; `style` is `b` for bold, `i` for italic."""
    properties = f"<w:rPr><w:{style}/></w:rPr>" if style else ""
    return f'<w:p><w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def word_document(*body: str) -> bytes:
    """Return a Word document that holds these parts of WordprocessingML."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        document = f"<w:document {_NAMESPACE}><w:body>{''.join(body)}</w:body></w:document>"
        archive.writestr("word/document.xml", document)
    return made.getvalue()


@dataclass(frozen=True, slots=True)
class Printed:
    """A text at a place of a page, in points from the left and from the top; a face of Helvetica."""

    left: float
    down: float
    text: str
    size: float = 10
    face: str = "Helvetica"


def pdf(*pages: Iterable[Printed]) -> bytes:
    """Return a PDF with what is printed on each page, and a small picture where nothing is."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    numbers = []
    for page in pages:
        content = "\n".join(map(_shown, page)) or "0 0 50 50 re f"
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
        fonts = " ".join(
            f"/{face} << /Type /Font /Subtype /Type1 /BaseFont /{face} /Encoding /WinAnsiEncoding >>"
            for face in ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique")
        )
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Contents {len(objects)} 0 R /Resources << /Font << {fonts} >> >> >>"
        )
        numbers.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(numbers)} /Kids [{' '.join(numbers)}] >>"
    return _file(objects)


def _shown(part: Printed) -> str:
    text = part.text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /{part.face} {part.size} Tf {part.left} {842 - part.down} Td ({text}) Tj ET"


def _file(objects: list[str]) -> bytes:
    made, places = "%PDF-1.4\n", []
    for number, written in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{written}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    made += (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(made)}\n%%EOF\n"
    )
    return made.encode("cp1252")
