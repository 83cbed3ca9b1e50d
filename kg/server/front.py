"""What every request passes: how often it may come, answers that are ready, what is counted, safe headers."""

from __future__ import annotations

import time
from http import HTTPStatus

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.server.access_log import AccessLog
from kg.server.editions import Editions
from kg.server.metrics import Metrics
from kg.server.rates import Rates
from kg.server.refusals import busy, refuse
from kg.server.replies import client_of

_A_SECOND, _AT_ONCE = 50, 500
SAFE = {
    b"content-security-policy": b"default-src 'none'; script-src 'self'; style-src 'self'; "
    b"img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    b"frame-ancestors 'self'",
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"cross-origin-resource-policy": b"cross-origin",
}


class Front:
    """Wraps the application."""

    def __init__(
        self, app: ASGIApp, editions: Editions, metrics: Metrics, log: AccessLog | None
    ) -> None:
        self._app, self._editions, self._metrics, self._log = app, editions, metrics, log
        self._rates = Rates(_A_SECOND, _AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, unless this client asks too often."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.monotonic()
        sent, edition = _Sent(send), self._editions.current
        route = "none"
        try:
            if not self._rates.allows(client_of(Request(scope))):
                refusal = refuse(busy(429, "too many requests from this address"))
                await refusal(scope, receive, sent.send)
            elif ready := edition.ready.get(scope):
                route, answer = ready
                await answer(scope, receive, sent.send)
            else:
                await self._app(scope, receive, sent.send)
                route = getattr(scope.get("route"), "path", route)
                if steady := scope["state"].get("steady"):
                    edition.ready.keep(scope, steady, sent.headers)
        finally:
            self._note(route, scope, sent, time.monotonic() - started)

    def _note(self, route: str, scope: Scope, sent: _Sent, seconds: float) -> None:
        method = scope["method"] if scope["method"] in _METHODS else "other"
        self._metrics.note(route, method, sent.status, seconds)
        if self._log is not None:
            self._log.note({
                "client": scope["client"][0] if scope["client"] else None,
                "method": scope["method"], "path": scope["path"][:200],
                "query": scope["query_string"][:500].decode("ascii", "backslashreplace"),
                "status": sent.status, "bytes": sent.size, "seconds": round(seconds, 4),
            })  # fmt: skip


_METHODS = ("GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE")


class _Sent:
    """Watches what is sent, and adds the headers that keep a browser from running what it gets."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.status, self.size = int(HTTPStatus.INTERNAL_SERVER_ERROR), 0
        self.headers: list[tuple[bytes, bytes]] = []

    async def send(self, message: Message) -> None:
        """Pass a message on."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            there = {name for name, _ in message["headers"]}
            message["headers"] += [each for each in SAFE.items() if each[0] not in there]
            self.headers = list(message["headers"])
        else:
            self.size += len(message.get("body", b""))
        await self._send(message)
