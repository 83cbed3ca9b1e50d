"""Clients that leave: what they alone wait for is given up."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from starlette.requests import Request

from kg.server.refusals import Refusal

Result = TypeVar("Result")


async def while_connected(request: Request, work: Coroutine[object, object, Result]) -> Result:
    """Wait for work as long as the client does; its request has been read to the end.

    Raises: Refusal: where the client has gone, which nobody reads. What the work raises.
    """
    working, leaving = asyncio.ensure_future(work), asyncio.ensure_future(_leave(request))
    working.add_done_callback(note_end)
    try:
        await asyncio.wait((working, leaving), return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise Refusal(400, "the client has gone")
        return working.result()
    finally:
        leaving.cancel()
        working.cancel()


def note_end(task: asyncio.Task[Any]) -> None:
    """Take note of how a task ended that nobody may wait for: an error is told as a fault else."""
    if not task.cancelled():
        task.exception()


async def _leave(request: Request) -> None:
    """End when the client has gone."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
