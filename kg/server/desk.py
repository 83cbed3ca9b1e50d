"""The desk of a steward: questions on a page that this machine alone sees, answered into a file.

Other accounts of the machine reach the port, too: the desk stands under a path that nobody can
guess, and is told to the person alone who asked for it. What a page of another site sends here is
refused, by its `Origin`; so is what comes under another name than that of this machine, by its
`Host`: a name that an attacker has may lead here.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route

from kg.errors import InputError, KgError
from kg.pipeline.asking import Review
from kg.server.bodies import one, read_body, read_fields
from kg.server.front import SAFE
from kg.server.refusals import Refusal, refuse
from kg.server.running import Ending, address_of, configure, listen
from kg.site import make_page

_FOLDER = Path(__file__).resolve().parent
_FILES = {"desk.css": "text/css", "desk.js": "text/javascript"}
_OWN = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
}
"""Headers that differ from those of a public server. A form sends the `Origin` that is asked for
only where the page may say whence it comes. Source: Fetch, 3.2 (`Origin` header)."""
_END = "end"


def make_desk(
    review: Review, port: int, token: str, end: Callable[[], None] = lambda: None
) -> Starlette:
    """Make the application that asks, under the path `/TOKEN/`.

    `end` is called when the person has had enough.
    """
    hosts = frozenset(f"{name}:{port}" for name in ("127.0.0.1", "localhost"))

    async def show(request: Request) -> Response:
        return _page(review)

    async def take(request: Request) -> Response:
        fields = read_fields(await read_body(request))
        named = {name: one(fields, name) or "" for name in ("at", "do", "why")}
        if named["do"] == _END:
            end()
            return _page(review, ended=True)
        if named["at"] == str(review.at):  # Else it was sent twice, or from an older page.
            try:
                _act(review, named)
            except InputError as error:
                return _page(review, message=str(error))
        return RedirectResponse(f"/{token}/", 303)

    async def guard(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
        response = _refused(request, hosts, token) or await answer(request)
        response.headers.update({name.decode(): said.decode() for name, said in SAFE.items()})
        response.headers.update(_OWN)
        return response

    return Starlette(
        routes=[Mount(f"/{token}", routes=[
            Route("/", show), Route("/", take, methods=["POST"]), Route("/static/{name}", _static),
        ])],
        middleware=[Middleware(BaseHTTPMiddleware, dispatch=guard)],
        exception_handlers={KgError: _explain},  # type: ignore[dict-item]
    )  # fmt: skip


def serve_desk(review: Review, port: int, tell: Callable[[str], None]) -> None:
    """Ask on a page of this machine until the person ends it, SIGTERM or Ctrl-C.

    `tell` is told the address.

    Raises: InputError: where the port is taken. KeyboardInterrupt: after Ctrl-C.
    """
    with listen("127.0.0.1", port) as listener:
        token = secrets.token_urlsafe()
        app = make_desk(review, listener.getsockname()[1], token, lambda: _stop(server))
        server = Ending(configure(app))
        tell(f"asking at {address_of(listener)}{token}/")
        asyncio.run(server.serve([listener]))
    if server.is_interrupted:
        raise KeyboardInterrupt


def _stop(server: uvicorn.Server) -> None:
    server.should_exit = True


def _refused(request: Request, hosts: frozenset[str], token: str) -> Response | None:
    """Refuse what was not told the path of this desk, or does not come from a page of it."""
    host = request.headers.get("Host", "")
    if host not in hosts:
        return refuse(Refusal(403, "this desk is not called so", value=host))
    told = request.url.path.split("/")[1]
    if not secrets.compare_digest(told.encode(), token.encode()):
        what, todo = "this is not the address of the desk", "open the one that kg review prints"
        return refuse(Refusal(403, what, todo=todo))
    origin = request.headers.get("Origin", "")
    if request.method not in ("GET", "HEAD") and origin != f"http://{host}":
        return refuse(Refusal(403, "this was not sent from a page of this desk", value=origin))
    return None


def _act(review: Review, named: Mapping[str, str]) -> None:
    """Do what a button says. Raises: InputError: where it contradicts other decisions."""
    what = named["do"]
    if what == "undo":
        review.undo()
    elif review.current is None or what not in ("yes", "no", "skip"):
        raise Refusal(400, "nothing here is done so", value=what, todo="press a button of the page")
    elif what == "skip":
        review.skip()
    else:
        review.decide(yes=what == "yes", why=named["why"])


def _page(review: Review, *, message: str = "", ended: bool = False) -> Response:
    content = make_page(
        "desk.html", "desk", _FOLDER / "templates", doubt=None if ended else review.current,
        at=review.at, of=len(review.doubts), outcome=review.outcome, message=message, ended=ended,
    )  # fmt: skip
    return Response(content, 409 if message else 200, media_type="text/html")


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _FILES:
        raise Refusal(404, "there is no such file", value=name)
    return Response((_FOLDER / "static" / name).read_bytes(), media_type=_FILES[name])


async def _explain(request: Request, error: KgError) -> Response:
    return refuse(error)
