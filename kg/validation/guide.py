"""What a record must and may have, read off a shapes graph: the reference for people who make records.

Source: SHACL, 2.3 (property shapes) and 2.3.2 (non-validating properties).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode

from kg.errors import InputError
from kg.suggest import closest
from kg.text import whole_number
from kg.validation.expectations import expected_values
from kg.validation.paths import path_text, spell_path
from kg.validation.report import in_words, severity_of
from kg.validation.shapes import Shapes
from kg.vocab import term

DUTIES = ("must have", "should have", "good to have", "may have", "must not have")
"""By severity where one value is asked for: violation, warning, info; else none, or none allowed."""

_DEMANDS = ("minCount", "qualifiedMinCount")
_TARGETS = {
    "targetClass": "of class {}", "targetNode": "the node {}",
    "targetSubjectsOf": "whatever has {}", "targetObjectsOf": "whatever is a value of {}",
}  # fmt: skip
_SAMPLES = {
    "string": "text", "integer": "1", "decimal": "0.5", "double": "0.5", "boolean": "true",
    "nonNegativeInteger": "0", "positiveInteger": "1", "date": "2021-05-03", "gYear": "2021",
    "dateTime": "2021-05-03T12:00:00Z", "anyURI": "https://example.org/page",
}  # fmt: skip
"""A value of each usual datatype, for shapes that give no example."""


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a class: the shapes of one path taken together."""

    name: str
    path: str
    duty: str
    count: str
    values: tuple[str, ...]
    messages: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class Guide:
    """One shape with a target: what it is about, and what it asks for."""

    name: str
    shape: str
    targets: tuple[str, ...]
    values: str
    messages: tuple[str, ...]
    properties: tuple[Property, ...]


def guides(shapes: Shapes, wanted: str | None = None) -> list[Guide]:
    """Describe the shapes that are switched on and have a target, in the order of the file.

    `wanted` chooses by class, shape or name, prefixed, whole or the last part alone; with one
    shape come the others of its classes.

    Raises: InputError: where nothing has this name or IRI.
    """
    nodes = shapes.with_target()
    if wanted is not None:
        nodes = _chosen(shapes, nodes, wanted)
    return [_guide(shapes, node) for node in nodes]


def _chosen(shapes: Shapes, nodes: list[object], wanted: str) -> list[object]:
    names = [_names(shapes, node) for node in nodes]
    for tier in zip(*names, strict=True):
        called = [node for node, known in zip(nodes, tier, strict=True) if _folded(wanted) in known]
        if len(called) == 1:
            classes = set(_classes(shapes, called[0]))
            return [n for n in nodes if n in called or classes & set(_classes(shapes, n))]
        if called:
            return called
    known = dict.fromkeys(name for node in nodes if (name := shapes.name(node)))
    near = closest(wanted, known, 3, alike=0.5) or list(known)
    raise InputError(
        "no class or shape of this name", where=shapes.where, value=wanted,
        todo=f"name one of: {', '.join(near)}" if near else "leave it out to see all",
    )  # fmt: skip


def _names(shapes: Shapes, node: object) -> list[set[str]]:
    """List what a shape is called: first its own names, then their last parts, as a last resort."""
    spelled = [shapes.spell(each) for each in (node, *_classes(shapes, node))]
    whole = [each.value for each in (node, *_classes(shapes, node)) if isinstance(each, NamedNode)]
    first = {shapes.name(node) or "", *spelled, *whole} - {""}
    second = {_last_part(name) for name in spelled if not name.startswith("<")}
    third = {_last_part(name) for name in spelled}
    return [{_folded(name) for name in names} for names in (first, second, third)]


def _classes(shapes: Shapes, node: object) -> list[object]:
    own = [node] if shapes.is_class_and_shape(node) else []
    return [*own, *shapes.objects(node, term("sh:targetClass"))]


def _folded(text: str) -> str:
    return text.strip("<>").casefold()


def _last_part(text: str) -> str:
    return text.strip("<>").replace("#", "/").replace(":", "/").rpartition("/")[2]


def _guide(shapes: Shapes, node: object) -> Guide:
    spelled = "" if isinstance(node, BlankNode) else shapes.spell(node)
    by_path: dict[str, list[object]] = {}
    for each in _property_shapes(shapes, node):
        for path in shapes.objects(each, term("sh:path")):
            by_path.setdefault(path_text(shapes, path), []).append(each)
    properties = [_property(shapes, same) for same in by_path.values()]
    properties.sort(key=lambda each: DUTIES.index(each.duty))
    is_property = bool(shapes.objects(node, term("sh:path")))
    return Guide(
        name=shapes.name(node) or _last_part(spelled) or "shape without a name",
        shape=spelled,
        targets=tuple(_targets(shapes, node)),
        values="" if is_property else expected_values(shapes, node),
        messages=() if is_property else tuple(_messages(shapes, [node])),
        properties=tuple(properties),
    )


def _targets(shapes: Shapes, node: object) -> Iterator[str]:
    for name, words in _TARGETS.items():
        is_class = name == "targetClass"
        values = _classes(shapes, node) if is_class else shapes.objects(node, term(f"sh:{name}"))
        if values:
            yield words.format(", ".join(map(shapes.spell, values)))


def _property_shapes(shapes: Shapes, node: object) -> list[object]:
    listed = [node, *shapes.objects(node, term("sh:property"))]
    return [each for each in listed if not shapes.is_deactivated(each)]


def _property(shapes: Shapes, same: list[object]) -> Property:
    """Describe the property shapes of one path as one property."""
    (path, *_) = shapes.objects(same[0], term("sh:path"))
    values = [expected_values(shapes, each) for each in same]
    names = [shapes.name(each) for each in same]
    return Property(
        name=next(filter(None, names), ""),
        path=spell_path(shapes, path),
        duty=_duty(shapes, same),
        count=_count(shapes, same),
        values=tuple(dict.fromkeys(filter(None, values))),
        messages=tuple(_messages(shapes, same)),
        example=_example(shapes, same),
    )


def _numbers(shapes: Shapes, same: Iterable[object], parameter: str) -> list[tuple[int, object]]:
    return [
        (number, each)
        for each in same
        for value in shapes.objects(each, term(f"sh:{parameter}"))
        if isinstance(value, Literal) and (number := whole_number(value.value)) is not None
    ]


def _duty(shapes: Shapes, same: list[object]) -> str:
    if any(most == 0 for most, _ in _numbers(shapes, same, "maxCount")):
        return "must not have"
    asking = [each for name in _DEMANDS for least, each in _numbers(shapes, same, name) if least]
    asking += [each for each in same if shapes.objects(each, term("sh:hasValue"))]
    grave = ("violation", "warning", "info")
    ranks = [grave.index(_severity(shapes, each)) for each in asking]
    return DUTIES[min(ranks, default=3)]


def _severity(shapes: Shapes, shape: object) -> str:
    named = [each for each in shapes.objects(shape, term("sh:severity")) if isinstance(each, NamedNode)]  # fmt: skip
    severity = severity_of(named[0].value) if named else "violation"
    return severity if severity in ("violation", "warning", "info") else "violation"


def _count(shapes: Shapes, same: list[object]) -> str:
    least = max((number for number, _ in _numbers(shapes, same, "minCount")), default=0)
    most = min((number for number, _ in _numbers(shapes, same, "maxCount")), default=None)
    if most is None:
        return f"{least} or more" if least else "any number"
    return f"exactly {most}" if least == most else f"{least} to {most}"


def _messages(shapes: Shapes, nodes: Iterable[object]) -> Iterator[str]:
    """Yield descriptions and messages, those of queries too; placeholders stay as they are."""
    seen = set()
    for node in nodes:
        for each in (node, *shapes.objects(node, term("sh:sparql"))):
            for name in ("sh:description", "rdfs:comment", "sh:message"):
                literals = [x for x in shapes.objects(each, term(name)) if isinstance(x, Literal)]
                text = in_words(literals)
                if text and text not in seen:
                    seen.add(text)
                    yield text


def _example(shapes: Shapes, same: list[object]) -> str:
    """Give a statement that the shapes allow: their own example, else one made of their values."""
    (path, *_) = shapes.objects(same[0], term("sh:path"))
    if not isinstance(path, NamedNode):
        return ""
    for name in ("skos:example", "sh:defaultValue", "sh:hasValue"):
        for each in same:
            for value in sorted(shapes.objects(each, term(name)), key=str):
                return f"{shapes.spell(path)} {shapes.spell(value)} ."
    made = next(filter(None, (_made_up(shapes, each) for each in same)), "")
    return f"{shapes.spell(path)} {made} ." if made else ""


def _made_up(shapes: Shapes, shape: object) -> str:
    if shapes.objects(shape, term("sh:pattern")):
        return ""
    for each in shapes.objects(shape, term("sh:in")):
        return next((shapes.spell(item) for item in shapes.items(each)), "")
    for each in shapes.objects(shape, term("sh:datatype")):
        sample = _SAMPLES.get(_last_part(getattr(each, "value", "")))
        return shapes.spell(Literal(sample, datatype=each)) if sample else ""  # type: ignore[arg-type]
    for each in shapes.objects(shape, term("sh:class")):
        return f"<https://example.org/{_last_part(shapes.spell(each)).lower()}>"
    return ""
