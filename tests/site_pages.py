"""Reads pages as a browser does: their links, fragments, scripts and elements."""

from __future__ import annotations

import posixpath
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

from kg.site import Site, file_of

_ADDRESSES = {
    ("a", "href"),
    ("link", "href"),
    ("script", "src"),
    ("img", "src"),
    ("form", "action"),
}


_INLINE = {"a", "b", "bdi", "mark", "q", "span"}


class Page(HTMLParser):
    """A page: the elements with their attributes, addresses, fragments, and what scripts hold."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.scripts: list[str] = []
        self.text = ""
        self.feed(content.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of an element."""
        values = {name: value or "" for name, value in attrs}
        self.elements.append((tag, values))
        self.addresses += [values[name] for name in values if (tag, name) in _ADDRESSES]
        self.ids += [values["id"]] if "id" in values else []
        if tag == "script":
            self.scripts.append("")
        if tag not in _INLINE:
            self.text += " "

    def handle_data(self, data: str) -> None:
        """Take note of text."""
        if self.elements and self.elements[-1][0] == "script" and not self.scripts[-1]:
            self.scripts[-1] = data
        else:
            self.text += data


def files(site: Site) -> dict[str, bytes]:
    """Render all files of a site, by name."""
    return {file_of(path, kind): site.render(path, kind) for path, kind in site.paths()}


def pages(rendered: dict[str, bytes]) -> dict[str, Page]:
    """Read the pages among the files of a site."""
    return {name: Page(each) for name, each in rendered.items() if name.endswith(".html")}


def leads_on(page: Page) -> bool:
    """Tell whether a page is that of a former IRI, which leads to another."""
    return any(values.get("http-equiv") == "refresh" for _, values in page.elements)


def target(page: str, address: str) -> tuple[str, str] | None:
    """Return the file and the fragment that an address on a page means; None outside the site."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    path = posixpath.join(posixpath.dirname(page), unquote(parts.path)) if parts.path else page
    return posixpath.normpath(path), unquote(parts.fragment)
