"""What a shape expects, in words: one phrase per constraint, from the shapes graph alone.

Source: SHACL, 4 (core constraint components).
"""

from __future__ import annotations

from collections.abc import Callable

from pyoxigraph import Literal, NamedNode

from kg.validation.paths import spell_path
from kg.validation.shapes import Shapes
from kg.vocab import term

_KINDS = {
    "IRI": "an IRI", "Literal": "a literal", "BlankNode": "a blank node",
    "BlankNodeOrIRI": "an IRI or a blank node", "BlankNodeOrLiteral": "a literal or a blank node",
    "IRIOrLiteral": "an IRI or a literal",
}  # fmt: skip
_DEEPEST = 4
"""Shapes within shapes that are spelled out; shapes may refer to themselves."""


def expectation(shapes: Shapes, shape: object, parameter: str, depth: int = 0) -> str:
    """Say what one constraint of a shape asks for; empty where it cannot be said.

    `parameter` is the local name of the constraint's property, such as `minCount`.
    """
    words = _PHRASES.get(parameter)
    if words is None or depth > _DEEPEST:
        return ""
    values = sorted(shapes.objects(shape, term(f"sh:{parameter}")), key=str)
    return " and ".join(words(shapes, shape, value, depth) for value in values)


def parameter_of(component: str) -> str:
    """Name the property of a constraint component.

    >>> parameter_of("MinCountConstraintComponent")
    'minCount'
    """
    name = component.removesuffix("ConstraintComponent")
    return name[:1].lower() + name[1:]


def expected_values(shapes: Shapes, shape: object, depth: int = 0) -> str:
    """Say what each value of a shape must be; empty where anything goes."""
    phrases = (expectation(shapes, shape, each, depth) for each in _PHRASES if each not in _COUNTS)
    return "; ".join(filter(None, phrases))


def default_message(shapes: Shapes, shape: object, component: str) -> str:
    """Word the message of a constraint whose shape has none."""
    parameter = parameter_of(component)
    expected = expectation(shapes, shape, parameter)
    return f"Expected: {expected}." if expected else f"The constraint sh:{parameter} is not met."


def _within(shapes: Shapes, shape: object, depth: int) -> str:
    """Say what a shape asks for that another refers to."""
    if isinstance(shape, NamedNode):
        return f"what {shapes.spell(shape)} asks for"
    own = expected_values(shapes, shape, depth + 1)
    parts = [own] if own else []
    if shapes.objects(shape, term("sh:path")):
        counts = [expectation(shapes, shape, each, depth + 1) for each in ("minCount", "maxCount")]
        path = spell_path(shapes, shapes.objects(shape, term("sh:path"))[0])
        return " ".join(filter(None, [path, *counts, *parts]))
    if depth < _DEEPEST:
        nested = sorted(shapes.objects(shape, term("sh:property")), key=str)
        parts += [f"with {_within(shapes, each, depth + 1)}" for each in nested]
    return ", ".join(parts) or "anything"


def _members(joined: str, before: str = "") -> Callable[..., str]:
    def words(shapes: Shapes, shape: object, value: object, depth: int) -> str:
        parts = [_within(shapes, each, depth) for each in shapes.items(value)]
        return before + joined.join(parts)

    return words


def _plain(before: str, after: str = "") -> Callable[..., str]:
    def words(shapes: Shapes, shape: object, value: object, depth: int) -> str:
        spelt = value.value if isinstance(value, Literal) else shapes.spell(value)
        return f"{before}{spelt}{after}"

    return words


def _counted(before: str, noun: str) -> Callable[..., str]:
    def words(shapes: Shapes, shape: object, value: object, depth: int) -> str:
        count = getattr(value, "value", "?")
        return f"{before} {count} {noun}{'' if count == '1' else 's'}"

    return words


def _qualified(before: str) -> Callable[..., str]:
    def words(shapes: Shapes, shape: object, value: object, depth: int) -> str:
        wanted = shapes.objects(shape, term("sh:qualifiedValueShape"))
        inner = " and ".join(_within(shapes, each, depth) for each in wanted)
        return f"{_counted(before, 'value')(shapes, shape, value, depth)} that is {inner}"

    return words


def _kind(shapes: Shapes, shape: object, value: object, depth: int) -> str:
    return _KINDS.get(str(getattr(value, "value", "")).rpartition("#")[2], shapes.spell(value))


def _pattern(shapes: Shapes, shape: object, value: object, depth: int) -> str:
    flags = "".join(getattr(each, "value", "") for each in shapes.objects(shape, term("sh:flags")))
    text = f"text that matches {getattr(value, 'value', '')}"
    return f"{text} (flags {flags})" if flags else text


def _choices(shapes: Shapes, shape: object, value: object, depth: int) -> str:
    return "one of " + ", ".join(shapes.spell(each) for each in shapes.items(value))


def _languages(shapes: Shapes, shape: object, value: object, depth: int) -> str:
    tags = ", ".join(getattr(each, "value", "") for each in shapes.items(value))
    return f"in one of the languages {tags}"


def _flag(text: str) -> Callable[..., str]:
    def words(shapes: Shapes, shape: object, value: object, depth: int) -> str:
        return text if getattr(value, "value", "") in ("true", "1") else ""

    return words


def _other(before: str) -> Callable[..., str]:
    def words(shapes: Shapes, shape: object, value: object, depth: int) -> str:
        return before + _within(shapes, value, depth)

    return words


_COUNTS = ("minCount", "maxCount", "closed")
_PHRASES: dict[str, Callable[..., str]] = {
    "minCount": _counted("at least", "value"),
    "maxCount": _counted("at most", "value"),
    "nodeKind": _kind,
    "datatype": _plain(""),
    "class": _plain("an instance of "),
    "in": _choices,
    "hasValue": lambda shapes, shape, value, depth: f"the value {shapes.spell(value)}",
    "pattern": _pattern,
    "minLength": _counted("at least", "character"),
    "maxLength": _counted("at most", "character"),
    "minInclusive": _plain("from "),
    "minExclusive": _plain("more than "),
    "maxInclusive": _plain("up to "),
    "maxExclusive": _plain("less than "),
    "languageIn": _languages,
    "uniqueLang": _flag("one per language"),
    "equals": _plain("the same values as "),
    "disjoint": _plain("no value of "),
    "lessThan": _plain("less than each value of "),
    "lessThanOrEquals": _plain("at most each value of "),
    "node": _other(""),
    "and": _members(" and ", "both "),
    "or": _members(" or ", "either "),
    "xone": _members(" or ", "exactly one of "),
    "not": _other("not "),
    "qualifiedMinCount": _qualified("at least"),
    "qualifiedMaxCount": _qualified("at most"),
    "closed": _flag("no property that the shape does not name"),
}
"""In the order in which `expected_values` says them."""
