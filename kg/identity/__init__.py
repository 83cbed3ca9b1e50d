"""Identifiers, keys and IRIs: parse identifiers, derive keys from content, mint IRIs."""

from __future__ import annotations

from kg.identity.dois import find_dois
from kg.identity.keys import (
    abstract_key,
    agent_key,
    concept_key,
    content,
    content_key,
    digest,
    entry_key,
    grant_key,
    identifier_key,
    identifier_keys,
    paper_keys,
    place_key,
    record_keys,
    slugify,
    source_key,
    title_key,
)
from kg.identity.namespace import Namespace
from kg.identity.numbers import (
    ORCID,
    find_isbn,
    find_issn,
    is_isbn,
    is_issn,
    normalise_orcid,
    parse_orcid,
)
from kg.identity.registries import normalise_registry
from kg.identity.schemes import (
    SCHEMES,
    identifiers_in,
    identify,
    is_wellformed,
    normalise,
    page_of,
    parse_identifier,
    print_identifier,
)

__all__ = [
    "ORCID",
    "SCHEMES",
    "Namespace",
    "abstract_key",
    "agent_key",
    "concept_key",
    "content",
    "content_key",
    "digest",
    "entry_key",
    "find_dois",
    "find_isbn",
    "find_issn",
    "grant_key",
    "identifier_key",
    "identifier_keys",
    "identifiers_in",
    "identify",
    "is_isbn",
    "is_issn",
    "is_wellformed",
    "normalise",
    "normalise_orcid",
    "normalise_registry",
    "page_of",
    "paper_keys",
    "parse_identifier",
    "parse_orcid",
    "place_key",
    "print_identifier",
    "record_keys",
    "slugify",
    "source_key",
    "title_key",
]
