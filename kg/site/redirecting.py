"""Files that tell web servers how the IRIs of a graph lead to its pages, by what the client asks for.

An IRI of a thing leads to its page or its Turtle, and the IRI of a part to the page of its whole.
Keys hold dots, so what is behind the last ones decides. Where a record stands no rule can tell from
its IRI: it leads to its list. A host without rules shows `404.html`, whose script knows them too.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from urllib.parse import urlsplit

from kg.site.addresses import KINDS
from kg.site.context import Context
from kg.site.pages import fill

NGINX, APACHE, NETLIFY, GITHUB = "redirects/nginx.conf", ".htaccess", "_redirects", ".nojekyll"
MISSING, RULES_SCRIPT = "404", "redirects/rules.js"


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern of paths below the base, the page it leads to, and the fragment there."""

    pattern: str
    page: str
    fragment: str = ""


_SPAN = r"(.+)\.(title|abstract)\.(\d+-\d+)"
RULES = (
    Rule(rf"mention/{_SPAN}\.([^.]+)", "paper/$1", "mention.$2.$3.$4"),
    Rule(rf"claim/{_SPAN}", "paper/$1", "claim.$2.$3"),
    Rule(rf"(?:span|position|quote)/{_SPAN}", "paper/$1", "span.$2.$3"),
    Rule(r"text/(.+)\.(title|abstract)", "paper/$1", "text.$2"),
    Rule(r"authorship/(.+)\.(\d+)", "paper/$1", "authorship.$2"),
    Rule(r"code/([^/]+)", "paper/$1", "code"),
    Rule(r"run/([^/]+)", "source/$1", "run"),
    Rule(r"record/(.+)\.[^.]+", "source/$1"),
    Rule(r"dataset(?:/.*)?", "dataset"),
    Rule(rf"((?:{'|'.join(KINDS)})/(?!index$)[^/~]+)", "$1"),
    Rule(r"(ns|shapes)", "$1"),
)
"""The first that fits decides."""
_UNSERVED = r"(?!.*\.(?:html|ttl|atom)$)"
"""Paths of files that are there are served."""


def nginx(context: Context) -> bytes:
    """Write the part of a configuration of nginx that is included within `server { … }`."""
    base = _prefix(context)
    lines = [
        "# Include this within `server { … }`, whose root is the folder above.",
        "types { text/html html; text/turtle ttl; application/atom+xml atom; text/css css;",
        "        text/javascript js; image/svg+xml svg; application/xml xml; text/plain txt; }",
        "set $kg_suffix .html;",
        'if ($http_accept ~* "^(?!.*text/html).*text/turtle") { set $kg_suffix .ttl; }',
        "add_header Vary Accept;",
        f"location = {base}.well-known/void {{ default_type text/turtle; }}",
        f"error_page 404 {base}404.html;",
    ]
    lines += [
        f'location ~ "^{base}{_UNSERVED}{rule.pattern}$"'
        f' {{ return 303 "{base}{rule.page}$kg_suffix{_hash(rule)}"; }}'
        for rule in RULES
    ]
    return "\n".join([*lines, ""]).encode()


def apache(context: Context) -> bytes:
    """Write a `.htaccess` for Apache with mod_rewrite."""
    base = _prefix(context)
    lines = [
        "AddType text/turtle .ttl", "AddType application/atom+xml .atom", "AddDefaultCharset utf-8",
        "DirectoryIndex index.html", f"ErrorDocument 404 {base}404.html", "RewriteEngine On",
        r"RewriteRule ^\.well-known/void$ - [T=text/turtle,L]",
    ]  # fmt: skip
    for rule in RULES:
        target = f"{_UNSERVED}{rule.pattern}$ {base}{rule.page}"
        lines += [
            "RewriteCond %{HTTP_ACCEPT} ^(?!.*text/html).*text/turtle [NC]",
            f"RewriteRule ^{target}.ttl{_hash(rule)} [R=303,NE,L]",
            f"RewriteRule ^{target}.html{_hash(rule)} [R=303,NE,L]",
        ]
    return "\n".join([*lines, ""]).encode()


def _hash(rule: Rule) -> str:
    return f"#{rule.fragment}" if rule.fragment else ""


def netlify(context: Context) -> bytes:
    """Write `_redirects` for Netlify, which has no patterns: of parts `404.html` takes care."""
    base = _prefix(context)
    lines = [f"{base}{segment}/:key {base}{segment}/:key.html 302" for segment in KINDS]
    lines += [f"{base}{name} {base}{name}.html 302" for name in ("dataset", "ns", "shapes")]
    return "\n".join([*lines, ""]).encode()


def missing_page(context: Context) -> bytes:
    """Make the page for paths that are not there; its script leads IRIs to their pages."""
    base = _prefix(context)
    return fill("404.html", root=base, path=MISSING, base=base, site=context, title="Nothing here")


def rules_script() -> bytes:
    """Write the rules for the script of `404.html`."""
    rows = [[f"^{rule.pattern}$", f"{rule.page}.html", rule.fragment] for rule in RULES]
    return f"window.kgRules = {json.dumps(rows)};\n".encode()


def _prefix(context: Context) -> str:
    return urlsplit(context.build.base).path or "/"
