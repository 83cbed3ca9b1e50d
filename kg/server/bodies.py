"""The body of a request: read to a limit of size and of time, and never believed."""

from __future__ import annotations

import asyncio
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from kg.server.refusals import Refusal

MOST = 2**20
"""Bytes of a body, which is a query: values for it may be many."""
PATIENCE = 15.0
"""Seconds in which a body must have come."""
_MOST_UNHEARD = 16 * MOST
_MOST_FIELDS = 200

Fields = list[tuple[str, str]]


async def read_body(request: Request) -> bytes:
    """Read a body. Raises: Refusal: 400, 408, 413 or 415."""
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise Refusal(415, "a body that is compressed", todo="send it as it is")
    try:
        async with asyncio.timeout(PATIENCE):
            return await _read(request)
    except TimeoutError as error:
        raise Refusal(
            408, "the body did not come in time", headers={"Connection": "close"}
        ) from error
    except ClientDisconnect as error:
        raise Refusal(400, "the client has gone") from error


async def _read(request: Request) -> bytes:
    """Read to the end, though no more than the most is kept: who still sends does not listen."""
    body, size = bytearray(), 0
    async for part in request.stream():
        size += len(part)
        if size <= MOST:
            body += part
        if size > _MOST_UNHEARD:
            break
    if size > MOST:
        raise Refusal(
            413, "the body is too large", value=f"more than {MOST // 2**20} MB",
            todo="ask for less at once", headers={"Connection": "close"},
        )  # fmt: skip
    return bytes(body)


def as_text(content: bytes) -> str:
    """Read UTF-8. Raises: Refusal: with 400."""
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise Refusal(400, "this is not UTF-8 text", todo="send UTF-8") from error


def read_fields(content: bytes) -> Fields:
    """Read names and values as forms and addresses write them. Raises: Refusal: with 400."""
    try:
        return parse_qsl(
            as_text(content), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS
        )
    except UnicodeDecodeError as error:
        raise Refusal(400, "this is not UTF-8 text", todo="send UTF-8") from error
    except ValueError as error:
        raise Refusal(400, "too many fields", value=f"more than {_MOST_FIELDS}") from error


def one(fields: Fields, name: str) -> str | None:
    """Return the value of a field; None where it is not given. Raises: Refusal: given twice."""
    values = [value for key, value in fields if key == name]
    if len(values) > 1:
        raise Refusal(400, "a field is given more than once", value=name, todo="give it once")
    return values[0] if values else None


def every(fields: Fields, name: str) -> tuple[str, ...]:
    """Return all values of a field, none twice."""
    return tuple(dict.fromkeys(value for key, value in fields if key == name))
