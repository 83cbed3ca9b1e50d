"""Find the volume, issue and journal that a publication stands in, as schema.org nests them.

Source: schema.org, PublicationVolume, PublicationIssue, Periodical.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal

from kg.sources.fields.rdf_nodes import Node
from kg.vocab import RDF_TYPE, term

Objects = dict[object, dict[object, list[Node | Literal]]]
"""What is said of a subject by a property."""

_HIGHEST = 3
_PART, _PARTS = term("schema:isPartOf"), term("schema:hasPart")
_NAME, _START, _END = (term(f"schema:{name}") for name in ("name", "pageStart", "pageEnd"))
_PERIODICAL = term("schema:Periodical")
_NUMBERED = {term("schema:PublicationVolume"), term("schema:PublicationIssue")}
_WHOLES = {_PERIODICAL, term("schema:Book"), *_NUMBERED}
_NUMBERS = {"volume": term("schema:volumeNumber"), "issue": term("schema:issueNumber")}


def turn_parts(objects: Objects) -> None:
    """Let what a journal, a volume, an issue or a book has as a part say that it is one.

    Other wholes, such as the page of a person, are no venue of their parts.
    """
    for whole in [each for each, said in objects.items() if _WHOLES & {*said.get(RDF_TYPE, ())}]:
        for part in objects[whole].get(_PARTS, ()):
            above = objects.setdefault(part, {}).setdefault(_PART, [])
            if whole not in above:
                above.append(whole)  # type: ignore[arg-type]


def above(objects: Objects, node: Node) -> list[Node | Literal]:
    """List what a publication is part of, and what that is part of, the nearest first."""
    found, level = list[Node | Literal](), [node]
    for _ in range(_HIGHEST):
        around = [whole for each in level for whole in _around(objects, each)]
        level = [each for each in dict.fromkeys(around) if each not in found and each != node]  # type: ignore[misc]
        found += level
    return found


def venue_in(objects: Objects, wholes: list[Node | Literal]) -> Node | Literal | None:
    """Choose the nearest that has a name: a volume or an issue only where no journal has one."""
    named = [each for each in wholes if isinstance(each, Literal) or _NAME in objects.get(each, {})]
    journals = (each for each in named if not _is_numbered(objects, each))
    return next(journals, named[0] if named else None)


def numbers(objects: Objects, node: Node, wholes: list[Node | Literal]) -> dict[str, str]:
    """Read volume, issue and pages where schema.org has properties of their own for them."""
    found = dict[str, str]()
    for field, name in _NUMBERS.items():
        values = (text for each in (node, *wholes) for text in _texts(objects, each, name))
        if value := next(values, None):
            found[field] = value
    pages = [next(_texts(objects, node, name), "") for name in (_START, _END)]
    return found | ({"pages": "-".join(filter(None, pages))} if pages[0] else {})


def dated_in(objects: Objects, wholes: list[Node | Literal]) -> str | None:
    """Return the date of the volume or issue: it came out with what stands in it."""
    date = term("schema:datePublished")
    dates = (each for whole in wholes if _is_numbered(objects, whole)
             for each in _texts(objects, whole, date))  # fmt: skip
    return next(dates, None)


def _around(objects: Objects, node: object) -> list[Node | Literal]:
    said = objects.get(node, {})
    return said.get(_PART) or said.get(term("kg:submittedTo"), [])


def _is_numbered(objects: Objects, node: object) -> bool:
    types = {*objects.get(node, {}).get(RDF_TYPE, ())}
    return bool(types & _NUMBERED) and _PERIODICAL not in types


def _texts(objects: Objects, node: object, name: object) -> Iterator[str]:
    values = objects.get(node, {}).get(name, ())
    return (each.value.strip() for each in values if isinstance(each, Literal) and each.value.strip())  # fmt: skip
