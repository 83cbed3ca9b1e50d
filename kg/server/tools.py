"""The tools that assistants are given: packaged queries, search, descriptions, and SPARQL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from kg.errors import InputError
from kg.queries import PackagedQuery, Parameter, list_queries
from kg.server.jobs import Job
from kg.server.protocol import is_steady
from kg.server.showing import Found
from kg.server.telling import TellPackaged, TellSparql, TellThing

_MOST, _USUAL = 1000, 50
"""Rows that are told at most, and where nothing is said of it."""
_LIMIT = Parameter("limit", f"how many rows are told, at most {_MOST:,}", default=str(_USUAL))
_GROUNDS = (
    " The answer has `things` (IRIs and labels) and `quotes` (the words of papers that it rests"
    " on); `total` counts all rows, of which the first are told."
)


@dataclass(frozen=True)
class Tool:
    """A tool: its name, what it answers, its arguments; `query` is the packaged one that it asks."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    query: PackagedQuery | None = field(default=None, repr=False)

    @property
    def schema(self) -> dict[str, Any]:
        """The JSON Schema of its arguments."""
        needed = [each.name for each in self.parameters if _is_needed(each)]
        return {
            "type": "object", "required": needed, "additionalProperties": False,
            "properties": {each.name: _schema(each) for each in self.parameters},
        }  # fmt: skip


def _is_needed(parameter: Parameter) -> bool:
    return parameter.default is None and not parameter.is_optional


def _schema(parameter: Parameter) -> dict[str, Any]:
    if parameter.name == _LIMIT.name:
        return {"type": "integer", "description": parameter.description, "minimum": 1,
                "maximum": _MOST, "default": _USUAL}  # fmt: skip
    known = {} if parameter.default is None else {"default": parameter.default}
    return {"type": "string", "description": parameter.description, **known}


@cache
def list_tools() -> dict[str, Tool]:
    """List the tools by their names."""
    return {each.name: each for each in (*_OWN, *map(_packaged, list_queries()))}


def _packaged(query: PackagedQuery) -> Tool:
    parameters = (*query.parameters, _LIMIT)
    return Tool(query.name, query.question, query.question + _GROUNDS, parameters, query)


_OWN = (
    Tool(
        "find", "Search", "Find things by words in their names, titles and abstracts: all words"
        " must occur, the last may be the beginning of one. Best first, with the words around.",
        (Parameter("words", "the words"), _LIMIT),
    ),
    Tool(
        "describe", "Describe a thing", "Tell everything known about one paper, person, organization,"
        " method, benchmark, task or venue." + _GROUNDS,
        (Parameter("thing", "an IRI, a prefixed name, or a label, title, name or identifier"),),
    ),
    Tool(
        "sparql", "Ask in SPARQL", "Answer a query in SPARQL 1.1, which changes nothing and asks no"
        " other server. Known prefixes need no declaration; `kg:Publication`, `schema:name` and"
        " `schema:mentions` begin most queries." + _GROUNDS,
        (Parameter("query", "the query"), _LIMIT),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Call:
    """What a tool is to do; `is_ad_hoc` where nobody knows how long it takes."""

    job: Job
    is_ad_hoc: bool = False
    is_steady: bool = True


def read_call(tool: Tool, arguments: Mapping[str, Any]) -> Call:
    """Read the arguments of a tool. Raises: InputError: with what they may be."""
    given = _texts(tool, arguments)
    limit = _read_limit(given.pop(_LIMIT.name, str(_USUAL)))
    if tool.query is not None:
        return Call(TellPackaged(tool.name, tuple(given.items()), limit))
    if tool.name == "find":
        return Call(Found(given["words"], limit))
    if tool.name == "describe":
        return Call(TellThing(given["thing"]))
    text = given["query"]
    return Call(TellSparql(text, limit), is_ad_hoc=True, is_steady=is_steady(text))


def _texts(tool: Tool, arguments: Mapping[str, Any]) -> dict[str, str]:
    """Take the arguments as texts, without those that are empty."""
    names = [each.name for each in tool.parameters]
    given = {}
    for name, value in arguments.items():
        if name not in names:
            raise InputError(
                "no such argument", where=tool.name, value=name, todo=f"it has {', '.join(names)}"
            )
        if value is not None and not isinstance(value, str | int | float):
            raise InputError(
                "not a text", where=f"{tool.name}.{name}", value=value, todo="give one text"
            )
        if value is not None and str(value).strip():
            given[name] = str(value)
    for each in tool.parameters:
        if _is_needed(each) and each.name not in given:
            raise InputError(
                "an argument is missing", where=tool.name, value=each.name,
                todo=f"give {each.description}",
            )  # fmt: skip
    return given


def _read_limit(text: str) -> int:
    if text.isascii() and text.isdecimal() and 0 < int(text[:6]) <= _MOST:
        return int(text)
    raise InputError(
        "not a number of rows", where=_LIMIT.name, value=text, todo=f"give 1 to {_MOST}"
    )
