"""Tell what a text is that has marks of its own and is no list of publications."""

from __future__ import annotations

import re
from itertools import islice

from kg.sources.input.json_kinds import json_kind
from kg.sources.input.syntaxes import is_query
from kg.sources.xml_formats.reading import root

# Possessive throughout: what has matched is never tried another way.
_MARKUP = r"(?>\s++|<!--.*?-->)*+"
_SQL = r"(?>\s++|--[^\n]*+|/\*.*?\*/)*+"
_STATEMENT = (
    r"(?:create\s++(?:or\s++replace\s++|temp\w*+\s++|unique\s++)?(?:table|view|index|database|schema|type|function)\b"
    r"|(?:drop|alter)\s++(?:table|view|index|database)\b|insert\s++into\b|pragma\s|begin\s++transaction\b"
    r"|select\s[^;]{1,400}?\sfrom\s)"
)
_C = r"(?>\s++|//[^\n]*+|/\*.*?\*/)*+"
_LOOKS = {
    name: re.compile(pattern, re.IGNORECASE | re.MULTILINE | re.DOTALL)
    for name, pattern in (
        ("HTML", rf"{_MARKUP}<(?:!doctype\s+html|html|head|body|table)\b"),
        ("a DTD", rf"{_MARKUP}<!(?:ELEMENT|ENTITY|ATTLIST)\b"),
        ("a manual page", r"(?>\.\\\"[^\n]*+\n|'\\\"[^\n]*+\n|\s++)*+\.(?:TH|Dd|SH|so|mso|de|if|ie|ds|nr|in)\s"),
        ("PHP code", r"\s*+<\?php\b"),
        ("XML", r"\s*+<(?:\?xml|[A-Za-z][\w:.-]*+[\s>])"),
        ("a script", r"#!\s*+/"),
        ("a key or a certificate", r"-----BEGIN [A-Z ]++-----"),
        ("a calendar", r"BEGIN:VCALENDAR\b"),
        ("contacts", r"BEGIN:VCARD\b"),
        ("subtitles", r"WEBVTT\b|1\s++\d\d:\d\d:\d\d,\d{3} -->"),
        ("a PostScript document", r"%!PS"),
        ("a patch", r"diff --git |--- \S[^\n]*+\n\+\+\+ |Index: [^\n]*+\n===|@@ -\d"),
        ("a recorded answer of a server", r"HTTP/\d"),
        ("SQL", _SQL + _STATEMENT),
        ("a LaTeX document", r"(?>\s++|%[^\n]*+)*+\\(?:document(?:class|style)|usepackage|input|begin|def|new)\b"),
        ("a Dockerfile", r"(?>\s++|#[^\n]*+)*+FROM\s++\S++(?:\s++AS\s++\S++)?\s*+\n(?=(?>[^\n]*+\n)*?(?:RUN|COPY|CMD|ADD) )"),
        ("translations", r"(?>\s++|#[^\n]*+)*+msgid \""),
        ("CSS", _C + r"(?:@(?:charset|import|media|font-face|keyframes|layer|supports|tailwind|use)\b"
         r"|(?!(?:export|interface|type|enum|class)\s)[.#:*a-z][^{}<>;=@\"]{0,200}?\{\s*+(?:--)?[a-z-]++\s*+:[^;{}]{1,300}[;}])"),
        ("program code", _C + r"(?:['\"]use strict['\"]|!function|\(function|\(\(\)\s*+=>|#include\b|#pragma\b|import\s++[\w{*'\"]"
         r"[^\n]*?(?:;|\bfrom\b[^\n]*['\"])|from\s++[\w.]++\s++import\b|package\s++[\w.]++;|using\s++[\w.]++;|namespace\s"
         r"|(?:var|let|const)\s++(?:[\w$]++\s*+=|[{\[])|(?:export\s++)?(?:async\s++)?function\b[^\n]*?\(|(?:export\s++)?(?:interface|type|enum|class)\s++\w++[^\n]*?[{=]|export\s++(?:const|let|var|default)\s|module\.exports|define\()"),
    )
}  # fmt: skip
_MAIL = re.compile(
    r"(?:from|to|cc|subject|date|received|return-path|delivered-to|message-id|mime-version|reply-to|x-[\w-]+|"
    r"content-type|in-reply-to|sender|list-id|dkim-signature):\s|From \S+@\S+ ",
    re.IGNORECASE,
)
_TAG = re.compile(
    r"(RT|SR|ID|A\d|T\d|YR|FD|SP|OP|K1|AB|JF|JO|VO|IS|PB|PP|SN|LK|DO|UL|CL|NO|OL) (?!- )\S"
)
_LOGGED = re.compile(
    r"\[?\d{4}[-/]\d\d[-/]\d\d[T ,_]\d\d:\d\d|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d |\[?\d\d:\d\d:\d\d\b"
    r"|\S+ \S+ \S+ \[\d\d?/[A-Z][a-z]{2}/\d{4}|\[?(?:DEBUG|INFO|WARN|WARNING|ERROR|TRACE|FATAL)\b[\]: ]"
)
_REFERENCE = re.compile(r"\[\d{1,4}\]\s*\S")
_SECTION = re.compile(r"\[\[?[\w.:\" /@-]+\]?\]\s*(?:[#;].*)?$")
_SETTING = re.compile(r"(?:export )?[\w.\-/\[\]\"']+\s*[=:]")
_ASSIGNED = re.compile(r"(?:export )?[A-Za-z_][\w.-]*=")
_KEY = re.compile(r"(?:- |-$|[\"']?[\w.$/@-][\w.$/@ -]{0,60}[\"']?:(?:\s|$))")
_KEYED = re.compile(r"[\s-]*+[\"']?[\w.$/@-]{1,60}[\"']?:(?:\s|$)")
_HEADING = re.compile(r"#{1,6} \S")
_ABSTRACT = re.compile(r"^abstract:", re.IGNORECASE | re.MULTILINE)
_MARKDOWN = re.compile(r"^(?:#{2,6} \S|```|~~~|\|[ :-]+\|)|\]\(\S", re.MULTILINE)
_REMARK = ("#", ";", "//", "---", "...", "%YAML")
_LINES = 200
_FEW = 3


def kind_by_look(head: str) -> str | None:
    """Name a text by marks that lists of publications do not have; None where it has none.

    >>> kind_by_look("<html><body>Not found"), kind_by_look("Dear colleagues,")
    ('HTML', None)
    """
    head = head.removeprefix("\ufeff")
    if root(head)[0] == "feed":
        return "an Atom feed"
    if is_query(head):
        return "SPARQL"
    if kind := next((name for name, pattern in _LOOKS.items() if pattern.match(head)), None):
        return kind
    if kind := _in_lines([line for line in islice(head.splitlines(), _LINES) if line.strip()]):
        return kind
    return json_kind(head) if head.lstrip().startswith(("{", "[")) else None


def doubtful_kind(head: str) -> str | None:
    r"""Name a text that no reader knows, by what its lines look like; None where by nothing.

    >>> doubtful_kind("# Owls\n\nSee [the list](list.bib).\n"), doubtful_kind("a: 1\nb: 2\nc: 3\n")
    ('a Markdown page', 'YAML')
    """
    lines = [line for line in islice(head.splitlines(), _LINES) if line.strip()]
    if not lines:
        return None
    told = [line for line in lines if not line.lstrip().startswith(_REMARK)]
    if re.match(r"title:", lines[0], re.IGNORECASE) and _ABSTRACT.search(head):
        return "titles and abstracts without names, years or venues"
    if _HEADING.match(lines[0]) and _MARKDOWN.search(head):
        return "a Markdown page"
    if lines[0].rstrip() == "---" and "---" in (line.rstrip() for line in lines[1:]):
        after = [line.rstrip() for line in lines[1:]]
        body = after[after.index("---") + 1 :]
        if body and not _is_yaml([line for line in body if not line.startswith(_REMARK)]):
            return "a Markdown page with front matter"
    if told and all(map(_ASSIGNED.match, told)):
        return "settings"
    return "YAML" if _is_yaml(told) else None


def _in_lines(lines: list[str]) -> str | None:
    if not lines:
        return None
    tags = {match[1] for line in lines if (match := _TAG.match(line))}
    if len(tags) > _FEW:
        return "a RefWorks export"
    if sum(bool(_MAIL.match(line)) for line in lines[:_FEW]) == min(_FEW, len(lines)) > 1:
        return "an e-mail"
    told = [line for line in lines if not line.lstrip().startswith(_REMARK)]
    if told and _SECTION.match(told[0]) and not _REFERENCE.match(told[0]):
        settings = sum(bool(_SETTING.match(line.lstrip())) for line in told[1:])
        return "settings" if settings * 2 >= len(told[1:]) else None
    logged = sum(bool(_LOGGED.match(line)) for line in lines)
    return "a log" if logged * 2 > len(lines) and logged > 1 else None


def _is_yaml(lines: list[str]) -> bool:
    """Tell whether all lines that are not indented are keys or items of YAML."""
    top = [line for line in lines if not line[0].isspace() and line[0] not in "}]"]
    keyed = any(_KEYED.match(line) for line in lines)
    return keyed and bool(top) and len(lines) >= _FEW and all(map(_KEY.match, top))
