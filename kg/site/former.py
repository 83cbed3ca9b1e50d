"""Former IRIs of things: a page each, which leads to the thing on any host, and the statements."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from markupsafe import Markup
from pyoxigraph import NamedNode

from kg.site.context import Context
from kg.site.machines import in_order
from kg.site.media import HTML, TURTLE
from kg.site.pages import make_page
from kg.site.statements import Spelled

REPLACED = "dcterms:isReplacedBy"


def successor(context: Context, former: NamedNode) -> NamedNode | None:
    """Return the thing that an IRI is replaced by in the end; None where there is none."""
    seen, waiting = {former}, [former]
    while waiting:
        for each in context.graph.nodes(waiting.pop(0), REPLACED):
            if context.addresses.kind_of(each):
                return each
            if each not in seen:
                seen.add(each)
                waiting.append(each)
    return None


class Former:
    """The pages of former IRIs."""

    def __init__(self, context: Context) -> None:
        self._context = context

    @cached_property
    def _known(self) -> dict[str, NamedNode]:
        graph, addresses = self._context.graph, self._context.addresses
        found = {former for former, _ in graph.pointing(REPLACED)}
        kept = sorted((each for each in found if not addresses.kind_of(each)), key=_value)
        pairs = ((addresses.former_path(each), each) for each in kept)
        return {path: each for path, each in pairs if path and successor(self._context, each)}

    def paths(self) -> Iterator[str]:
        """Yield the paths of the pages."""
        yield from self._known

    def render(self, path: str, media_type: str) -> bytes | None:
        """Make the page of a former IRI or its Turtle; None where there is none at this path."""
        former = self._known.get(path)
        if former is None or media_type not in (HTML, TURTLE):
            return None
        return self._page(path, former) if media_type == HTML else self._turtle(former)

    def _page(self, path: str, former: NamedNode) -> bytes:
        thing = successor(self._context, former)
        assert thing is not None
        link = self._context.link(thing)
        return make_page(
            "former.html", path, site=self._context, title=link.label, link=link,
            former=former.value, iri=thing.value, name=path.rpartition("/")[2],
            jsonld=Markup(self._context.machines.jsonld(self._statements(former))),
        )  # fmt: skip

    def _turtle(self, former: NamedNode) -> bytes:
        return self._context.machines.turtle(self._statements(former))

    def _statements(self, former: NamedNode) -> list[Spelled]:
        return in_order(self._context.graph.spelled(former))


def _value(node: NamedNode) -> str:
    return node.value
