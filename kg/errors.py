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
and exits with `exit_code`; the library never prints and never exits. Addresses in it show neither
user nor password nor token.

What Python and libraries raise where input is too large, too deep, no text or cannot be read
becomes one of these in `translate`, and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

_ADDRESS = re.compile(r"([A-Za-z][\w+.-]*://|//|(?=[^\s/:@]+:))\S*\Z")
"""An address, or what begins as `USER:PASSWORD@` does where its scheme was forgotten."""
_SECRET = re.compile(
    r"([?&;#][^=&\s]{0,40}(?:token|key|secret|passw|pwd|auth|sig)[^=&\s]{0,40}=)[^&#\s]+",
    re.IGNORECASE,
)
"""A parameter of an address that is named as secrets are."""


def without_secrets(address: str) -> str:
    """Take user, password and tokens out of an address, however it is written; leave other text.

    >>> without_secrets("HTTP://ann:pa#s/s@example.org/sparql?access_token=t0ken&limit=5")
    'HTTP://example.org/sparql?access_token=…&limit=5'
    """
    # A password may hold the signs that end an authority, so all before the last @ goes.
    if "@" in address and (start := _ADDRESS.match(address)):
        address = start[1] + address.rpartition("@")[2]
    return _SECRET.sub(r"\1…", address) if "://" in address else address


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
        self.what, self.todo = what, todo
        self.where = where and without_secrets(where)
        self.value = without_secrets(value) if isinstance(value, str) else value
        self.excerpt = excerpt
        """The line at fault with a caret beneath it, for printing under the message."""
        super().__init__(what)

    def __reduce__(self) -> tuple[object, ...]:
        return type(self).__new__, (type(self),), self.__dict__

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}" if self.where else self.reason

    @property
    def reason(self) -> str:
        """What failed, with the value and what to do, for who names the place."""
        text = self.what if self.value is None else f"{self.what}: {_shorten(repr(self.value))}"
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


FOREIGN = (MemoryError, RecursionError, UnicodeError, OSError)
"""What Python and libraries raise for input that is nobody's mistake in the program."""


def translate(
    error: BaseException, where: str | None = None, kind: type[KgError] = InputError
) -> KgError:
    """Say as an error of the project what one of `FOREIGN` means for its reader.

    >>> str(translate(RecursionError(), "a.json"))
    'a.json: this is nested too deeply; take levels out of it'
    """
    if isinstance(error, RecursionError):
        return kind("this is nested too deeply", where=where, todo="take levels out of it")
    if isinstance(error, MemoryError):
        # A parser that refuses says why; Python itself says nothing.
        if str(error):
            return kind("this is too large", where=where, value=str(error), todo="make it shorter")
        return ServiceError("there is not enough memory for this", where=where, todo="give less")
    if isinstance(error, UnicodeError):
        return kind("this is not Unicode text", where=where, value=str(error), todo="write UTF-8")
    assert isinstance(error, OSError)
    return kind(
        "cannot be read or written", where=where or (error.filename and str(error.filename)),
        value=error.strerror or str(error), todo="check the place, its rights and its room",
    )  # fmt: skip


@contextmanager
def translated(where: str, kind: type[KgError] = InputError) -> Iterator[None]:
    """Raise what `FOREIGN` errors mean, and say of other errors where they are if they do not."""
    try:
        yield
    except FOREIGN as error:
        raise translate(error, where, kind) from error
    except KgError as error:
        error.where = error.where or where
        raise
