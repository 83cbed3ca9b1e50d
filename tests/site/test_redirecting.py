"""The rules for web servers lead every IRI of a graph where the site itself says that it stands."""

from __future__ import annotations

import json
import re

import pytest
from folders import ROOT
from papers import FULL
from pyoxigraph import Literal, NamedNode, Triple
from site_graphs import owls, store_of

from kg.site import Site
from kg.site.machines import Machines, spelled
from kg.store import Store

TEXT, SCRIPT = "text/plain", "text/javascript"


def _rules(site: Site) -> list[tuple[str, str]]:
    """Read the rules of nginx: patterns of paths, and where they lead."""
    text = site.render("redirects/nginx.conf", TEXT).decode()
    found = re.findall(r'location ~ "(.*)" \{ return 303 "(.*)"; \}', text)
    assert len(found) == 11
    return [(pattern, target.replace("$kg_suffix", ".html")) for pattern, target in found]


def _follow(rules: list[tuple[str, str]], path: str) -> str | None:
    matches = ((re.search(pattern, path), target) for pattern, target in rules)
    first = next(((match, target) for match, target in matches if match), None)
    if first is None:
        return None
    match, target = first
    return re.sub(r"\$(\d)", lambda each: match[int(each[1])], target)


@pytest.mark.parametrize(
    "store", [Store.open(ROOT / "out" / "kg.ttl", ROOT / "out" / "mentions.ttl"), owls()]
)
def test_every_iri_leads_to_its_page(store: Store) -> None:
    site = Site(store)
    rules = _rules(site)
    aliases = {each for each, _ in site.context.graph.pointing("dcterms:isReplacedBy")}
    for subject in {quad.subject for quad in store.quads} - aliases:
        assert isinstance(subject, NamedNode)
        path, fragment = site.locate(subject.value) or ("", "")
        said = _follow(rules, subject.value.removeprefix("https://example.org"))
        if "/record/" in str(subject):
            assert said and said.startswith("/kg/source/")
        else:
            assert said == f"/kg/{path}.html" + (f"#{fragment}" if fragment else "")


def test_files_are_not_led_elsewhere() -> None:
    site = Site(store_of(FULL))
    rules = _rules(site)
    for path, media_type in site.paths():
        if (
            media_type in ("text/html", "text/turtle", "application/atom+xml")
            and "." in path.rpartition("/")[2]
        ):
            assert _follow(rules, f"/kg/{path}.ttl") is None


def test_the_rules_of_all_servers_are_the_same() -> None:
    site = Site(store_of(FULL))
    script = site.render("redirects/rules.js", SCRIPT).decode()
    rows = json.loads(script.removeprefix("window.kgRules = ").removesuffix(";\n"))
    apache = site.render(".htaccess", TEXT).decode()
    nginx = site.render("redirects/nginx.conf", TEXT).decode()
    for pattern, _, _ in rows:
        assert pattern[1:] in nginx and apache.count(pattern[1:]) == 2
    assert site.render(".nojekyll", TEXT) == b""
    assert b"/kg/paper/:key /kg/paper/:key.html 302" in site.render("_redirects", TEXT)


def test_no_page_holds_what_no_page_may() -> None:
    odd = "Owls \ufffe \U0010ffff \x85 here"
    store = Store.open(ROOT / "out" / "kg.ttl")
    site = Site(store)
    assert b"\xef\xbf\xbe" not in site.render("shapes", "text/html")
    from pyoxigraph import NamedNode

    iri = NamedNode("https://e.org/a")
    text = Machines({}).jsonld(spelled([Triple(iri, iri, Literal(odd))]))
    assert json.loads(text)["@graph"][0]["https://e.org/a"] == odd and "\ufffe" not in text
