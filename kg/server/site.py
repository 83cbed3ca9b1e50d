"""The site at request: each page by its path, and each IRI of the graph by a redirect to its page.

Source: Cool URIs for the Semantic Web, 4.3; RFC 9110, 15.4.4 See Other.
"""

from __future__ import annotations

import json
from urllib.parse import quote, unquote_to_bytes, urlsplit

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from kg.journal import current
from kg.server.editions import Edition, Editions
from kg.server.negotiation import Offer, choose
from kg.server.pages import Locate, Page
from kg.server.refusals import Refusal
from kg.server.replies import answer, matches, reply
from kg.site import HTML, JSONLD, TURTLE, page_of
from kg.vocab import absolute_iri, term

_LONGEST = 1000
_PAGES = (Offer(HTML, ".html"), Offer(TURTLE, ".ttl"), Offer(JSONLD, ".jsonld"))
_VOID = ".well-known/void"


async def site(request: Request) -> Response:
    """Answer with a page, or lead to it."""
    editions: Editions = request.app.state.editions
    path, raw = _read_path(request)
    async with editions.using() as edition:
        if path in edition.build.downloads:
            return _download(request, edition, path)
        if path == _VOID:
            return await _void(request, edition)
        # As any web server has it, a folder is the page of that name in it.
        if page := page_of(f"{path}index.html" if path.endswith("/") or not path else path):
            try:
                return await reply(request, edition, edition.packaged, Page(*page), page[1])
            except Refusal as refusal:  # A key may end as the name of a file does.
                if refusal.status != 404:
                    raise
        return await _lead(request, edition, path, raw)


def _read_path(request: Request) -> tuple[str, str]:
    """Read the path, decoded and as it came. Raises: Refusal: with 404 for what no page has."""
    raw = request.scope["raw_path"].decode("ascii").removeprefix("/")
    try:
        path = unquote_to_bytes(raw).decode()
    except UnicodeDecodeError:
        path = "\0"
    if len(raw) > _LONGEST or any(each < " " or each in "\\\x7f" for each in path):
        raise Refusal(404, "there is no such page")
    return path, raw


def _download(request: Request, edition: Edition, name: str) -> Response:
    tag = f"{edition.digest}.{name}"
    headers = {"ETag": f'"{tag}"', "Cache-Control": "no-cache"}
    if matches(request.headers.get("If-None-Match"), tag):
        return Response(None, 304, headers)
    file = current(edition.build.downloads[name])
    if not file.is_file():
        raise Refusal(404, "there is no such file", value=name)
    return FileResponse(file, headers=headers, media_type="text/turtle; charset=utf-8")


async def _void(request: Request, edition: Edition) -> Response:
    """Describe the data set, and say where its endpoint is."""
    body = await answer(request, edition, edition.packaged, Page(_VOID, "text/turtle"))
    endpoint = absolute_iri(str(request.url.replace(path="/sparql", query="")), "Host")
    dataset = NamedNode(f"{edition.build.base}dataset")
    line = f"{dataset} {term('void:sparqlEndpoint')} {endpoint} .\n"
    return Response(body + line.encode(), media_type="text/turtle; charset=utf-8")


async def _lead(request: Request, edition: Edition, path: str, raw: str) -> Response:
    """Lead from the IRI of a thing, or of a part of one, to the page where it stands."""
    offer = choose(_PAGES, request.headers.get("Accept"))
    iris = _iris_of(edition.build.base, path, raw)
    found = await answer(request, edition, edition.packaged, Locate(iris))
    page, fragment = json.loads(found)
    anchor = f"#{quote(fragment)}" if fragment else ""
    root = "../" * path.count("/")
    return RedirectResponse(
        f"{root or './'}{quote(page)}{offer.format}{anchor}", 303, {"Vary": "Accept"}
    )


def _iris_of(base: str, path: str, raw: str) -> tuple[str, ...]:
    """List the IRIs that a path may stand for: behind the base, or behind the host of the base.

    >>> _iris_of("https://e.org/kg/", "kg/paper/a", "kg/paper/a")
    ('https://e.org/kg/kg/paper/a', 'https://e.org/kg/paper/a')
    """
    parts = urlsplit(base)
    roots = (base, f"{parts.scheme}://{parts.netloc}/")
    return tuple(dict.fromkeys(f"{root}{each}" for root in roots for each in (path, raw)))
