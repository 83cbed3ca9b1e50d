"""A static site of linked data: pages for people and statements for machines, from one store."""

from kg.site.media import file_of
from kg.site.site import Site
from kg.site.writing import Published, publish

__all__ = ["Published", "Site", "file_of", "publish"]
