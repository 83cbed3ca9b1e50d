"""Every error that `kg` raises on purpose, with the exit code it leads to.

    KgError
    ├── InputError (2)         a file, record or argument that cannot be used
    │   ├── SourceError        a publication list that cannot be read
    │   ├── RdfError           an RDF file that cannot be parsed or written
    │   ├── QueryError         a SPARQL query that cannot be run
    │   └── ShapesError        shapes or data that select no focus node
    ├── ViolationError (1)     data that breaks the shapes
    └── ServiceError (3)       a remote service or a limit of time or memory

An error reads `WHERE: WHAT: VALUE; WHAT TO DO`. The command line prints it as one line
and exits with `exit_code`; the library never prints and never exits.
"""

from __future__ import annotations


class KgError(Exception):
    """Describe one failure for the person who can mend it.

    >>> str(KgError("year is not a number", where="refs.jsonl:214", value="199x", todo="correct it"))
    "refs.jsonl:214: year is not a number: '199x'; correct it"
    """

    exit_code = 2

    def __init__(
        self,
        what: str,
        *,
        where: str | None = None,
        value: object = None,
        todo: str | None = None,
        excerpt: str | None = None,
    ) -> None:
        self.what, self.where, self.value, self.todo = what, where, value, todo
        self.excerpt = excerpt
        """The line at fault with a caret beneath it, for printing under the message."""
        super().__init__(self._text())

    def _text(self) -> str:
        text = f"{self.where}: {self.what}" if self.where else self.what
        if self.value is not None:
            text += f": {_shorten(repr(self.value))}"
        return f"{text}; {self.todo}" if self.todo else text


def _shorten(text: str, limit: int = 200) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


class InputError(KgError):
    """A file, record or argument cannot be used."""


class SourceError(InputError):
    """A publication list cannot be read."""


class RdfError(InputError):
    """An RDF file cannot be parsed or written."""


class QueryError(InputError):
    """A SPARQL query cannot be run."""


class ShapesError(InputError):
    """Shapes or data select no focus node, or are no shapes at all."""


class ViolationError(KgError):
    """Data breaks the shapes."""

    exit_code = 1


class ServiceError(KgError):
    """A remote service failed, or a limit of time or memory was reached."""

    exit_code = 3
