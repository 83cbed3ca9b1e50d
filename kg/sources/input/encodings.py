"""Tell the encoding of a text from its bytes, and write it anew as UTF-8."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import IO

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"\A\s*<\?xml[^>]*encoding\s*=\s*[\"']([\w.:-]+)|^%+[ \t]*(?:-\*-.*?coding|encoding)\s*[:=]\s*([\w.:-]+)",
    re.IGNORECASE | re.MULTILINE,
)
_GUESSES = [
    "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "cp1251", "cp1253", "koi8_r",
]  # fmt: skip
_USUAL = "cp1252"
_NOT_DECLARED = {
    "utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "idna", "punycode",
    "unicode-escape", "unicode_escape", "raw-unicode-escape", "raw_unicode_escape",
}  # fmt: skip
_BROKEN = re.compile(rb"(?:[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2})\Z")
_HEAD = 4096
_SAMPLE = 64 * 1024
_CHUNK = 1024 * 1024


def detect(file: IO[bytes]) -> str:
    """Name the encoding of a text: by mark, by NULs, as UTF-8, by declaration, else by its look.

    NULs that are not those of UTF-16 tell nothing.
    """
    file.seek(0)
    head = file.read(_HEAD)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if b"\0" in head and (wide := _without_mark(head)):
        return wide
    odd, usual = _odd_lines(file)
    if not odd:
        return "utf-8"
    declared = _declared(head)
    if declared and _decodes(odd, declared):
        return declared
    return _USUAL if usual > odd.count(b"\n") else _guess(odd)


def transcode(file: IO[bytes], encoding: str, into: IO[bytes]) -> IO[bytes]:
    """Write a text as UTF-8; what the encoding does not allow becomes U+FFFD.

    In a text of one byte a character, lines that are UTF-8 already stay as they are.
    """
    file.seek(0)
    if encoding == _USUAL:
        for line in pieces(file, _CHUNK):
            into.write(line if _decodes(line, "utf-8") else _decode(line).encode())
        return into
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    while chunk := file.read(_CHUNK):
        into.write(_encoded(decoder.decode(chunk)))
    into.write(_encoded(decoder.decode(b"", final=True)))
    return into


def pieces(file: IO[bytes], size: int) -> Iterator[bytes]:
    """Yield the lines of a file; one longer than `size` in pieces, none of which cuts a character."""
    rest = b""
    while line := file.readline(size):
        line, rest = rest + line, b""
        if not line.endswith(b"\n"):
            cut = _BROKEN.search(line[-4:])
            line, rest = (line[: -len(cut[0])], cut[0]) if cut else (line, b"")
        if line:
            yield line
    if rest:
        yield rest


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", errors="replace")


def _decode(line: bytes) -> str:
    """Decode Windows-1252; its five unused bytes are control characters, as on the Web."""
    try:
        return line.decode(_USUAL)
    except UnicodeDecodeError:
        return line.decode("latin-1")


def _without_mark(head: bytes) -> str | None:
    """Tell UTF-16 without a mark by its NULs, which stand at every other byte of Latin text."""
    half = len(head) // 2
    if head[1::2].count(0) > 0.6 * half and b"\0" not in head[:20:2]:
        return "utf-16-le"
    if head[::2].count(0) > 0.6 * half and b"\0" not in head[1:20:2]:
        return "utf-16-be"
    return None


def _odd_lines(file: IO[bytes]) -> tuple[bytes, int]:
    """Return the first lines that are not UTF-8, and how many are, with other letters than ASCII's."""
    odd, size, usual = list[bytes](), 0, 0
    file.seek(0)
    for line in pieces(file, _CHUNK):
        if line.isascii():
            continue
        if _decodes(line, "utf-8"):
            usual += 1
        elif size < _SAMPLE:
            odd.append(line.rstrip(b"\r\n") + b"\n")
            size += len(line)
    return b"".join(odd), usual


def _declared(head: bytes) -> str | None:
    match = _DECLARED.search(head)
    if not match:
        return None
    label = (match[1] or match[2]).decode("ascii", errors="ignore")
    try:
        name = codecs.lookup(re.sub(r"(?i)^iso[-_]?(8859)[-_]", r"iso\1-", label)).name
    except LookupError:
        return None
    return None if name in _NOT_DECLARED or not _is_text(name) else name


def _is_text(name: str) -> bool:
    """Tell encodings of text from Python's other codecs, such as hex or zlib."""
    try:
        return "a".encode(name).decode(name) == "a"
    except (LookupError, UnicodeError):
        return False


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeError:
        return False
    return True


def _guess(odd: bytes) -> str:
    """Letters with an accent stand alone among ASCII in Western text; other scripts come in runs."""
    runs = re.findall(rb"[\x80-\xff]+", odd)
    if sum(len(run) == 1 for run in runs) * 2 > len(runs):
        return _USUAL
    from charset_normalizer import from_bytes

    best = from_bytes(odd, cp_isolation=_GUESSES, enable_fallback=False).best()
    return best.encoding if best else _USUAL
