"""Corrections: the line that a reader may put into the file of decisions beside what he finds wrong.

The next build that is given the file, `kg build --decisions`, honours it. The first six columns are
those of `candidates.tsv` and of the file that `kg review` writes.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from pyoxigraph import NamedNode

from kg.errors import InputError
from kg.identity import digest
from kg.site.context import Context
from kg.site.folder import LINE
from kg.site.pages import make_page

PATH = "corrections"
HEADER = "\t".join(("decision", "kind", "a", "b", "name_a", "name_b"))
_FORBIDDEN = set("<>\"'`\\ ")


def corrections_page(context: Context) -> bytes:
    """Make the page that says what becomes of a line, and how others are written."""
    return make_page(
        "corrections.html", PATH, site=context, title="Corrections", header=HEADER,
        address=context.build.report(""),
    )  # fmt: skip


def check_tracker(address: str) -> str:
    """Return the address of a tracker as it was given.

    `{line}` in it stands for the line of a correction.

    Raises: InputError: where it is no address of the web.

    >>> check_tracker("https://example.org/issues/new?body={line}")
    'https://example.org/issues/new?body={line}'
    """
    try:
        parts = urlsplit(address)
        is_fit = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        is_fit = False
    is_plain = all(each.isprintable() and each not in _FORBIDDEN for each in address)
    if not is_fit or not is_plain or LINE in parts.netloc:
        raise InputError(
            "this is no address that corrections can be sent to", where="--corrections",
            value=address, todo="write one such as https://example.org/issues/new?body={line}",
        )  # fmt: skip
    return address


def wrong_mention(context: Context, span: NamedNode, concept: NamedNode, words: str) -> str:
    """Compose the line that says that a span does not name a concept."""
    key = _local(context, span).partition("/")[2]
    return _line(
        "wrong", "mention", key, _local(context, concept), words, context.graph.label(concept)
    )


def wrong_record(context: Context, record: NamedNode, other: NamedNode) -> str:
    """Compose the line that says that two records are different papers."""
    return _line(
        "different", "paper", *(_record_key(context, each) for each in (record, other)), "", ""
    )


def wrong_author(
    context: Context, line: NamedNode, person: NamedNode, others: list[NamedNode]
) -> str | None:
    """Compose the line that says that an author line is not this person's, who has these lines.

    None where the person has no other.
    """
    key, own = (_local(context, each).partition("/")[2] for each in (person, line))
    paper = own.rpartition(".")[0]
    left = sorted(each.value for each in others if each != line)
    if not left:
        return None
    if key.endswith(
        f"-{digest(paper)}"
    ):  # The person is named by this line: another stands for it.
        key = left[0].rpartition("/")[2]
    name = context.graph.text(line, "schema:name") or ""
    return _line("different", "person", own, key, name, context.graph.label(person))


def same_person(context: Context, person: NamedNode) -> str:
    """Compose the line that says that a person is another one, whose key is to be written in."""
    key = _local(context, person).partition("/")[2]
    return _line("same", "person", key, "KEY-OF-THE-OTHER", context.graph.label(person), "")


def _record_key(context: Context, record: NamedNode) -> str:
    return f"record-{_local(context, record).partition('/')[2]}"


def _local(context: Context, node: NamedNode) -> str:
    return node.value.removeprefix(context.build.base)


def _line(*cells: str) -> str:
    return "\t".join(" ".join(cell.split()) for cell in cells).rstrip("\t")
