"""The site at request: pages, redirects from IRIs, and nothing else of this machine."""

from __future__ import annotations

import socket
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from folders import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from serving import serving

from kg.server import Settings
from kg.site import Link, Site, file_of, page_of, read_build
from kg.site.redirecting import APACHE, GITHUB, NETLIFY, NGINX
from kg.store import Store
from kg.system.worker import Limits

OUT = ROOT / "out"
OF_OTHER_SERVERS = (NGINX, APACHE, NETLIFY, GITHUB)
VOID = ".well-known/void"
SERVED = (Link("Search", "find"), Link("Questions", "queries"), Link("SPARQL", "query"))
HTML, TURTLE = {"Accept": "text/html"}, {"Accept": "text/turtle"}


def test_pages_are_there_in_their_forms(client: httpx.Client) -> None:
    assert "Owls at night" in client.get("/").text
    page = client.get("/paper/owls.html")
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "Owls at night" in page.text
    data = client.get("/paper/owls.ttl")
    assert data.headers["Content-Type"] == "text/turtle; charset=utf-8"
    assert 'schema:name "Owls at night"' in data.text
    assert client.get("/paper/owls.jsonld").json()["@graph"]
    assert client.get("/static/style.css").headers["Content-Type"].startswith("text/css")
    assert client.get("/paper/").content == client.get("/paper/index.html").content
    assert client.get("/owls/").status_code == 404


def test_a_page_is_known_again(client: httpx.Client) -> None:
    tag = client.get("/paper/owls.html").headers["ETag"]
    assert client.get("/paper/owls.html", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("path", ["paper/owls", "kg/paper/owls", "paper%2Fowls"])
@pytest.mark.parametrize(
    ("headers", "end"),
    [(HTML, "/paper/owls.html"), (TURTLE, "/paper/owls.ttl"), ({}, "/paper/owls.html")],
)
def test_an_iri_leads_to_its_page(
    client: httpx.Client, path: str, headers: dict[str, str], end: str
) -> None:
    first = client.get(f"/{path}", headers=headers)
    assert first.status_code == 303
    assert first.headers["Vary"] == "Accept" or "Accept" in first.headers["Vary"]
    last = client.get(f"/{path}", headers=headers, follow_redirects=True)
    assert (last.status_code, last.url.path) == (200, end)


def test_a_part_leads_to_its_fragment(client: httpx.Client) -> None:
    found = client.get("/authorship/owls.1", headers=HTML)
    assert found.status_code == 303
    page, _, fragment = found.headers["Location"].partition("#")
    assert (page, fragment) == ("../paper/owls.html", "authorship.1")


def test_the_description_of_the_data_names_the_endpoint(client: httpx.Client) -> None:
    found = client.get("/.well-known/void")
    assert f"<{client.base_url.join('/sparql')}> ." in found.text


def test_files_of_the_build_are_to_be_had_and_no_others(client: httpx.Client) -> None:
    found = client.get("/kg.ttl")
    assert 'e:p "default"' in found.text
    part = client.get("/kg.ttl", headers={"Range": "bytes=0-6"})
    assert (part.status_code, part.text) == (206, "@prefix")
    assert client.get("/mentions.ttl").status_code == 404
    assert client.get("/g1.ttl").status_code == 404


def raw(client: httpx.Client, target: bytes) -> bytes:
    """Send a request whose target no library has looked at; return what comes back."""
    address = (client.base_url.host, client.base_url.port or 80)
    with socket.create_connection(address, timeout=30) as connection:
        connection.sendall(b"GET " + target + b" HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        answer = b""
        while part := connection.recv(65536):
            answer += part
        return answer


PATHS = [
    b"/../../../etc/passwd", b"/..%2f..%2fetc/passwd", b"/%2e%2e/%2e%2e/etc/passwd", b"//etc/passwd",
    b"/static/../../../../etc/passwd", b"/static/..%2f..%2fsite.py", b"/static/%2e%2e/site.py",
    b"/paper/CON.html", b"/paper/NUL.ttl", b"/paper/a%00.html", b"/%00", b"/%ff", b"/%c3", b"/%",
    b"/paper/..\\..\\x.html", b"/paper/" + b"a" * 5000 + b".html", b"/paper/owls~" + b"9" * 900 + b".html",
    b"/paper/owls~0.html", b"/paper/owls.html/", b"/papers/", b"/.html", b"/.ttl", b"/kg.ttl%00", b"/kg.ttl/",
    b"/paper/%22%3E%3Cscript%3E.html", b"/paper/owls.html;a", b"/index", b"/~2.html", b"http://a/kg.ttl",
]  # fmt: skip


@pytest.mark.parametrize("target", PATHS)
def test_a_path_leads_to_no_other_file(client: httpx.Client, target: bytes) -> None:
    answer = raw(client, target)
    status = int(answer.split(b" ", 2)[1])
    assert status in (303, 400, 404), answer
    assert b"root:" not in answer
    assert b"<script" not in answer.partition(b"\r\n\r\n")[2]


@settings(max_examples=150)
@given(st.binary(min_size=1, max_size=60))
def test_no_path_is_too_odd(client: httpx.Client, path: bytes) -> None:
    answer = raw(
        client, b"/" + b"".join(b"%%%02x" % each if each < 128 else bytes([each]) for each in path)
    )
    assert int(answer.split(b" ", 2)[1]) < 500


@settings(max_examples=100)
@given(
    st.dictionaries(
        st.sampled_from(["Accept", "If-None-Match", "Host", "Range", "Origin", "Content-Length",
                         "Transfer-Encoding", "X-Forwarded-For", "Cookie", "Upgrade"]),
        st.text(st.characters(codec="latin-1", exclude_characters="\r\n\0"), max_size=30),
    )
)  # fmt: skip
@pytest.mark.parametrize(
    "path", ["/sparql?query=ASK{}", "/paper/owls", "/kg.ttl", "/store?default"]
)
def test_no_header_is_too_odd(client: httpx.Client, path: str, headers: dict[str, str]) -> None:
    head = b"".join(f"{name}: {value}\r\n".encode("latin-1") for name, value in headers.items())
    answer = raw(client, f"{path} HTTP/1.1\r\n".encode() + head + b"X: ")
    assert not answer or int(answer.split(b" ", 2)[1]) < 500, answer


def test_a_head_of_ten_megabytes_is_refused(client: httpx.Client) -> None:
    try:
        answer = raw(client, b"/ HTTP/1.1\r\nX: " + b"a" * 10_000_000)
    except ConnectionError:
        answer = b""  # It was refused before all of it was sent.
    assert not answer or answer.startswith(b"HTTP/1.1 4")
    assert client.get("/health").status_code == 200


def test_every_page_of_the_site_is_served(client: httpx.Client, build: Path) -> None:
    site = Site(Store.open(build / "kg.ttl"), read_build(build))
    pages = [each for each in site.paths() if each[0] not in OF_OTHER_SERVERS]
    assert len(pages) > 10
    for path, media_type in pages:
        assert page_of(file_of(path, media_type)) == (path, media_type)
        if path == VOID or path in site.context.build.downloads:
            continue
        answer = client.get(f"/{quote(file_of(path, media_type))}")
        assert answer.status_code == 200, path
        assert answer.headers["Content-Type"].partition(";")[0] == media_type


def test_pages_are_served_as_they_are_published(cache_home: None) -> None:
    """Each page of the build in `out/`, byte for byte, but for the links to what a server has besides."""
    published = Site.open(OUT)
    pages = [each for each in published.paths() if each[0] not in (*OF_OTHER_SERVERS, VOID)]
    pages = [each for each in pages if each[0] not in published.context.build.downloads]
    assert len(pages) > 400
    with serving(Settings(OUT, Limits(60.0))) as client:
        published.context.tools = SERVED
        for start in range(0, len(pages), 400):  # Of one address so many are answered at once.
            transport = httpx.HTTPTransport(local_address=f"127.0.0.{start // 400 + 2}")
            with httpx.Client(base_url=client.base_url, transport=transport, timeout=60) as own:
                for page in pages[start : start + 400]:
                    answer = own.get(f"/{quote(file_of(*page))}")
                    assert answer.content == published.render(*page), page
