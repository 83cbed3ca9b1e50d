"""What crawlers look for: a sitemap in parts, and what they may not fetch.

Source: sitemaps.org protocol 0.9 (at most 50,000 addresses a file); RFC 9309.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.site.pages import fill

PER_MAP = 40_000
"""Addresses in one part of the sitemap."""


def sitemap_paths(n: int) -> list[str]:
    """List the paths of the parts of a sitemap of so many pages.

    >>> sitemap_paths(50_000)
    ['sitemap-1.xml', 'sitemap-2.xml']
    """
    return [f"sitemap-{i}.xml" for i in range(1, -(-n // PER_MAP) + 1)]


def sitemap_index(base: str, n: int) -> bytes:
    """Write the index of the parts of a sitemap, which are addressed below `base`."""
    return fill("sitemaps.xml", parts=[base + each for each in sitemap_paths(n)])


def sitemap(base: str, files: Sequence[str], part: int) -> bytes:
    """Write a part of a sitemap, from 1: these are the pages of the site."""
    shown = files[(part - 1) * PER_MAP : part * PER_MAP]
    return fill("sitemap.xml", addresses=[base + each for each in shown])


def robots(base: str) -> bytes:
    """Say what crawlers may not fetch: questions, and the search, which have no end."""
    lines = (
        "User-agent: *",
        "Disallow: /sparql",
        "Disallow: /search.html",
        f"Sitemap: {base}sitemap.xml",
    )
    return "".join(f"{line}\n" for line in lines).encode()
