"""A static site of linked data: pages for people and statements for machines, from one store."""

from kg.site.compact import Compact
from kg.site.compacting import compact_files
from kg.site.context import Link
from kg.site.depositing import Deposit, deposit
from kg.site.evidence import Evidence, evidence_of, field_text
from kg.site.folder import Build, read_build
from kg.site.media import HTML, JSONLD, TURTLE, file_of, page_of
from kg.site.pages import make_page
from kg.site.prose import sentence_span
from kg.site.site import Site
from kg.site.writing import Published, publish

__all__ = [
    "HTML", "JSONLD", "TURTLE", "Build", "Compact", "Deposit", "Evidence", "Link", "Published", "Site",
    "compact_files", "deposit", "evidence_of", "field_text", "file_of", "make_page", "page_of", "publish",
    "read_build", "sentence_span",
]  # fmt: skip
