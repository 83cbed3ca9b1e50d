"""What is answered at each address of the endpoint: queries, graphs, packaged queries."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.server.bodies import every, one, read_fields
from kg.server.description import describe_service
from kg.server.editions import Editions
from kg.server.jobs import Dump
from kg.server.negotiation import GRAPHS, Offer, choose, content_type, named
from kg.server.protocol import is_steady, read_ask, read_request
from kg.server.refusals import Refusal
from kg.server.replies import reply
from kg.vocab import absolute_iri

_PAGE = Offer("text/html", "html")
_METHODS = "GET, HEAD"


def _editions(request: Request) -> Editions:
    editions: Editions = request.app.state.editions
    return editions


async def sparql(request: Request) -> Response:
    """Answer a query by the SPARQL 1.1 Protocol; without one, describe the service."""
    fields = await read_request(request)
    accept = request.headers.get("Accept")
    if request.method != "POST" and not every(fields, "query"):
        return _describe(request, accept)
    ask, offer = read_ask(fields, accept, _address(request))
    async with _editions(request).using() as edition:
        return await reply(
            request, edition, edition.ad_hoc, ask, offer.media_type, is_steady=is_steady(ask.text)
        )


def _address(request: Request) -> str:
    return absolute_iri(str(request.url.replace(query="")), "Host").value


def _describe(request: Request, accept: str | None) -> Response:
    offer = choose((*GRAPHS, _PAGE), accept)
    if offer == _PAGE:
        return RedirectResponse("query", 303, {"Vary": "Accept"})
    settings = _editions(request).current.settings
    address = _address(request)
    body = describe_service(address, f"{address}#dataset", settings.named_graphs, offer.format)
    return Response(
        body, headers={"Content-Type": content_type(offer.media_type), "Vary": "Accept"}
    )


async def update(request: Request) -> Response:
    """Refuse an update."""
    raise Refusal(403, "nothing is changed here: this is read only", todo="ask at /sparql")


async def store(request: Request) -> Response:
    """Give a graph by the SPARQL 1.1 Graph Store HTTP Protocol, and change none."""
    if request.method not in ("GET", "HEAD"):
        raise Refusal(
            405, "nothing is changed here: this is read only", value=request.method,
            headers={"Allow": _METHODS},
        )  # fmt: skip
    fields = read_fields(request.scope["query_string"])
    graph = one(fields, "graph")
    if (graph is None) == (one(fields, "default") is None):
        raise Refusal(400, "no graph is named, or two are", todo="write ?default or ?graph=IRI")
    if graph is not None:
        absolute_iri(graph, "graph")
    format = one(fields, "results")
    accept = request.headers.get("Accept")
    offer = choose(GRAPHS, accept) if format is None else named(GRAPHS, format)
    async with _editions(request).using() as edition:
        return await reply(
            request, edition, edition.ad_hoc, Dump(graph, offer.format), offer.media_type
        )
