"""Take identifiers and addresses out of the fields of an entry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.identity import identifiers_in, normalise, parse_identifier
from kg.model import Identifier, Scheme
from kg.sources.fields.values import dois

_ARCHIVES: dict[str, Scheme] = {
    "arxiv": "arxiv", "pubmed": "pmid", "pmid": "pmid", "pmc": "pmcid", "pmcid": "pmcid",
    "openreview": "openreview", "openalex": "openalex",
}  # fmt: skip
_OWN_FIELDS: dict[str, Scheme] = {
    "arxivid": "arxiv", "arxiv": "arxiv", "pmid": "pmid", "pmcid": "pmcid", "pmc": "pmcid",
    "openreview": "openreview", "openalex": "openalex", "openalex_id": "openalex", "openalexid": "openalex",
}  # fmt: skip
"""Fields that name the scheme of their identifier."""
_TOLD_IN = (
    "journal",
    "journaltitle",
    "volume",
    "url",
    "ee",
    "link",
    "howpublished",
    "number",
    "note",
)
"""Fields in which authors write an identifier by hand."""
_ADDRESS = re.compile(r"https?://[^\s{}\\<>\"]+")


def addresses(fields: Mapping[str, str]) -> Iterator[str]:
    """Yield each web address that the fields hold, those of fields for addresses first."""
    for name in ("url", "ee", "link", "howpublished", "bdsk-url-1", "note"):
        if value := fields.get(name):
            yield from (match[0] for match in _ADDRESS.finditer(_unescaped(value)))


def _unescaped(text: str) -> str:
    r"""Drop what LaTeX asks for in addresses and DOIs, `\_` and `\%`, and nothing else."""
    if "\\" not in text:
        return text
    return re.sub(r"\\([_%&#~$])|\{\\textunderscore\s*\}", lambda m: m[1] or "_", text)


def identifiers(fields: Mapping[str, str]) -> tuple[Identifier, ...]:
    """Return what fields of their own hold; of other schemes also what is written elsewhere."""
    found = [*_eprint(fields), *dois(_doi(fields))]
    for name, scheme in _OWN_FIELDS.items():
        if value := fields.get(name, "").strip():
            found.append(parse_identifier(scheme, value))
    for name in _TOLD_IN:
        told = identifiers_in(_unescaped(fields[name])) if fields.get(name) else ()
        if not told:
            continue
        known = {each.scheme for each in found}
        first = {each.scheme: each for each in reversed(told)}
        found += [each for scheme, each in first.items() if scheme not in known]
    return tuple(dict.fromkeys(found))


def _doi(fields: Mapping[str, str]) -> str:
    """Return the DOI field; braces and escapes of LaTeX are no part of it."""
    return _unescaped(fields.get("doi", "")).replace("{", "").replace("}", "").strip()


def _eprint(fields: Mapping[str, str]) -> Iterator[Identifier]:
    """Read the identifier of an archive; without the name of one, arXiv is known by its form."""
    value = fields.get("eprint", "").strip()
    archive = (fields.get("eprinttype") or fields.get("archiveprefix") or "").strip().lower()
    scheme = _ARCHIVES.get(archive)
    if value and scheme:
        yield parse_identifier(scheme, value)
    elif value and not archive and normalise("arxiv", value):
        yield parse_identifier("arxiv", value)
