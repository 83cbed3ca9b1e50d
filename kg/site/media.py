"""Media types of a site, and what they add to the path of a page to make the name of its file."""

from __future__ import annotations

from kg.site.dataset import WELL_KNOWN
from kg.site.folder import DATA

HTML, TURTLE, JSONLD = "text/html", "text/turtle", "application/ld+json"
ATOM, XML, TEXT = "application/atom+xml", "application/xml", "text/plain"
SVG, SCRIPT = "image/svg+xml", "text/javascript"
_SUFFIXES = {HTML: ".html", TURTLE: ".ttl", JSONLD: ".jsonld", ATOM: ".atom"}
STATIC_TYPES = {".css": "text/css", ".js": SCRIPT, ".svg": SVG}
"""Media types of files that are shipped as they are, by suffix."""
_WHOLE = {**STATIC_TYPES, ".svg": SVG, ".xml": XML, ".txt": TEXT}
"""Media types whose paths are names of files themselves, by suffix."""
_NAMED = (WELL_KNOWN, *DATA)
"""Paths that are names of files themselves."""


def file_of(path: str, media_type: str) -> str:
    """Name the file of a page: its path, and what its media type adds.

    >>> file_of("paper/owl", TURTLE), file_of("static/style.css", "text/css")
    ('paper/owl.ttl', 'static/style.css')
    """
    return path if path in _NAMED else path + _SUFFIXES.get(media_type, "")


def page_of(file: str) -> tuple[str, str] | None:
    """Tell which page a file is: its path and media type; None for a name that no page has.

    >>> page_of("paper/owl.ttl"), page_of("static/style.css"), page_of("paper/owl")
    (('paper/owl', 'text/turtle'), ('static/style.css', 'text/css'), None)
    """
    if file in _NAMED:
        return file, TURTLE
    for media_type, suffix in _SUFFIXES.items():
        if file.endswith(suffix):
            return file.removesuffix(suffix), media_type
    dot = file.rfind(".")
    return (file, _WHOLE[file[dot:]]) if file[dot:] in _WHOLE else None
