"""What the makers of a data set say of it, and its triples; nothing is said that they did not say.

Source: W3C DCAT 3, 6.4 (resource) and 6.6 (dataset); FOAF.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, fields
from urllib.parse import urljoin

from pyoxigraph import Literal, NamedNode, Triple

from kg.errors import InputError
from kg.identity import Namespace, agent_key
from kg.model import Agent
from kg.vocab import DEFAULT_BASE, RDF_TYPE, term

_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`/?#][^\s<>\"{}|\\^`]*")
_NAMED = re.compile(r"(?P<name>[^<>]*+)<(?P<iri>[^<>]++)>")
_EXAMPLE = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True, slots=True)
class Description:
    """Title, licence, makers and web page of a data set, each where it was given.

    `licence` and `homepage` are web addresses; a publisher or creator is a name, a web address,
    or both as `Owl Lab <https://owls.example.org/>`.

    Raises: InputError: where an address is none, or a text is empty.

    >>> Description(licence="https://creativecommons.org/licenses/by/4.0/").creators
    ()
    """

    title: str | None = None
    licence: str | None = None
    publisher: str | None = None
    creators: tuple[str, ...] = ()
    homepage: str | None = None

    def __post_init__(self) -> None:
        for name in ("licence", "homepage"):
            if (address := getattr(self, name)) is not None:
                _check_address(address, f"--{name}")
        for name, text in self._texts():
            if not text.strip():
                raise InputError("nothing is given", where=name, todo="leave it out, or fill it in")
        for name, text in self._texts("publisher", "creators"):
            _split(text, name)

    def _texts(self, *names: str) -> Iterator[tuple[str, str]]:
        for name in names or [each.name for each in fields(self)]:
            value = getattr(self, name)
            for text in value if isinstance(value, tuple) else [value] if value is not None else []:
                yield f"--{name.removesuffix('s')}", text

    def address_of(self, file: str, base: str) -> NamedNode | None:
        """Return where a file lies: beside the web page, or else in a data namespace of its own.

        None where neither is known.

        >>> Description(homepage="https://owls.example.org/data/").address_of("kg.ttl", "").value
        'https://owls.example.org/data/kg.ttl'
        """
        home = self.homepage or (base if base != DEFAULT_BASE else None)
        return NamedNode(urljoin(home, file)) if home else None


def _check_address(address: str, where: str) -> None:
    if not _is_address(address):
        raise InputError("not a web address", where=where, value=address,
                         todo=f"write it out, such as {_EXAMPLE}")  # fmt: skip


def _is_address(text: str) -> bool:
    with suppress(ValueError):
        return bool(_ADDRESS.fullmatch(text) and NamedNode(text))
    return False


def _split(text: str, where: str) -> tuple[str | None, str | None]:
    """Part the text of an agent into name and address."""
    if _is_address(text.strip()):
        return None, text.strip()
    named = _NAMED.fullmatch(text.strip())
    if named is None:
        return " ".join(text.split()), None
    _check_address(named["iri"], where)
    return named["name"].rstrip() or None, named["iri"]


def description_triples(
    dataset: NamedNode, said: Description, namespace: Namespace
) -> Iterator[Triple]:
    """Map what the makers say of a data set."""
    if said.title:
        yield Triple(dataset, term("dcterms:title"), Literal(said.title))
    yield from licence_triples(dataset, said)
    if said.publisher:
        yield from _agent_triples(dataset, "dcterms:publisher", said.publisher, namespace)
    for creator in said.creators:
        yield from _agent_triples(dataset, "dcterms:creator", creator, namespace)
    if said.homepage:
        yield Triple(dataset, term("foaf:homepage"), NamedNode(said.homepage))
        yield Triple(dataset, term("dcat:landingPage"), NamedNode(said.homepage))


def licence_triples(thing: NamedNode, said: Description) -> Iterator[Triple]:
    """Map the licence of a data set, or of a file of it."""
    if said.licence:
        yield Triple(thing, term("dcterms:license"), NamedNode(said.licence))


def _agent_triples(
    dataset: NamedNode, role: str, text: str, namespace: Namespace
) -> Iterator[Triple]:
    name, address = _split(text, role)
    key = agent_key(Agent(name or "", name or "", kind="unknown"))
    agent = NamedNode(address) if address else namespace.iri("dataset", f"agent-{key}")
    yield Triple(dataset, term(role), agent)
    yield Triple(agent, RDF_TYPE, term("foaf:Agent"))
    if name:
        yield Triple(agent, term("foaf:name"), Literal(name))
