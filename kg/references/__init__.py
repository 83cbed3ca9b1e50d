"""References in free text: `parse` finds title, authors, venue and the rest, each with its characters.

A learned labeller names what each token is part of; rules make fields of its labels. What it
has learned lies in `weights`, and `kg train references` makes it anew.
"""

from kg.references.parsing import is_given, is_known, may_be_person, parse
from kg.references.reference import Field, FieldName, Mark, Marked, MarkKind, Reference, Span
from kg.references.settling import EDITORS, IN_VOLUME, QUOTES

__all__ = [
    "EDITORS",
    "IN_VOLUME",
    "QUOTES",
    "Field",
    "FieldName",
    "Mark",
    "MarkKind",
    "Marked",
    "Reference",
    "Span",
    "is_given",
    "is_known",
    "may_be_person",
    "parse",
]
