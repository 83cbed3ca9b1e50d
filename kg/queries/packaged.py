"""Packaged queries: files `ontology/queries/NAME.rq` that say what they answer.

The first line is `# QUESTION`. Then come the parameters, one a line:

    #+ param NAME: DESCRIPTION (default VALUE)
    #+ param NAME (CLASS, CLASS): DESCRIPTION (default VALUE)
    #+ param NAME: DESCRIPTION (optional)

The variable `?NAME` of the query gets the value. With classes (prefixed names), a plain
string stands for all things of these classes that are called so, whatever the case; without,
it stands for itself. A parameter without a default must be given, unless it is optional: then
its variable is left to the query. The same lines work in
any query file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.errors import QueryError
from kg.resources import QUERIES
from kg.suggest import closest, did_you_mean

_PARAMETER = re.compile(
    r"#\+ param (\w+)(?: \(([^)]*)\))?: (.*?)(?: \((?:default (.*)|(optional))\))?"
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a query that the caller sets; `classes` are those of the things it may name."""

    name: str
    description: str
    classes: tuple[str, ...] = ()
    default: str | None = None
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class PackagedQuery:
    """A query with the question that it answers."""

    name: str
    question: str
    parameters: tuple[Parameter, ...]
    text: str


def parse_query(name: str, text: str) -> PackagedQuery:
    r"""Read the question and the parameters from the comments that a query begins with.

    >>> parse_query("q", "# Who?\n#+ param year: at least (default 2020)\nASK {}").parameters
    (Parameter(name='year', description='at least', classes=(), default='2020', is_optional=False),)
    """
    question, parameters = "", []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        match = _PARAMETER.fullmatch(line.rstrip())
        if match:
            classes = tuple(each.strip() for each in (match[2] or "").split(",") if each.strip())
            parameters.append(Parameter(match[1], match[3], classes, match[4], bool(match[5])))
        elif not question:
            question = line.lstrip("# ").rstrip()
    return PackagedQuery(name, question, tuple(parameters), text)


@cache
def _names() -> list[str]:
    return sorted(each.stem for each in QUERIES.glob("*.rq"))


def list_queries() -> list[PackagedQuery]:
    """Read all packaged queries, by name."""
    return [load_query(name) for name in _names()]


def load_query(name: str) -> PackagedQuery:
    """Read the packaged query of this name.

    Raises: QueryError: where there is none, with the names that are close.
    """
    names = _names()
    if name not in names:
        todo = did_you_mean(closest(name, names, 3)) or "`kg queries` lists them"
        raise QueryError("neither SPARQL nor a packaged query", value=name, todo=todo)
    return _read(name)


@cache
def _read(name: str) -> PackagedQuery:
    return parse_query(name, (QUERIES / f"{name}.rq").read_text(encoding="utf-8"))
