"""Answers that are sent no faster than they are read, and so many at once."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from kg.server.refusals import busy

_PIECE = 2**18
_MOST_UNDERWAY = 2**29
"""Bytes that are on their way to clients at once."""


class Measured(Response):
    """A whole answer, sent piece by piece, so that the connection knows whether it is read."""

    underway = 0
    """Bytes on their way, of all answers."""

    def __init__(self, body: bytes, headers: Mapping[str, str]) -> None:
        super().__init__(body, headers=dict(headers))
        if not self.fits():
            raise busy(503, "too many large answers are on their way")

    def fits(self) -> bool:
        """Tell whether it can be sent now, beside what is on its way."""
        return Measured.underway + len(self.body) <= _MOST_UNDERWAY

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        start = {"type": "http.response.start", "status": self.status_code}
        await send({**start, "headers": list(self.raw_headers)})
        body = memoryview(self.body)
        Measured.underway += len(body)
        try:
            for offset in range(0, max(1, len(body)), _PIECE):
                piece = bytes(body[offset : offset + _PIECE])
                more = offset + _PIECE < len(body)
                await send({"type": "http.response.body", "body": piece, "more_body": more})
        finally:
            Measured.underway -= len(body)
