"""`kg query` on a terminal, without a query: the data is read once, and question follows question."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from kg.cli.answering import answer, answer_in
from kg.cli.asked import Request
from kg.cli.common import say
from kg.cli.prompt import Words, run_prompt
from kg.cli.query import read_params, read_query
from kg.errors import InputError
from kg.prefixes import prefixes_shown, spell
from kg.queries import (
    Near,
    PackagedQuery,
    list_queries,
)
from kg.store import Store
from kg.worker import Limits, Message, run_within

Messages = Iterator[Message]
_SHARES_MEMORY = sys.platform == "linux"
"""Whether a process that answers a question has the data that this one has read."""


def converse(request: Request, limits: Limits, show: Callable[[Messages], object]) -> None:
    """Answer what is asked at the prompt, each question within the limits, until the user leaves.

    `request` has what all questions have in common; `show` writes results and notes. Where
    processes share no memory, the data cannot be left to one that would be stopped: there the
    limits do not hold.
    """
    packaged = {each.name: each for each in list_queries()}
    store = Store.read(request.sources) if request.sources else None
    if store is not None:
        say(f"{len(store)} triples are loaded.")

    def ask(text: str) -> None:
        query, given = read_question(text, packaged)
        show(_answer(replace(request, query=query, given=given), limits, store))

    run_prompt(ask, collect_words(packaged.values(), store))


def read_question(
    text: str, packaged: dict[str, PackagedQuery]
) -> tuple[PackagedQuery, dict[str, str]]:
    """Read SPARQL, or the name of a packaged query with parameters `name=value`.

    Raises: QueryError: for a name that is not known. InputError: for what is no parameter.
    """
    name, *rest = text.split(maxsplit=1)
    if name not in packaged:
        return read_query(text, None), {}
    try:
        return packaged[name], read_params(tuple(shlex.split(" ".join(rest))))
    except ValueError as error:
        raise InputError("a quote that does not end", where=name, value=" ".join(rest)) from error


def _answer(request: Request, limits: Limits, store: Store | None) -> Messages:
    if store is None:
        return run_within(limits, answer, request)
    if _SHARES_MEMORY:
        return run_within(limits, answer_in, request, store)
    messages: list[Message] = []
    answer_in(messages.append, request, store)
    return iter(messages)


def collect_words(packaged: Iterable[PackagedQuery], store: Store | None) -> Words:
    """Gather what can be completed: known prefixes, the terms of the data, packaged queries."""
    prefixes = store.prefixes if store is not None else prefixes_shown([])
    near = Near(store.query, prefixes) if store is not None else None
    classes, properties = (
        tuple(spell(iri, prefixes) for iri in (near.names(classes=each) if near else []))
        for each in (True, False)
    )
    names = {each.name: tuple(one.name for one in each.parameters) for each in packaged}
    return Words(prefixes, classes, properties, names)
