"""Answers as they were sent: a request that comes again is answered before it is read any further.

What routes, reads and negotiates a request takes longer than most kept answers do to send.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable

from starlette.types import Scope

from kg.server.measured import Measured

Key = tuple[bytes, bytes, tuple[tuple[bytes, bytes], ...]]
_ASKED = {b"accept", b"accept-encoding", b"host"}
"""What of the head of a request an answer depends on."""
_OTHERWISE = {b"if-none-match", b"origin", b"content-length", b"transfer-encoding"}
"""What of it asks for another answer than the whole one, or brings more than a question."""
_ENTRY = 1000
"""Bytes that an answer takes besides its body and its key."""


class Ready:
    """Whole answers to GET, by address and what is accepted, in so many bytes, the last ones asked for."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._kept: OrderedDict[Key, tuple[str, Measured]] = OrderedDict()
        self.size, self.hits = 0, 0
        """Bytes that they take, and how many were asked for again."""

    def get(self, scope: Scope) -> tuple[str, Measured] | None:
        """Return the pattern of the address and the answer; None where none is ready."""
        key = _key(scope)
        found = None if key is None else self._kept.get(key)
        if key is None or found is None or not found[1].fits():
            return None
        self._kept.move_to_end(key)
        self.hits += 1
        return found

    def keep(self, scope: Scope, answer: Measured, headers: list[tuple[bytes, bytes]]) -> None:
        """Keep an answer and the headers that it was sent with, unless it is a large one."""
        key = _key(scope)
        if key is None or key in self._kept or _size(key, answer) > self._room // 8:
            return
        answer.raw_headers = headers
        self._kept[key] = (getattr(scope.get("route"), "path", "none"), answer)
        self.size += _size(key, answer)
        while self.size > self._room:
            oldest, (_, gone) = self._kept.popitem(last=False)
            self.size -= _size(oldest, gone)


def _key(scope: Scope) -> Key | None:
    headers: Iterable[tuple[bytes, bytes]] = scope["headers"]
    if scope["method"] != "GET" or any(name in _OTHERWISE for name, _ in headers):
        return None
    asked = tuple(each for each in headers if each[0] in _ASKED)
    return scope["raw_path"], scope["query_string"], asked


def _size(key: Key, answer: Measured) -> int:
    path, query, asked = key
    return _ENTRY + len(path) + len(query) + sum(map(len, sum(asked, ()))) + len(answer.body)
