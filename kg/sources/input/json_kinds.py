"""Recognise JSON of other kinds by the members of its first object."""

from __future__ import annotations

import re

from kg.sources.json_formats.start import json_start

_OPENALEX = re.compile(r'"https://openalex\.(?:org/([A-Z])\d)?')
_ENTITIES = {
    "A": "authors", "S": "sources", "I": "institutions", "C": "concepts", "F": "funders",
    "P": "publishers", "T": "topics",
}  # fmt: skip
_KINDS: tuple[tuple[str, str, str], ...] = (
    # The members that it has, some of which it has one at least, and the name.
    ("nbformat", "", "a notebook"),
    ("cells", "metadata worksheets", "a notebook"),
    ("lockfileVersion", "", "a lock file of packages"),
    ("content-hash", "packages", "a lock file of packages"),
    ("_meta default", "", "a lock file of packages"),
    ("dependencies", "name version devDependencies scripts sdk", "a list of packages"),
    (
        "name",
        "dependencies devDependencies scripts main require autoload workspaces",
        "a list of packages",
    ),
    (
        "name version",
        "description keywords license author homepage private exports",
        "a list of packages",
    ),
    ("$schema", "", "a JSON Schema, or data of one"),
    ("properties", "type required definitions $defs additionalProperties $id", "a JSON Schema"),
    ("openapi", "", "a description of an interface (OpenAPI)"),
    ("swagger", "", "a description of an interface (OpenAPI)"),
    ("compilerOptions", "", "a configuration of TypeScript"),
    ("features", "type crs", "a map (GeoJSON)"),
    ("type geometry", "", "a map (GeoJSON)"),
    ("type coordinates", "", "a map (GeoJSON)"),
    ("log", "", "recorded requests (HAR)"),
    ("version mappings", "sources names", "a source map"),
    ("terraform_version", "", "a state of Terraform"),
    ("AWSTemplateFormatVersion", "", "a template of CloudFormation"),
    ("manifest_version", "", "a manifest of an extension"),
    ("icons", "short_name start_url display name", "a manifest of a web page"),
    ("panels", "schemaVersion uid title dashboard", "a dashboard"),
    ("jsonrpc", "", "a remote call"),
    ("title titleUrl", "", "a history of what was seen"),
    ("typeCode", "", "bookmarks of a browser"),
    ("roots checksum", "", "bookmarks of a browser"),
    ("html_url", "node_id number state user repository", "an answer of GitHub"),
    ("ts", "text user type subtype", "messages of a chat"),
    ("level", "msg message event time timestamp ts", "a log"),
    ("levelname", "message msg asctime", "a log"),
    ("severity", "message textPayload jsonPayload", "a log"),
    ("@timestamp", "", "a log"),
)


def json_kind(head: str) -> str | None:
    """Name what a JSON text is where its members tell that it is no list of publications.

    >>> json_kind('{"name": "owl", "version": "1.0.0", "license": "MIT"}'), json_kind('{"title": "Owls"}')
    ('a list of packages', None)
    """
    start = json_start(head)
    entity = _OPENALEX.search(head)
    if entity and entity[1] in _ENTITIES:
        return f"OpenAlex {_ENTITIES[entity[1]]}"
    if not start.page.get("message-type", '"work"').startswith(('"work"', '"work-list"')):
        return "a Crossref answer without works"
    if start.page.get("version", "").startswith('"https://jsonfeed.org/'):
        return "a JSON feed"
    members = start.record.keys() | start.page.keys()
    found = (name for all_, some, name in _KINDS if _has(members, all_.split(), some.split()))
    return next(found, None)


def _has(members: set[str], all_: list[str], some: list[str]) -> bool:
    return members.issuperset(all_) and (not some or not members.isdisjoint(some))
