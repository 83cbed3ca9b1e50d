"""Answers as responses: with their ETags, from what is kept."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import Response

from kg.server.editions import Edition
from kg.server.jobs import Job
from kg.server.leaving import while_connected
from kg.server.measured import Measured
from kg.server.negotiation import accepts_gzip, content_type
from kg.server.packing import packed_key
from kg.server.pool import Pool

_SMALL = 1000
"""Bytes to which an answer is sent as it is."""
_MOST_CLIENTS = 1000
"""Clients whose names are not read from their addresses anew."""


def client_of(request: Request) -> str:
    """Name the client that a request comes from: its address, or of IPv6 the network of 64 bits.

    One who has an address of IPv6 has all of its network.
    """
    return _client_at(request.client.host if request.client else "")


@lru_cache(_MOST_CLIENTS)
def _client_at(host: str) -> str:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if address.version == 4 or address.is_loopback:
        return host
    return str(ipaddress.ip_network((address, 64), strict=False))


async def reply(
    request: Request, edition: Edition, pool: Pool, job: Job, media_type: str,
    *, is_steady: bool = True, headers: Mapping[str, str] | None = None,
) -> Response:  # fmt: skip
    """Answer with what a job gives; what is `steady` is kept, and known again by its ETag.

    Raises: Refusal, ServiceError, KgError: as `Pool.ask` does.
    """
    sent = {
        "Content-Type": content_type(media_type),
        "Vary": "Accept, Accept-Encoding",
        **(headers or {}),
    }

    if not is_steady:
        body = await while_connected(request, pool.ask(client_of(request), job))
        return Measured(body, {**sent, "Cache-Control": "no-store"})
    key = edition.key(job)
    sent |= {"ETag": f'"{key}"', "Cache-Control": "no-cache"}
    packed = packed_key(key)
    for tag in (key, packed):
        if matches(request.headers.get("If-None-Match"), tag):
            return Response(None, 304, {**sent, "ETag": f'"{tag}"'})
    body = await answer(request, edition, pool, job)
    if len(body) > _SMALL and accepts_gzip(request.headers.get("Accept-Encoding")):
        body = await edition.packed(job, body)
        sent |= {"ETag": f'"{packed}"', "Content-Encoding": "gzip"}
    whole = Measured(body, sent)
    request.state.steady = whole
    return whole


async def answer(request: Request, edition: Edition, pool: Pool, job: Job) -> bytes:
    """Return what a job gives, from what is kept where it is. Raises: as `reply` does."""
    return await while_connected(request, edition.answer(pool, client_of(request), job))


def matches(asked: str | None, key: str) -> bool:
    """Tell whether an ETag is among those that the client has.

    >>> matches('W/"b", "a"', "a"), matches(None, "a")
    (True, False)
    """
    tags = (each.strip().removeprefix("W/") for each in (asked or "").split(","))
    return f'"{key}"' in tags
