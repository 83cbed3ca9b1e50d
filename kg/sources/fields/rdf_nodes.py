"""Read statements of RDF, and its nodes as others write them: `http://schema.org/`, and the IRI of a person."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.errors import RdfError, SourceError
from kg.serialization import parse_bytes
from kg.serialization.losses import restored
from kg.sources.input.document import Document
from kg.vocab import PREFIXES

Node = NamedNode | BlankNode
_HTTP, _HTTPS = "http://schema.org/", PREFIXES["schema"]
_CHUNK = 1024 * 1024


def statements(
    document: Document, syntax: str, rewrite: Callable[[str], str] = str
) -> Iterator[Triple]:
    """Yield the statements of a document of RDF, whose text is written anew before.

    Raises: SourceError: where it cannot be parsed.
    """
    content = rewrite("".join(document.chunks(_CHUNK)))
    try:
        for quad in parse_bytes(content.encode(), syntax, where=document.where):
            yield quad.triple
    except RdfError as error:
        raise SourceError(
            error.what, where=error.where, value=error.value, todo=error.todo
        ) from error


def person_key(node: Node | Literal) -> str | None:
    """Return the key in the IRI that an earlier build gave a person: who it is was decided then.

    >>> person_key(NamedNode("https://owls.example/person/ana-lopez-1a"))
    'ana-lopez-1a'
    """
    _, person, key = restored(node.value).rpartition("/person/")
    return key if person and isinstance(node, NamedNode) else None


def is_undecided(node: Node | Literal) -> bool:
    """Tell whether an earlier build could not tell if this agent is a person.

    >>> is_undecided(NamedNode("https://owls.example/agent/ks-in-nj")), is_undecided(Literal("Bo Chen"))
    (True, False)
    """
    return isinstance(node, NamedNode) and "/agent/" in node.value


def secure(node: NamedNode) -> NamedNode:
    """Take a term of `http://schema.org/` for the one of `https://schema.org/`.

    >>> secure(NamedNode("http://schema.org/name"))
    <NamedNode value=https://schema.org/name>
    """
    if node.value.startswith(_HTTP):
        return NamedNode(_HTTPS + node.value.removeprefix(_HTTP))
    return node
