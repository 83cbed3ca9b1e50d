"""A static site of linked data: pages for people and statements for machines, from one store."""

from kg.site.folder import Build, read_build
from kg.site.media import SUFFIXES, file_of
from kg.site.site import Site
from kg.site.writing import Published, publish

__all__ = ["SUFFIXES", "Build", "Published", "Site", "file_of", "publish", "read_build"]
