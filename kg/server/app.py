"""The application: which address is answered by what."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from kg.errors import KgError
from kg.server.access_log import AccessLog
from kg.server.editions import Editions
from kg.server.endpoints import sparql, store, update
from kg.server.forms import find, packaged, queries, query, static
from kg.server.front import Front
from kg.server.metrics import MEDIA_TYPE, Metrics
from kg.server.openapi import describe_api
from kg.server.refusals import refuse
from kg.server.site import site

_CORS = Middleware(
    CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "HEAD", "POST"],
    allow_headers=["Accept", "Content-Type", "If-None-Match"],
    expose_headers=["ETag", "Link", "Location", "Retry-After"], max_age=86400,
)  # fmt: skip
_ANY_METHOD = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


def make_app(editions: Editions, log: AccessLog | None = None) -> ASGIApp:
    """Make the application that serves what is current of these editions."""
    metrics = Metrics(editions)

    async def show_metrics(request: Request) -> Response:
        return Response(metrics.write(), headers={"Content-Type": MEDIA_TYPE})

    app = Starlette(
        routes=[
            Route("/sparql", sparql, methods=["GET", "POST"]),
            Route("/update", update, methods=_ANY_METHOD),
            Route("/store", store, methods=_ANY_METHOD),
            Route("/health", _health),
            Route("/metrics", show_metrics),
            Route("/openapi.json", _openapi),
            Route("/query", query),
            Route("/queries", queries),
            Route("/queries/{name}", packaged),
            Route("/find", find),
            Route("/endpoint/{name}", static),
            Route("/{path:path}", site),
        ],
        middleware=[_CORS],
        lifespan=lambda app: editions.watching(),
        exception_handlers={KgError: _refuse, HTTPException: _explain},  # type: ignore[dict-item]
    )
    app.router.redirect_slashes = False
    app.state.editions = editions
    return Front(app, editions, metrics, log)


async def _openapi(request: Request) -> Response:
    return JSONResponse(describe_api())


async def _health(request: Request) -> Response:
    editions: Editions = request.app.state.editions
    edition = editions.current
    state = {"status": "ok", "build": edition.digest, "swaps": editions.swaps}
    return JSONResponse(state, headers={"Cache-Control": "no-store"})


async def _refuse(request: Request, error: KgError) -> Response:
    return refuse(error)


async def _explain(request: Request, error: HTTPException) -> Response:
    headers = {**(error.headers or {}), "Content-Type": "text/plain; charset=utf-8"}
    return Response(f"{error.detail}\n", error.status_code, headers)
