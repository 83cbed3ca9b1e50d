"""What is answered in place of what was asked: a status, and one line that says why."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from starlette.responses import Response

from kg.errors import KgError, ServiceError

RETRY_AFTER = 5
"""Seconds after which a client may try again what was too much."""


class Refusal(KgError):
    """A request is not answered, with this status of HTTP."""

    def __init__(
        self, status: int, what: str, *, value: object = None, todo: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(what, value=value, todo=todo)
        self.status, self.headers = status, dict(headers or {})


def busy(status: int, what: str) -> Refusal:
    """Refuse for now."""
    return Refusal(
        status, what, todo=f"ask again in {RETRY_AFTER} seconds",
        headers={"Retry-After": str(RETRY_AFTER)},
    )  # fmt: skip


def refuse(error: KgError) -> Response:
    """Answer with an error: as it says itself, 503 at a limit, and 400 for the client's mistakes.

    >>> refuse(ServiceError("stopped at the limit of time")).status_code == 503
    True
    """
    headers = error.headers if isinstance(error, Refusal) else {}
    status = error.status if isinstance(error, Refusal) else HTTPStatus.BAD_REQUEST
    if isinstance(error, ServiceError):
        status, headers = HTTPStatus.SERVICE_UNAVAILABLE, {"Retry-After": str(RETRY_AFTER)}
    excerpt = f"\n{error.excerpt}" if error.excerpt else ""
    return Response(
        f"{error}{excerpt}\n", status, {**headers, "Cache-Control": "no-store"},
        "text/plain; charset=utf-8",
    )  # fmt: skip
