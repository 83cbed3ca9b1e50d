"""Requests to a server: tried again where that is harmless, and told apart when they fail."""

from __future__ import annotations

import email.utils
import re
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.metadata import version
from typing import IO, TYPE_CHECKING, Any

from kg.endpoint.addresses import public
from kg.endpoint.authentication import choose_auth
from kg.endpoint.bounds import USUAL, Allowance, Bounds, Deadline
from kg.endpoint.credentials import Credentials
from kg.errors import ServiceError
from kg.system.temporary import Scratch

if TYPE_CHECKING:
    import httpx

_AGAIN = {408, 429, 502, 503, 504}
"""Statuses after which a request may be tried again."""
_LONGEST_WAIT = 60.0
"""Seconds that a server may ask us to wait; one that asks for more is not waited for."""
_IN_MEMORY = 16 << 20
"""Bytes of an answer that are kept in memory; a longer one goes to a temporary file."""


class Refusal(ServiceError):
    """The server answered, with a status that says no."""

    status = 0


class _Passing(Refusal):
    """A failure that may pass: worth trying again after `wait` seconds."""

    wait: float | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered with: media type and headers in lower case, and the body.

    The body can be read until the connection ends. `hide` takes our secrets out of what is said
    of the answer.
    """

    media_type: str
    headers: Mapping[str, str]
    body: IO[bytes]
    hide: Callable[[str], str] = str


class Connection:
    """A server that is talked to, as one user. `say` is told when a request is tried again.

    `timeout` is how many seconds the server may be silent; `bounds` how long a whole answer may
    take, and how much all of them may hold.
    """

    def __init__(
        self,
        credentials: Credentials,
        *,
        is_digest: bool = False,
        retry: int = 2,
        timeout: float = 300,
        bounds: Bounds = USUAL,
        say: Callable[[str], None] | None = None,
    ) -> None:
        import httpx

        self._credentials, self._retry, self._say = credentials, retry, say
        self._bodies = ExitStack()
        self._deadline = Deadline(bounds.seconds)
        self.allowance = Allowance(bounds.bytes)
        self._client = httpx.Client(
            auth=choose_auth(credentials, is_digest=is_digest),
            timeout=httpx.Timeout(timeout, connect=min(timeout, 30)),
            headers={"User-Agent": f"kg/{version('kg')}", "Accept-Encoding": "gzip, deflate"},
        )

    def __enter__(self) -> Connection:
        return self

    def __exit__(self, *_: object) -> None:
        self._bodies.close()
        self._client.close()

    def send(
        self,
        method: str,
        url: str,
        *,
        content: bytes | Iterable[bytes] | None = None,
        headers: Mapping[str, str] | None = None,
        once: bool = False,
    ) -> Answer:
        """Make a request, again after a failure that may pass unless `once`.

        Redirects are followed for GET alone, and credentials stay with the first host.

        Raises: Refusal: for a status that says no. ServiceError: where no answer arrived, or a
        web page did.
        Source: RFC 9110, 9.2.2 idempotent methods, 10.2.3 Retry-After.
        """
        from tenacity import Retrying, retry_if_exception_type, stop_after_attempt

        tries = Retrying(
            stop=stop_after_attempt(1 if once else self._retry + 1),
            retry=retry_if_exception_type(_Passing),
            wait=_wait_of, before_sleep=self._announce, reraise=True,
        )  # fmt: skip
        answer: Answer = tries(self._send_once, method, url, content, dict(headers or {}))
        return answer

    def _announce(self, state: Any) -> None:
        # Without its traceback the failure does not keep the results of the next try alive.
        error = state.outcome.exception().with_traceback(None)
        if self._say:
            self._say(f"{error}; trying again in {state.next_action.sleep:g} s")

    def _send_once(
        self,
        method: str,
        url: str,
        content: bytes | Iterable[bytes] | None,
        headers: dict[str, str],
    ) -> Answer:
        import httpx

        body = self._bodies.enter_context(Scratch(_IN_MEMORY))
        try:
            response = self._receive(method, url, content, headers, body)
        except httpx.ReadTimeout:
            raise ServiceError(
                "no answer in time", where=public(url), todo="allow more time, or ask for less"
            ) from None
        except (httpx.TransportError, httpx.TooManyRedirects, httpx.DecodingError) as error:
            if self._deadline.is_over:
                raise self._deadline.error(url) from None
            what = "the server cannot be reached"
            if not isinstance(error, httpx.ConnectError):
                what = f"the connection broke off during {method}"
            raise _Passing(
                what, where=public(url),
                value=self._credentials.hide(str(error)) or type(error).__name__,
                todo="check the address, and that the server runs",
            ) from None  # fmt: skip
        body.seek(0)
        self._check(method, url, response, body)
        return Answer(_media_type(response), dict(response.headers), body, self._credentials.hide)

    def _receive(
        self,
        method: str,
        url: str,
        content: bytes | Iterable[bytes] | None,
        headers: dict[str, str],
        body: IO[bytes],
    ) -> httpx.Response:
        """Make a request and write what is answered to `body`, within the bounds."""
        with (
            self._deadline.running(),
            self._client.stream(
                method, url, content=content, headers=headers, follow_redirects=method == "GET",
                extensions={"trace": self._deadline.trace},
            ) as response,
        ):  # fmt: skip
            _refuse_encodings(response, url)
            for block in response.iter_bytes():
                self.allowance.take(len(block), url)
                body.write(block)
        # An answer without a length looks whole where it is cut off.
        if self._deadline.is_over:
            raise self._deadline.error(url)
        return response

    def _check(self, method: str, url: str, response: httpx.Response, body: IO[bytes]) -> None:
        start = body.read(2000)
        body.seek(0)
        is_page = start.lstrip()[:14].lower().startswith((b"<!doctype html", b"<html"))
        if response.has_redirect_location:
            raise Refusal(
                f"the server sends {method} on to another address", where=public(url),
                value=public(response.headers["location"]), todo="give that address, if it is right",
            )  # fmt: skip
        if response.is_success:
            if is_page:
                raise ServiceError(
                    "the server answered with a web page, not as a store does", where=public(url),
                    todo="check the address and --store; a proxy or a login may stand before it",
                )  # fmt: skip
            return
        text = f"{response.status_code} {self._credentials.hide(response.reason_phrase)}"
        # Hidden first: a secret that is cut or laid out anew would not be known again.
        words = " ".join(self._credentials.hide(start.decode(errors="replace")).split())[:150]
        if words and not is_page:
            text += f": {words}"
        after = _read_retry_after(response.headers.get("retry-after"))
        is_passing = response.status_code in _AGAIN and (after or 0) <= _LONGEST_WAIT
        error = (_Passing if is_passing else Refusal)(
            f"the server refused {method}", where=public(url), value=text,
            todo=_advice(response.status_code, after),
        )  # fmt: skip
        error.status = response.status_code
        if isinstance(error, _Passing):
            error.wait = after
        raise error


def _refuse_encodings(response: httpx.Response, url: str) -> None:
    """Refuse an answer that is packed otherwise than was asked for, such as several times over."""
    packed: str = response.headers.get("content-encoding", "").strip().lower()
    if packed not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise ServiceError(
            "the server packs its answer in a way that was not asked for", where=public(url),
            value=packed[:50], todo="see the server's settings",
        )  # fmt: skip


def _media_type(response: httpx.Response) -> str:
    kind: str = response.headers.get("content-type", "")
    return kind.partition(";")[0].strip().lower()


def _advice(status: int, after: float | None) -> str:
    if status in (401, 403):
        return "give --user (or KG_USER) and KG_PASSWORD, or KG_TOKEN, or netrc"
    if status in (404, 405):
        return "check the address and --store"
    if after is not None and after > _LONGEST_WAIT:
        return f"it asks to wait {after:.0f} s: try again then"
    return "see the server's log"


def _read_retry_after(value: str | None) -> float | None:
    """Read the seconds to wait, which are given as such or as the date when they are over."""
    if not value:
        return None
    if re.fullmatch(r"[0-9]{1,9}", value.strip()):
        return float(value)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - time.time())
    except (ValueError, OverflowError):
        return None  # It says nothing that we understand.


def _wait_of(state: Any) -> float:
    """Say how many seconds to wait: what the server asks for, else ever longer."""
    error = state.outcome.exception()
    asked = error.wait if isinstance(error, _Passing) else None
    return min(asked if asked is not None else 2.0 ** (state.attempt_number - 1), _LONGEST_WAIT)
