"""Take the lines of a PDF out of it, each with its place on the page, its size, its styles and links."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import pypdfium2
import pypdfium2.raw as pdfium

from kg.sources.input.converting.accents import composed

_BOLD = re.compile(
    r"bold|black|heavy|semibold|demi|cmbx|cmssbx|(?<![a-z])bd(?![a-z])", re.IGNORECASE
)
_ITALIC = re.compile(r"ital|obli|slanted|cmti|cmsl|(?<![a-z])it(?![a-z])", re.IGNORECASE)
_FORCED_BOLD, _FLAGGED_ITALIC = 1 << 18, 1 << 6
"""Flags of a font: tables 121 of ISO 32000-2."""
_HYPHENS = "\x02\ufffe"
"""What PDFium makes of a hyphen at the end of a line."""
_MOST_PAGES = 1000
_LONGEST_ADDRESS = 2048


@dataclass(frozen=True, slots=True)
class Style:
    """How a run of characters is set, and where it leads."""

    bold: bool = False
    italic: bool = False
    link: str = ""

    @property
    def face(self) -> tuple[bool, bool, bool]:
        """Tell whether it is bold, italic, a link."""
        return self.bold, self.italic, bool(self.link)


Run: TypeAlias = tuple[str, Style]


@dataclass(slots=True)
class Line:
    """A line of a page: its runs of characters, and its box in points from the top left."""

    page: int
    runs: list[Run]
    left: float
    right: float
    baseline: float
    height: float
    drawn_bullet: bool = False

    @property
    def text(self) -> str:
        """Return the characters."""
        return "".join(text for text, _ in self.runs)


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    bottom: float
    right: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.bottom <= y <= self.top


def lines_of(data: bytes) -> Iterator[Line]:
    """Yield the lines of a PDF, page by page, in the order in which they are written.

    Raises: pypdfium2.PdfiumError: where the file is damaged or locked.
    """
    document = pypdfium2.PdfDocument(data)
    for number in range(min(len(document), _MOST_PAGES)):
        page = document[number]
        yield from _Page(number, page).lines()
        page.close()


@dataclass(slots=True)
class _Page:
    number: int
    page: Any
    _text: Any = None
    _links: list[tuple[_Box, str]] = field(default_factory=list)
    _fonts: dict[tuple[bytes, int], tuple[bool, bool]] = field(default_factory=dict)

    def lines(self) -> Iterator[Line]:
        self._text = self.page.get_textpage()
        self._links = list(self._annotated())
        bullets = list(self._drawn_bullets())
        line: list[tuple[str, Style, _Box, float]] = []
        for index in range(self._text.count_chars()):
            char = self._char(index)
            if char is None or (line and char[0] and self._ends(line, char)):
                yield from self._line(line, bullets)
                line = []
            if char is not None and char[0]:
                line.append(char)
        yield from self._line(line, bullets)

    def _ends(
        self, line: Sequence[tuple[str, Style, _Box, float]], char: tuple[str, Style, _Box, float]
    ) -> bool:
        _, _, before, baseline = line[-1]
        _, _, box, own = char
        height = max(before.top - before.bottom, box.top - box.bottom)
        return abs(own - baseline) > 0.6 * height or box.right < line[0][2].left - height

    def _char(self, index: int) -> tuple[str, Style, _Box, float] | None:
        """Return a character with its style, box and baseline; None at the end of a line."""
        text = self._text
        code = pdfium.FPDFText_GetUnicode(text, index)
        if code in (10, 13):
            return None
        x, y, rect = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        pdfium.FPDFText_GetLooseCharBox(text, index, rect)
        box = _Box(rect.left, rect.bottom, rect.right, rect.top)
        bold, italic = self._face(index)
        middle = (box.left + box.right) / 2, (box.bottom + box.top) / 2
        link = next((address for area, address in self._links if area.holds(*middle)), "")
        char = "-" if chr(code) in _HYPHENS else chr(code) if code else ""
        return char, Style(bold, italic, link), box, y.value

    def _face(self, index: int) -> tuple[bool, bool]:
        name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
        pdfium.FPDFText_GetFontInfo(self._text, index, name, len(name), flags)
        key = name.value, flags.value
        if key not in self._fonts:
            called = key[0].decode("utf-8", "replace").rpartition("+")[2]
            self._fonts[key] = (
                bool(_BOLD.search(called) or flags.value & _FORCED_BOLD),
                bool(_ITALIC.search(called) or flags.value & _FLAGGED_ITALIC),
            )
        return self._fonts[key]

    def _annotated(self) -> Iterator[tuple[_Box, str]]:
        position, link = ctypes.c_int(), pdfium.FPDF_LINK()
        while pdfium.FPDFLink_Enumerate(self.page, position, link):
            rect = pdfium.FS_RECTF()
            action = pdfium.FPDFLink_GetAction(link)
            if action and pdfium.FPDFLink_GetAnnotRect(link, rect):
                address = ctypes.create_string_buffer(_LONGEST_ADDRESS)
                pdfium.FPDFAction_GetURIPath(self.page.pdf, action, address, len(address))
                if address.value:
                    low, high = sorted((rect.bottom, rect.top))
                    yield (
                        _Box(rect.left, low, rect.right, high),
                        address.value.decode("utf-8", "replace"),
                    )

    def _drawn_bullets(self) -> Iterator[_Box]:
        """Yield small shapes about as wide as high: browsers draw the signs of their lists."""
        for shape in self.page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
            left, bottom, right, top = shape.get_bounds()
            wide, high = right - left, top - bottom
            if 2 < wide < 9 and 0.7 < wide / max(high, 0.1) < 1.4:
                yield _Box(left, bottom, right, top)

    def _line(
        self, chars: list[tuple[str, Style, _Box, float]], bullets: list[_Box]
    ) -> Iterator[Line]:
        while chars and chars[-1][0].isspace():
            chars.pop()
        while chars and chars[0][0].isspace():
            del chars[0]
        if not chars:
            return
        runs: list[tuple[str, Style]] = []
        for char, style, _, _ in chars:
            if runs and runs[-1][1] == style:
                runs[-1] = runs[-1][0] + char, style
            else:
                runs.append((char, style))
        boxes = [box for _, _, box, _ in chars]
        baseline = sorted(each[3] for each in chars)[len(chars) // 2]
        height = sorted(box.top - box.bottom for box in boxes)[len(chars) // 2]
        left = min(box.left for box in boxes)
        marked = any(
            0 < left - each.right < 2 * height
            and baseline - 0.3 * height < each.bottom
            and each.top < baseline + height
            for each in bullets
        )
        yield Line(
            self.number, [(composed(text), style) for text, style in runs], left,
            max(box.right for box in boxes), self.page.get_height() - baseline, height, marked,
        )  # fmt: skip
