"""What people ask in a browser, and programs at the same addresses: questions and search."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import KgError, QueryError
from kg.queries import PackagedQuery, list_queries, load_query
from kg.server.bodies import Fields, one, read_fields
from kg.server.editions import Edition, Editions
from kg.server.executables import describe_queries
from kg.server.jobs import Job, Packaged
from kg.server.negotiation import GRAPHS, SOLUTIONS, Offer, choose, content_type, named
from kg.server.pool import Pool
from kg.server.protocol import is_steady
from kg.server.refusals import Refusal, refuse
from kg.server.replies import reply
from kg.server.showing import Found, ShowFound, ShowPackaged, ShowQueries, ShowQuery
from kg.vocab import absolute_iri

_HTML = Offer("text/html", "html")
_STATIC = Path(__file__).resolve().parent / "static"
_FILES = {"query.css": "text/css", "query.js": "text/javascript"}
_MOST_FOUND = 1000
_LONGEST_WORDS = 500


def _editions(request: Request) -> Editions:
    editions: Editions = request.app.state.editions
    return editions


def _fields(request: Request) -> Fields:
    return read_fields(request.scope["query_string"])


def _address(request: Request, path: str) -> str:
    return absolute_iri(str(request.url.replace(path=path, query="")), "Host").value


async def query(request: Request) -> Response:
    """Show the page of SPARQL, and the answer to its query."""
    text = one(_fields(request), "query") or ""
    address = _address(request, "/sparql")

    def show(message: str) -> ShowQuery:
        return ShowQuery(text, address, message)

    async with _editions(request).using() as edition:
        pool = edition.ad_hoc if text else edition.packaged
        return await _show(request, edition, pool, show, is_steady=is_steady(text))


async def _show(
    request: Request, edition: Edition, pool: Pool, show: Callable[[str], Job], *, is_steady: bool
) -> Response:
    """Show an answer, or on the same page why there is none."""
    try:
        return await reply(request, edition, pool, show(""), "text/html", is_steady=is_steady)
    except KgError as error:
        refusal = refuse(error)
        said = f"{error}\n{error.excerpt or ''}".strip()
        page = await reply(
            request, edition, edition.packaged, show(said), "text/html", is_steady=False
        )
        page.status_code = refusal.status_code
        if "Retry-After" in refusal.headers:
            page.headers["Retry-After"] = refusal.headers["Retry-After"]
        return page


async def queries(request: Request) -> Response:
    """List the packaged queries, as a page or as RDF."""
    offer = choose((_HTML, *GRAPHS), request.headers.get("Accept"))
    if offer != _HTML:
        return _describe(request, list_queries(), offer)
    async with _editions(request).using() as edition:
        return await reply(request, edition, edition.packaged, ShowQueries(), "text/html")


def _describe(request: Request, asked: list[PackagedQuery], offer: Offer) -> Response:
    body = describe_queries(asked, _address(request, "/queries"), offer.format)
    kind = content_type(offer.media_type)
    return Response(body, headers={"Content-Type": kind, "Vary": "Accept"})


async def packaged(request: Request) -> Response:
    """Answer a packaged query, as a page or in a format of results; as RDF, say what it is."""
    name = request.path_params["name"]
    fields = _fields(request)
    format = one(fields, "results")
    given = tuple((key, one(fields, key) or "") for key in dict(fields) if key != "results")
    try:
        asked = load_query(name)
    except QueryError as error:
        raise Refusal(404, "there is no such question", value=name, todo=error.todo) from error
    accept = request.headers.get("Accept")
    offers = (*SOLUTIONS, _HTML, *GRAPHS)
    offer = choose(offers, accept) if format is None else named(SOLUTIONS, format)
    if offer in GRAPHS:
        return _describe(request, [asked], offer)
    # A form sends its empty fields, too.
    given = tuple((key, value) for key, value in given if value)
    async with _editions(request).using() as edition:
        if offer != _HTML:
            job = Packaged(asked.name, given, offer.format)
            return await reply(request, edition, edition.packaged, job, offer.media_type)
        address = _address(request, "/sparql")

        def show(message: str) -> ShowPackaged:
            return ShowPackaged(asked.name, given, address, message)

        return await _show(request, edition, edition.packaged, show, is_steady=True)


async def find(request: Request) -> Response:
    """Search, as a page or as JSON."""
    fields = _fields(request)
    words = (one(fields, "q") or "")[:_LONGEST_WORDS]
    offer = choose((_HTML, Offer("application/json", "json")), request.headers.get("Accept"))
    limit = one(fields, "limit") or "50"
    if not (limit.isascii() and limit.isdecimal() and 0 < int(limit[:6]) <= _MOST_FOUND):
        raise Refusal(400, "not a number from 1 to 1000", value=limit)
    job: Job = ShowFound(words) if offer == _HTML else Found(words, int(limit))
    async with _editions(request).using() as edition:
        return await reply(request, edition, edition.packaged, job, offer.media_type)


async def static(request: Request) -> Response:
    """Give a file that the pages here need."""
    name = request.path_params["name"]
    if name not in _FILES:
        raise Refusal(404, "there is no such file", value=name)
    return Response((_STATIC / name).read_bytes(), media_type=_FILES[name])
