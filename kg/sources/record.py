"""A paper as a JSON record, and back: its keys, and what is malformed.

Values that are malformed but of the right type are kept, for the shapes to report; values
of a wrong type reject the record.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import cast, get_args

from kg.identity import SCHEMES, parse_identifier, print_identifier
from kg.model import Agent, AgentKind, Details, Grant, Identifier, Paper, Record
from kg.sources.fields.funding import grants, once, organization
from kg.sources.fields.kinds import kind_of
from kg.sources.fields.names import parse_authors, parse_inverted, parse_name
from kg.suggest import closest
from kg.vocab import DETAILS

KEYS = (
    "title", "abstract", "authors", "editors", "year", "date", *SCHEMES, "printed_identifiers", "venue", "status", "track", "kind", "url", "issn", "isbn",
    "keywords", "code", "licence", "other_titles", *DETAILS, "references", "funding",
)  # fmt: skip
"""The keys that a record may have; an identifier is a text or a list of texts."""
AUTHOR_KEYS = (
    "name", "family", "given", "orcid", "kind", "printed", "affiliation", "organizations",
)  # fmt: skip

_NUMBERS = ("issn", "isbn")
_ALIKE = 0.75
"""How alike an unknown key and a known one are, where it was likely meant."""


class Malformed(Exception):
    """A record cannot be read; the arguments are the reasons."""


def shown(value: object, limit: int = 80) -> str:
    """Write a value for a message, cut where it is long.

    >>> shown(None), shown(["Lopez"]), shown("a long text", limit=5)
    ('null', "['Lopez']", "'a l…")
    """
    written = "null" if value is None else repr(value)
    return written if len(written) <= limit else f"{written[: limit - 1]}…"


def read_record(value: object, record: Record) -> Paper:
    """Make a paper of a record.

    Raises: Malformed: with every reason, where the value is no record or has values of wrong types.
    """
    if not isinstance(value, dict):
        raise Malformed(f"a record is a JSON object, not {shown(value)}")
    reasons = [] if any(key in KEYS for key in value) else [keyless(value)]
    fields = _Fields(value, reasons)
    paper = Paper(
        title=fields.text("title"),
        abstract=fields.text("abstract"),
        authors=fields.people("authors"),
        editors=fields.people("editors"),
        year=fields.text("year", number=True),
        date=fields.text("date"),
        identifiers=fields.identifiers(),
        printed_identifiers=fields.texts("printed_identifiers"),
        venue=fields.text("venue"),
        status=fields.text("status"),
        track=fields.text("track"),
        kind=_class_name(fields.text("kind")),
        url=fields.text("url"),
        issn=fields.text("issn"),
        isbn=fields.text("isbn"),
        keywords=fields.texts("keywords"),
        code=fields.text("code"),
        licence=fields.text("licence"),
        other_titles=fields.texts("other_titles"),
        details=Details(**{key: fields.text(key, number=True) for key in DETAILS}),
        references=fields.references(),
        funding=fields.funding(),
        records=(record,),
    )
    if reasons:
        raise Malformed(*reasons)
    return paper


def _class_name(kind: str | None) -> str | None:
    """Return the class that a kind names; a word such as `book` or `thesis` stands for one."""
    return kind_of("records", kind).fabio or kind if kind and kind.islower() else kind


def to_record(paper: Paper) -> dict[str, object]:
    """Write a paper as the record that `read_record` reads back; what is unknown is left out.

    >>> to_record(Paper(title="On It", year="2019", authors=(Agent("Ana Lopez", "Ana Lopez"),)))
    {'title': 'On It', 'authors': [{'name': 'Ana Lopez', 'kind': 'person'}], 'year': '2019'}
    """
    record: dict[str, object] = {
        "title": paper.title,
        "abstract": paper.abstract,
        "authors": [_author_record(author) for author in paper.authors],
        "editors": [_author_record(editor) for editor in paper.editors],
        "year": paper.year,
        "date": paper.date,
        "venue": paper.venue,
        "status": paper.status,
        "track": paper.track,
        "kind": paper.kind,
        "url": paper.url,
        "issn": paper.issn,
        "isbn": paper.isbn,
        "keywords": list(paper.keywords),
        "code": paper.code,
        "licence": paper.licence,
        "other_titles": list(paper.other_titles),
    }
    record |= {key: getattr(paper.details, key) for key in DETAILS}
    record["references"] = [print_identifier(each) for each in paper.references]
    record["funding"] = [_grant_record(each) for each in paper.funding]
    # What is no identifier goes back to the field that it stood in, to be mended there.
    printed = [each.partition(":") for each in paper.printed_identifiers]
    for name in (*SCHEMES, *_NUMBERS):
        found = [each.value for each in paper.identifiers if each.scheme == name]
        found += [text for field, _, text in printed if field == name]
        record[name] = record.get(name) or (found[0] if len(found) == 1 else found)
    others = [field + colon + text for field, colon, text in printed if field not in record]
    record["printed_identifiers"] = others
    return {key: record[key] for key in KEYS if record[key]}


def _organization_record(organization: Agent) -> dict[str, str]:
    registry = {"registry": organization.registry} if organization.registry else {}
    return {"name": organization.name} | registry


def _grant_record(grant: Grant) -> dict[str, object]:
    funder = {"funder": _organization_record(grant.funder)} if grant.funder else {}
    return funder | ({"award": grant.award} if grant.award else {})


def _author_record(author: Agent) -> dict[str, object]:
    record = {
        "name": author.name,
        "family": author.family,
        "given": author.given,
        "orcid": author.orcid,
        "kind": author.kind,
        "printed": None if author.printed == author.name else author.printed,
        "affiliation": author.affiliation,
        "organizations": [_organization_record(each) for each in author.organizations],
    }
    return {key: text for key, text in record.items() if text}


def keyless(value: Collection[str]) -> str:
    """Say that none of the keys is known, and which are likely meant."""
    meant = "; ".join(f"is {near!r} meant by {key!r}?" for key, near in near_keys(value, KEYS))
    return f"a record has at least one of the keys {', '.join(KEYS)}" + (meant and f"; {meant}")


def near_keys(value: Collection[str], known: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield each unknown key that looks like a known one which is not there."""
    for key in value:
        close = [] if key in known else closest(key, known, alike=_ALIKE)
        if close and close[0] not in value:
            yield key, close[0]


class _Fields:
    """Take typed values out of a JSON object; each wrong type adds a reason."""

    def __init__(self, value: Mapping[str, object], reasons: list[str]) -> None:
        self._value, self._reasons = value, reasons

    def text(self, key: str, *, number: bool = False) -> str | None:
        """Return a text, None where it is blank; where numbers are allowed, a whole number's."""
        value = self._value.get(key)
        if number and isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if value is None or isinstance(value, str):
            return value if value and value.strip() else None
        self._wrong(key, value, "a text")
        return None

    def texts(self, key: str, *, number: bool = False) -> tuple[str, ...]:
        """Return the texts of a list, or the one text that stands in its place."""
        value = self._value.get(key)
        found = []
        for each in value if isinstance(value, list) else [value]:
            found.append(_Fields({key: each}, self._reasons).text(key, number=number))
        return tuple(text for text in found if text)

    def identifiers(self) -> tuple[Identifier, ...]:
        """Return the identifiers of each scheme, malformed ones as they stand."""
        return tuple(
            parse_identifier(scheme, text)
            for scheme in SCHEMES
            for text in self.texts(scheme, number=scheme == "pmid")
        )

    def references(self) -> tuple[Identifier, ...]:
        """Return the identifiers of works referred to, each behind its scheme: `doi:10.1000/x`."""
        found = []
        for text in self.texts("references"):
            scheme, _, value = text.partition(":")
            if scheme.lower() in SCHEMES and value:
                found.append(parse_identifier(scheme.lower(), value))  # type: ignore[arg-type]
            else:
                self._wrong("references", text, "an identifier behind its scheme, as doi:10.1000/x")
        return tuple(found)

    def organizations(self, key: str) -> tuple[Agent, ...]:
        """Return organizations: texts, or objects with name and registry."""
        value = self._value.get(key)
        found = []
        for each in value if isinstance(value, list) else [] if value is None else [value]:
            said = each if isinstance(each, dict) else {"name": each}
            fields = _Fields(said, self._reasons)
            named = organization(fields.text("name"), fields.text("registry"))
            found += [named] if named else []
        return tuple(found)

    def funding(self) -> tuple[Grant, ...]:
        """Return the grants: objects with funder and award."""
        value = self._value.get("funding")
        found = list[Grant]()
        for each in value if isinstance(value, list) else [] if value is None else [value]:
            if not isinstance(each, dict):
                self._wrong("funding", each, "an object with funder and award")
                continue
            fields = _Fields(each, self._reasons)
            award = fields.text("award", number=True)
            found += grants(next(iter(fields.organizations("funder")), None), [award])
        return once(found)

    def people(self, key: str) -> tuple[Agent, ...]:
        """Return agents: texts, or objects with name, family, given, orcid, kind, printed."""
        value = self._value.get(key)
        if value is None:
            return ()
        return tuple(
            agent
            for each in (value if isinstance(value, list) else [value])
            for agent in self._author(each)
        )

    def _author(self, value: object) -> tuple[Agent, ...]:
        if isinstance(value, dict):
            return self._author_object(value)
        if not isinstance(value, str) or not value.strip():
            self._wrong("authors", value, "a name")
            return ()
        if "," not in value:
            return (parse_name(value),)
        agents = parse_authors(value)
        if agents is None:
            self._wrong("authors", value, "one name `Last, First`, or several that pair up so")
        return agents or ()

    def _author_object(self, value: Mapping[str, object]) -> tuple[Agent, ...]:
        fields = _Fields(value, self._reasons)
        texts = {key: fields.text(key) for key in AUTHOR_KEYS if key != "organizations"}
        name, family, given = texts["name"], texts["family"], texts["given"]
        kind = texts["kind"]
        if kind not in (None, *get_args(AgentKind)):
            self._wrong("kind", kind, "person, group or unknown")
        inverted = ", ".join(part for part in (family, given) if part)
        if not name and not inverted:
            self._wrong("authors", value, "an author with a name")
            return ()
        agent = parse_name(name) if name else parse_inverted(inverted)
        if name and inverted:
            agent = replace(agent, kind="person", family=family, given=given)
        if kind and kind != agent.kind:
            agent = replace(agent, kind=cast("AgentKind", kind), family=family, given=given)
        return (
            replace(
                agent,
                name=name or agent.name,
                printed=texts["printed"] or agent.printed,
                orcid=texts["orcid"],
                affiliation=texts["affiliation"],
                organizations=fields.organizations("organizations"),
            ),
        )

    def _wrong(self, key: str, value: object, expected: str) -> None:
        self._reasons.append(f"{key} is {shown(value)}, not {expected}")
