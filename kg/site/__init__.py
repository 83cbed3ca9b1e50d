"""A static site of linked data: pages for people and statements for machines, from one store."""

from kg.site.context import Link
from kg.site.depositing import Deposit, deposit
from kg.site.folder import Build, read_build
from kg.site.media import HTML, JSONLD, TURTLE, file_of, page_of
from kg.site.pages import make_page
from kg.site.site import Site
from kg.site.writing import Published, publish

__all__ = [
    "HTML", "JSONLD", "TURTLE", "Build", "Deposit", "Link", "Published", "Site", "deposit", "file_of", "make_page", "page_of",
    "publish", "read_build",
]  # fmt: skip
