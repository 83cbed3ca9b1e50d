"""Write a Word document as HTML: headings, lists, tables, emphasis and links; pictures left out."""

from __future__ import annotations

import io
import re
import zipfile
from zipfile import ZipInfo

import mammoth

_ENDED = re.compile(r"</(?:p|li|h[1-6]|tr|table|ul|ol)>")
_MOST_UNPACKED = 512 * 1024 * 1024
"""Bytes of all parts together; no list of publications comes near."""


def as_html(content: bytes) -> str:
    """Return what a document shows as HTML, a paragraph a line; empty where it holds no text.

    Raises: ValueError: where it unpacks to more than 512 MiB. zipfile.BadZipFile, KeyError: where
    it is damaged.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(map(_size, archive.infolist())) > _MOST_UNPACKED:
            raise ValueError("it unpacks to more than 512 MiB")
    html = mammoth.convert_to_html(io.BytesIO(content), convert_image=_left_out).value
    body = _ENDED.sub(lambda end: f"{end[0]}\n", html)
    return f"<!DOCTYPE html>\n<html><body>\n{body}</body></html>\n" if body else ""


def _size(part: ZipInfo) -> int:
    return part.file_size


def _left_out(image: object) -> list[object]:
    return []
