"""Put triples into a graph of a store, and read them back."""

from __future__ import annotations

import netrc
import os
import time
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pyoxigraph as ox

from kg.endpoint.addresses import GraphStore, public
from kg.endpoint.querying import parse_answer
from kg.errors import InputError, ServiceError

_AGAIN = {429, 502, 503, 504}
"""Statuses after which a request may be tried again."""
_LONGEST_WAIT = 60.0
_SAMPLE = 20
"""Subjects that are read back."""


def triples_only(quads: Iterable[ox.Quad], where: str) -> Iterator[ox.Triple]:
    """Yield the triples of a file.

    Raises: InputError: where the file names graphs of its own, which a load would lose.
    """
    for quad in quads:
        if not isinstance(quad.graph_name, ox.DefaultGraph):
            raise InputError(
                "this file names graphs of its own", where=where, value=str(quad.graph_name),
                todo="load each graph as a file of triples, with --graph",
            )  # fmt: skip
        yield quad.triple


def load(
    store: GraphStore,
    triples: Iterable[ox.Triple],
    *,
    replace: bool = False,
    user: tuple[str, str] | None = None,
    retry: int = 2,
    timeout: float = 300,
) -> tuple[int, int]:
    """Put triples into a graph, read them back, and compare counts and a sample of subjects.

    With `replace` the graph holds these triples alone afterwards, else they are added.
    `user` is name and password. Returns how many triples were sent, and how many the graph
    holds.

    Raises: ServiceError: where the server fails, or holds something else than was sent.
    Source: SPARQL 1.1 Graph Store HTTP Protocol, 5.3 (PUT) and 5.5 (POST).
    """
    import httpx

    sent = _canonical(triples)
    lines = sorted(f"{triple} .\n" for triple in sent)
    agent = {"User-Agent": f"kg/{version('kg')}"}
    auth: Any = None
    if user is not None:
        auth = httpx.DigestAuth(*user) if store.is_digest else httpx.BasicAuth(*user)
    with httpx.Client(auth=auth, timeout=timeout, headers=agent, follow_redirects=True) as client:
        _send(
            client, "PUT" if replace else "POST", store.graph_url, retry,
            content="".join(lines).encode(),
            headers={"Content-Type": "text/turtle; charset=utf-8"},
        )  # fmt: skip
        held, found = _read_back(client, store, sent, retry)
    missing = _sample_of(sent) - found
    if missing or held < len(sent) or (replace and held != len(sent)):
        example = f"; missing for example {min(map(str, missing))}" if missing else ""
        raise ServiceError(
            "the store does not hold what was sent", where=public(store.graphs_url),
            value=f"{len(sent)} triples sent, {held} in the graph{example}",
            todo="check --store, --graph and the server's log, then load again",
        )  # fmt: skip
    return len(sent), held


def find_credentials(url: str, user: str | None) -> tuple[str, str] | None:
    """Find user and password: of KG_PASSWORD for the `user` given, else of netrc for the host.

    Raises: InputError: where netrc cannot be read.
    """
    password = os.environ.get("KG_PASSWORD")
    if user and password:
        return user, password
    path = os.environ.get("NETRC") or Path("~/.netrc").expanduser()
    try:
        entry = netrc.netrc(path).authenticators(urlsplit(url).hostname or "")
    except FileNotFoundError:
        return None
    except netrc.NetrcParseError as error:
        raise InputError("netrc cannot be read", where=str(path), value=error.msg) from error
    if entry is None or not entry[2] or (user and user != entry[0]):
        return None
    return entry[0], entry[2]


def _send(client: Any, method: str, url: str, retry: int, **request: Any) -> bytes:
    """Make a request, again after a failure that may pass; the body of the answer."""
    import httpx

    for attempt in range(retry + 1):
        try:
            response = client.request(method, url, **request)
        except httpx.HTTPError as error:
            if attempt == retry:
                raise ServiceError(
                    "the server cannot be reached", where=public(url),
                    value=str(error) or type(error).__name__,
                    todo="check the address, and that the server runs",
                ) from error  # fmt: skip
            time.sleep(min(2**attempt, _LONGEST_WAIT))
            continue
        if response.status_code not in _AGAIN or attempt == retry:
            break
        time.sleep(_wait_of(response.headers.get("retry-after"), attempt))
    if not response.is_success:
        raise _refusal(url, method, response)
    if "html" in response.headers.get("content-type", ""):
        raise ServiceError(
            "the server answered with a web page, not as a store does", where=public(url),
            todo="check the address and --store",
        )  # fmt: skip
    content: bytes = response.content
    return content


def _wait_of(retry_after: str | None, attempt: int) -> float:
    """Say how many seconds to wait: what the server asks for in seconds, else ever longer."""
    asked = float(retry_after) if retry_after and retry_after.isdigit() else 2.0**attempt
    return min(asked, _LONGEST_WAIT)


def _refusal(url: str, method: str, response: Any) -> ServiceError:
    status = response.status_code
    if status in (401, 403):
        todo = "give --user and the password in KG_PASSWORD or netrc"
    elif status in (404, 405):
        todo = "check the address and --store"
    else:
        todo = "see the server's log"
    text = f"{status} {response.reason_phrase}"
    if "html" not in response.headers.get("content-type", "") and response.text.strip():
        text += f": {' '.join(response.text.split())[:150]}"
    return ServiceError(f"the server refused {method}", where=public(url), value=text, todo=todo)


def _sample_of(triples: set[ox.Triple]) -> set[ox.Triple]:
    """Choose the triples of some subjects, spread evenly over all; no blank nodes."""
    named = [each for each in triples if isinstance(each.subject, ox.NamedNode)]
    subjects = sorted({str(each.subject) for each in named})
    step = max(1, len(subjects) // _SAMPLE)
    chosen = set(subjects[::step][:_SAMPLE])
    return {
        each
        for each in named
        if str(each.subject) in chosen and not isinstance(each.object, ox.BlankNode)
    }


def _read_back(
    client: Any, store: GraphStore, sent: set[ox.Triple], retry: int
) -> tuple[int, set[ox.Triple]]:
    """Count the graph's triples, and fetch those of the sampled subjects (or all of them)."""
    accept = {"Accept": "application/n-triples, text/turtle;q=0.9"}
    if store.query_url is None:
        body = _send(client, "GET", store.graph_url, retry, headers=accept)
        all_triples = _parse_turtle(body, store.graphs_url)
        return len(all_triples), all_triples
    pattern = (
        "{ ?s ?p ?o }" if store.graph is None else f"{{ GRAPH <{store.graph}> {{ ?s ?p ?o }} }}"
    )
    subjects = sorted({str(each.subject) for each in _sample_of(sent)})
    count = f"SELECT (COUNT(*) AS ?n) {pattern}"
    sample = f"CONSTRUCT {{ ?s ?p ?o }} {{ VALUES ?s {{ {' '.join(subjects)} }} {pattern} }}"
    form = {"Accept": "application/sparql-results+json"}
    body = _send(client, "POST", store.query_url, retry, data={"query": count}, headers=form)
    held = _read_count(body, store.query_url)
    if not subjects:
        return held, set()
    body = _send(client, "POST", store.query_url, retry, data={"query": sample}, headers=accept)
    return held, _parse_turtle(body, store.query_url)


def _read_count(body: bytes, url: str) -> int:
    solutions = parse_answer(body, "application/sparql-results+json", False, url)
    assert isinstance(solutions, ox.QuerySolutions)
    return int(next(solutions)["n"].value)


def _parse_turtle(body: bytes, url: str) -> set[ox.Triple]:
    parsed = parse_answer(body, "text/turtle", True, url)
    assert not isinstance(parsed, ox.QuerySolutions | ox.QueryBoolean)
    return _canonical(parsed)


def _canonical(triples: Iterable[ox.Triple]) -> set[ox.Triple]:
    """Write numbers and times in one way: stores keep values, not spellings ("1.50", "1.5")."""
    store = ox.Store()
    store.extend(ox.Quad(*triple) for triple in triples)
    return {quad.triple for quad in store}
