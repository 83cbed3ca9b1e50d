"""Whether the queries of a shapes graph may run: each is checked before an engine sees it.

They may come from a stranger. So they may ask the data and nothing else, in both engines alike,
whatever an engine would do with them.

Source: SHACL, 5.2 (SPARQL-based constraints), 5.3.1 (pre-bound variables), 6.2 (validators) and
appendix A (pre-binding of variables).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.errors import QueryError, ShapesError
from kg.sparql import Token, check, query_form, read_tokens
from kg.validation.shapes import Shapes
from kg.vocab import term

_FORMS = {
    term("sh:select"): "select",
    term("sh:ask"): "ask",
    term("sh:construct"): "construct",
    term("sh:update"): "update",
}
_PREFIX = re.compile(r"(?:[^\W\d_](?:[\w.-]*[\w-])?)?")
_BINDING = {
    term(f"sh:{name}") for name in ("sparql", "validator", "nodeValidator", "propertyValidator")
}  # fmt: skip
_NOT_PRE_BOUND = {"values", "minus"}
"""What SHACL forbids where variables are bound before the query runs."""


def check_queries(shapes: Shapes, setwise: set[object]) -> None:
    """Check every query of a shapes graph; into those of `setwise` constraints nothing is bound.

    Raises: ShapesError: a query that is none, is of another form than its property says, does not
    return `$this`, or calls something outside the data.
    """
    prefixes = _declared(shapes)
    pre_bound = {each.object for each in shapes.triples if each.predicate in _BINDING} - setwise
    targets = {each.object for each in shapes.triples if each.predicate == term("sh:target")}
    for each in shapes.triples:
        if each.predicate == term("sh:sparql"):
            _require_one_select(shapes, each)
        if each.predicate in _FORMS:
            query = _Query(shapes, each)
            query.check_form(prefixes)
            if each.subject in pre_bound | setwise | targets:
                query.check_columns()
            if each.subject in pre_bound:
                query.check_pre_binding()


class _Query:
    """One text, the property that it is the value of, and where that stands."""

    def __init__(self, shapes: Shapes, triple: Triple) -> None:
        self.where = f"{shapes.where}: {_spell_owner(shapes, triple.subject)}"
        self.form = _FORMS[triple.predicate]
        self.property = shapes.spell(triple.predicate)
        if not isinstance(triple.object, Literal) or triple.object.datatype != term("xsd:string"):
            raise self._fault("is no string", shapes.spell(triple.object))
        self.text = triple.object.value
        self.tokens = list(read_tokens(self.text))

    def check_form(self, prefixes: Mapping[str, str]) -> None:
        try:
            where = f"{self.where}: {self.property}"
            check(self.text, prefixes, base=None, where=where, allow_service=False)
        except QueryError as error:
            calls_out = error.what.startswith("SERVICE")
            raise ShapesError(
                f"a shape cannot be evaluated: {error.what}", where=error.where, value=error.value,
                todo="ask the data alone" if calls_out else error.todo,
            ) from error  # fmt: skip
        if (form := query_form(self.text)) != self.form:
            raise self._fault(f"is no {self.form.upper()} query", (form or "").upper())
        self._refuse_words({"from"})

    def check_columns(self) -> None:
        if self.form == "select" and not _returns_this(self.tokens):
            raise self._fault("does not return $this", self.text)

    def check_pre_binding(self) -> None:
        self._refuse_words(_NOT_PRE_BOUND)
        for start in _subqueries_without_this(self.tokens):
            raise self._fault("has a subquery that does not return $this", self.text[start:])

    def _refuse_words(self, forbidden: set[str]) -> None:
        for token in self.tokens:
            if token.kind == "word" and token.text.lower() in forbidden:
                raise self._fault(f"uses {token.text.upper()}, which no shape may", None)

    def _fault(self, what: str, value: str | None) -> ShapesError:
        return ShapesError(
            f"a shape cannot be evaluated: its {self.property} {what}", where=self.where,
            value=value and " ".join(value[:60].split()), todo="mend the query",
        )  # fmt: skip


def _require_one_select(shapes: Shapes, link: Triple) -> None:
    if len(shapes.objects(link.object, term("sh:select"))) != 1:
        raise ShapesError(
            "a shape cannot be evaluated: its sh:sparql needs exactly one sh:select",
            where=f"{shapes.where}: {_spell_owner(shapes, link.subject)}", todo="give it one",
        )  # fmt: skip


def _declared(shapes: Shapes) -> dict[str, str]:
    """Collect all prefixes that are declared, each fit to be written before a query."""
    found = {}
    for each in shapes.triples:
        if each.predicate != term("sh:declare"):
            continue
        names = shapes.objects(each.object, term("sh:prefix"))
        namespaces = shapes.objects(each.object, term("sh:namespace"))
        texts = [value.value for value in (*names, *namespaces) if isinstance(value, Literal)]
        if len(names) != 1 or len(texts) != 2 or not _is_fit(*texts):
            raise ShapesError(
                "a shape cannot be evaluated: sh:declare without one prefix and the IRI it is for",
                where=shapes.where, value=" ".join(texts) or None, todo="mend the declaration",
            )  # fmt: skip
        found[texts[0]] = texts[1]
    return found


def _is_fit(prefix: str, namespace: str) -> bool:
    try:
        NamedNode(namespace)
    except ValueError:
        return False
    return bool(_PREFIX.fullmatch(prefix))


def _spell_owner(shapes: Shapes, node: object) -> str:
    """Spell the nearest node with an IRI that refers to one without, however it does."""
    seen = set()
    while isinstance(node, BlankNode) and node not in seen:
        seen.add(node)
        node = next((each.subject for each in shapes.triples if each.object == node), node)
    return "a shape without IRI" if isinstance(node, BlankNode) else shapes.spell(node)


def _subqueries_without_this(tokens: list[Token]) -> Iterator[int]:
    """Yield where they begin."""
    depth = 0
    for index, token in enumerate(tokens):
        depth += (token.text == "{") - (token.text == "}")
        if depth and token.text.lower() == "select" and not _returns_this(tokens[index:]):
            yield token.start


def _returns_this(tokens: list[Token]) -> bool:
    """Read what follows SELECT: a star or the names, of which those of expressions are others."""
    depth = 0
    for token in tokens:
        depth += (token.text == "(") - (token.text == ")")
        if not depth and token.text in ("*", "?this", "$this"):
            return True
        if token.text == "{":
            return False
    return False
