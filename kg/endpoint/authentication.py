"""Prove who we are to a server: by basic, digest or bearer authentication."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Any

from kg.endpoint.addresses import public
from kg.endpoint.credentials import Credentials
from kg.errors import ServiceError

if TYPE_CHECKING:
    import httpx


def choose_auth(credentials: Credentials, *, is_digest: bool) -> Any:
    """Choose how to prove who we are: digest, basic (or digest where it is asked for), bearer.

    Sources: RFC 7617 (basic), RFC 7616 (digest), RFC 6750 (bearer).
    """
    import httpx

    if credentials.token:
        return _bearer(credentials.token)
    if not credentials.password:
        return None
    digest = httpx.DigestAuth(credentials.user, credentials.password)
    basic = httpx.BasicAuth(credentials.user, credentials.password)

    class Digest(httpx.Auth):
        def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response]:
            try:
                yield from digest.auth_flow(request)
            except (LookupError, ValueError, NotImplementedError, httpx.ProtocolError) as error:
                # What the library says of it may quote what the server sent.
                raise ServiceError(
                    "the server asks for digest authentication in a way that is not understood",
                    where=public(str(request.url)), value=type(error).__name__,
                    todo="see the server's documentation, or give KG_TOKEN",
                ) from None  # fmt: skip

    class BasicOrDigest(Digest):
        def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response]:
            response = yield next(basic.auth_flow(request))
            challenge = response.headers.get("www-authenticate", "").lower()
            # Virtuoso names its challenge to those alone who offer nothing.
            if response.status_code == 401 and not challenge.startswith("basic"):
                del request.headers["Authorization"]
                yield from super().auth_flow(request)

    return Digest() if is_digest else BasicOrDigest()


def _bearer(token: str) -> Callable[[httpx.Request], httpx.Request]:
    def add(request: httpx.Request) -> httpx.Request:
        request.headers["Authorization"] = f"Bearer {token}"
        return request

    return add
