"""Take organizations and grants out of an article in JATS."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kg.identity import normalise_registry
from kg.model import Agent, Grant
from kg.organizations import is_part
from kg.sources.fields.funding import grants, organization
from kg.sources.xml_formats.fields import element_text

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def affiliations_of(
    contributor: Element, affiliations: Mapping[str | None, Element]
) -> Iterator[Element]:
    """Yield the affiliations within a contributor, and those that it refers to."""
    yield from contributor.iterfind("aff")
    for each in contributor.iterfind("xref[@ref-type='aff']"):
        for id_ in (each.get("rid") or "").split():
            if id_ in affiliations:
                yield affiliations[id_]


def employers(affiliation: Element) -> Iterator[Agent]:
    """Yield the institutions of an affiliation that have an address in a registry."""
    for each in (affiliation, *affiliation.iterfind("institution-wrap")):
        found = organization(_name(each), *_addresses(each))
        if found and found.registry:
            yield found


def funding(meta: Element) -> Iterator[Grant]:
    """Yield the grants of the groups of awards; a source without an award stands by itself."""
    for group in meta.iterfind("funding-group/award-group"):
        awards = [element_text(each) for each in group.iterfind("award-id")]
        sources = [_funder(each) for each in group.iterfind("funding-source")]
        for funder in filter(None, sources):
            yield from grants(funder, awards)
        if not any(sources):
            yield from grants(None, awards)


def _funder(source: Element) -> Agent | None:
    wrapped = source.find("institution-wrap")
    found = source if wrapped is None else wrapped
    return organization(_name(found) or element_text(source), *_addresses(found))


def _name(element: Element) -> str | None:
    """Return the name of an institution, not of a part of it that stands beside it."""
    named = [(each, element_text(each)) for each in element.iterfind("institution")]
    wholes = (
        text
        for each, text in named
        if text and not is_part(text) and "division" not in (each.get("content-type") or "")
    )
    return next(wholes, None) or next((text for _, text in named), None)


def _addresses(element: Element) -> Iterator[str | None]:
    for each in element.iterfind("institution-id"):
        address = element_text(each)
        bare = each.get("institution-id-type") == "ror" and not normalise_registry(address)
        yield f"https://ror.org/{address}" if bare else address
