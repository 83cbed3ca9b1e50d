"""The prompt that `kg query` opens on a terminal: questions and answers until the user leaves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from prompt_toolkit import PromptSession
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from kg.cli.common import say, show_error
from kg.errors import KgError
from kg.sparql import Grammar

HELP = """Write SPARQL, the name of a packaged query and its parameters, or what to look up:

    SELECT ?name { ?s a kg:Method ; schema:name ?name }
    papers-on-benchmark --param benchmark=D4RL
    describe D4RL
    find offline reinforcement learn

Enter asks what is complete and begins a new line in what is not; on an empty line it asks
what is there. Alt-Enter begins a new line anyway. Tab completes prefixes, classes, properties,
keywords and names. Up shows former questions. Ctrl-C drops the question, Ctrl-D or `exit` leaves."""

KEYWORDS = [
    "ASK", "ASC", "AVG", "BASE", "BIND", "BOUND", "CONCAT", "CONSTRUCT", "CONTAINS", "COUNT",
    "DATATYPE", "DESC", "DESCRIBE", "DISTINCT", "EXISTS", "FILTER", "FROM", "GRAPH", "GROUP",
    "BY", "HAVING", "LANG", "LCASE", "LIMIT", "MAX", "MIN", "MINUS", "NAMED", "NOT", "OFFSET",
    "OPTIONAL", "ORDER", "PREFIX", "REGEX", "REPLACE", "SAMPLE", "SELECT", "STR", "STRLEN",
    "STRSTARTS", "SUM", "UCASE", "UNION", "VALUES", "WHERE",
]  # fmt: skip
_COMMANDS = ("describe", "exit", "find", "help", "quit")
LOOK = re.compile(r"(describe|find)\s+([^?{\s][^{]*)", re.DOTALL)
"""A thing to describe or words to find: `describe ?x` and what has braces is SPARQL."""
_WORD = re.compile(r"[\w:.?$-]+")
_NAME = re.compile(r"\s*([A-Za-z][\w-]*)(?:\s+(.*))?", re.DOTALL)


@dataclass(frozen=True)
class Words:
    """What can be completed: prefixed names, and packaged queries with their parameters."""

    prefixes: Mapping[str, str] = field(default_factory=dict)
    classes: tuple[str, ...] = ()
    properties: tuple[str, ...] = ()
    queries: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Completions(Completer):
    """Completes the word before the cursor, by its beginning or by that behind its prefix."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def get_completions(
        self, document: Document, complete_event: CompleteEvent
    ) -> Iterable[Completion]:
        """Offer the words that fit at the cursor, in order."""
        word = document.get_word_before_cursor(pattern=_WORD)
        before = document.text_before_cursor[: -len(word) or None]
        for each in self._candidates(before) if word else ():
            if _fits(word.lower(), each.lower()):
                yield Completion(each, start_position=-len(word))

    def _candidates(self, before: str) -> Iterable[str]:
        words = self._words
        previous = before.split()[-1:]
        if not previous:
            return sorted([*words.queries, *KEYWORDS, *_COMMANDS])
        name = before.split(maxsplit=1)[0]
        if name in words.queries:
            return [f"{each}=" for each in words.queries[name]] + ["--param"]
        if name in ("describe", "find"):
            return []
        if previous[0] in ("a", "rdf:type"):
            return words.classes
        prefixes = sorted(f"{each}:" for each in words.prefixes)
        if previous[0].lower() == "prefix":
            return prefixes
        variables = sorted(set(re.findall(r"[?$]\w+", before)))
        return [*variables, *words.properties, *words.classes, *prefixes, *KEYWORDS]


def _fits(word: str, candidate: str) -> bool | str:
    local = candidate.partition(":")[2]
    return candidate != word and (candidate.startswith(word) or (local and local.startswith(word)))


def is_complete(text: str, grammar: Grammar, names: Iterable[str]) -> bool:
    """Tell whether a text can be asked as it is: a name, a whole query, or one beyond mending."""
    match = _NAME.fullmatch(text)
    if not text.strip() or (match and match[1] in ("help", "exit", "quit", *names)):
        return True
    if LOOK.fullmatch(text.strip()):
        return True
    return grammar.parse(text) is None or not grammar.can_go_on(text.rstrip())


def run_prompt(answer: Callable[[str], None], words: Words) -> None:
    """Read questions and answer them until the user leaves. An error does not end it."""
    completer = Completions(words)
    session: PromptSession[str] = PromptSession(
        "kg> ",
        multiline=True,
        prompt_continuation="... ",
        completer=completer,
        history=_open_history(),
        key_bindings=_bind_keys(Grammar(words.prefixes), tuple(words.queries), completer),
    )
    say("`help` says how to ask; Tab completes; `exit` leaves.")
    while True:
        try:
            text = session.prompt().strip()
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        if text in ("exit", "quit"):
            return
        if text == "help":
            say(HELP)
        elif text:
            _try(answer, text)


def _try(answer: Callable[[str], None], text: str) -> None:
    try:
        answer(text)
    except KgError as error:
        show_error(error)
    except KeyboardInterrupt:
        say("interrupted")


def _bind_keys(grammar: Grammar, names: tuple[str, ...], completer: Completer) -> KeyBindings:
    bindings = KeyBindings()

    @bindings.add("tab")
    def _(event: KeyPressEvent) -> None:
        buffer: Buffer = event.current_buffer
        if buffer.complete_state:
            buffer.complete_next()
            return
        offered = [*completer.get_completions(buffer.document, CompleteEvent())]
        if len(offered) == 1:
            buffer.apply_completion(offered[0])
        else:
            buffer.start_completion(select_first=True)

    @bindings.add("enter")
    def _(event: KeyPressEvent) -> None:
        buffer: Buffer = event.current_buffer
        if buffer.complete_state and buffer.complete_state.current_completion:
            buffer.complete_state = None
        elif not buffer.document.current_line.strip() or is_complete(buffer.text, grammar, names):
            buffer.validate_and_handle()
        else:
            buffer.newline(copy_margin=False)

    @bindings.add("escape", "enter")
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.newline(copy_margin=False)

    return bindings


def _open_history() -> History:
    """Open the history in the user's state folder; one in memory where that cannot be written."""
    from platformdirs import user_state_path

    file = user_state_path("kg") / "history"
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.touch(mode=0o600)
    except OSError as error:
        say(f"{file}: the history is not kept: {error.strerror}")
        return InMemoryHistory()
    return FileHistory(str(file))
