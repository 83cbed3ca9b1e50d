"""`kg query` on a terminal, without a query: the data is read once, and question follows question."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from kg.cli.answering import answer, answer_in
from kg.cli.asked import Request
from kg.cli.common import say
from kg.cli.describe import describe_in
from kg.cli.find import find_in
from kg.cli.prompt import LOOK, Words, run_prompt
from kg.cli.questions import is_query_file, query_base, read_params, read_query
from kg.errors import InputError
from kg.prefixes import prefixes_shown, spell
from kg.queries import (
    Near,
    PackagedQuery,
    list_queries,
)
from kg.sparql import read_variables
from kg.store import Store
from kg.system.worker import Limits, Message, run_within

Messages = Iterator[Message]
_SHARES_MEMORY = sys.platform == "linux"
"""Whether a process that answers a question has the data that this one has read."""
_FOUND = 10
"""Things that `find` shows, where --limit does not say."""
Work = tuple[Callable[..., None], *tuple[object, ...]]


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
        look = LOOK.fullmatch(text)
        if look:
            show(_run(limits, *_look_up(request, store, look[1], look[2])))
        else:
            show(_run(limits, *_put(_complete(request, text, packaged), store)))

    run_prompt(ask, collect_words(packaged.values(), store))


def read_question(
    text: str, packaged: dict[str, PackagedQuery]
) -> tuple[PackagedQuery, dict[str, str]]:
    """Read SPARQL, a query file, or the name of a packaged query with parameters `name=value`.

    `--param` may stand before each of them, as on the command line.

    Raises: QueryError: for a name that is not known. InputError: for what is no parameter.
    """
    name, *rest = text.split(maxsplit=1)
    if name not in packaged:
        return (read_query(None, text) if is_query_file(text) else read_query(text, None)), {}
    try:
        words = shlex.split(" ".join(rest))
        params = (each.removeprefix("--param=") for each in words if each != "--param")
        return packaged[name], read_params(tuple(params))
    except ValueError as error:
        raise InputError("a quote that does not end", where=name, value=" ".join(rest)) from error


def _complete(request: Request, text: str, packaged: dict[str, PackagedQuery]) -> Request:
    """Ask a question of the prompt, with the parameters that the command line gave for it too."""
    query, given = read_question(text, packaged)
    names = [each.name for each in query.parameters] or read_variables(query.text)
    common = {name: value for name, value in request.given.items() if name in names}
    base = query_base(request.base, text if is_query_file(text) else None)
    return replace(request, query=query, given=common | given, query_base=base)


def _put(request: Request, store: Store | None) -> Work:
    return (answer, request) if store is None else (answer_in, request, store)


def _look_up(request: Request, store: Store | None, word: str, what: str) -> Work:
    if store is None:
        raise InputError(
            f"{word} asks files, not an endpoint", where=word, value=what,
            todo="write SPARQL, or load the files with --data",
        )  # fmt: skip
    if word == "describe":
        return describe_in, store, what
    return find_in, store, what, request.limit or _FOUND, request.results, request.output


def _run(limits: Limits, function: Callable[..., None], *args: object) -> Messages:
    if _SHARES_MEMORY or not any(isinstance(each, Store) for each in args):
        return run_within(limits, function, *args)
    messages: list[Message] = []
    function(messages.append, *args)
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
