"""`kg query` on a terminal, without a query: the data is read once, and question follows question."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from kg.cli import describe, find
from kg.cli.answering import Request, answer
from kg.cli.common import say
from kg.cli.pairs import read_params
from kg.cli.prompt import LOOK, Words, run_prompt
from kg.errors import InputError
from kg.pipeline.question import is_query_file, query_base, read_query
from kg.prefixes import prefixes_shown, spell
from kg.queries import (
    Near,
    PackagedQuery,
    list_queries,
)
from kg.sparql import read_variables
from kg.store import Sources, Store
from kg.system.worker import Limits, Message, run_within

Messages = Iterator[Message]
_SHARES_MEMORY = sys.platform == "linux"
"""Whether a process that answers a question has the data that this one has read."""
_FOUND = 10
"""Things that `find` shows, where --limit does not say."""
Work = tuple[Callable[..., None], *tuple[object, ...]]


def converse(
    request: Request, base: str | None, limits: Limits, show: Callable[[Messages], object]
) -> None:
    """Answer what is asked at the prompt, each question within the limits, until the user leaves.

    `request` has what all questions have in common, but for `base`, which counts where a question
    has none of its own; `show` writes results and notes. Where
    processes share no memory, the data cannot be left to one that would be stopped: there the
    limits do not hold.
    """
    packaged = {each.name: each for each in list_queries()}
    store = Store.read(request.data) if isinstance(request.data, Sources) else None
    if store is not None:
        say(f"{len(store)} triples are loaded.")
        request = replace(request, data=store)

    def ask(text: str) -> None:
        look = LOOK.fullmatch(text)
        if look:
            work = _look_up(request, store, look[1], look[2])
        else:
            work = (answer, _complete(request, base, text, packaged))
        show(_run(limits, *work, is_shared=store is not None))

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


def _complete(
    request: Request, base: str | None, text: str, packaged: dict[str, PackagedQuery]
) -> Request:
    """Ask a question of the prompt, with the parameters that the command line gave for it too."""
    query, given = read_question(text, packaged)
    names = [each.name for each in query.parameters] or read_variables(query.text)
    question = request.question
    common = {name: value for name, value in question.given.items() if name in names}
    if isinstance(request.data, Store) and is_query_file(text):
        base = query_base(base, text)
    asked = replace(question, query=query, given=common | given, base=base)
    return replace(request, question=asked)


def _look_up(request: Request, store: Store | None, word: str, what: str) -> Work:
    if store is None:
        raise InputError(
            f"{word} asks files, not an endpoint", where=word, value=what,
            todo="write SPARQL, or load the files with --data",
        )  # fmt: skip
    if word == "describe":
        return describe.tell, what, store
    return find.tell, what, store, request.limit or _FOUND, request.results, request.output


def _run(limits: Limits, function: Callable[..., None], *args: object, is_shared: bool) -> Messages:
    if _SHARES_MEMORY or not is_shared:
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
