"""The front page: what the graph holds, how it came about, and how good it is."""

from __future__ import annotations

from kg.site.addresses import KINDS
from kg.site.context import Context, Link
from kg.site.lists import Lists
from kg.site.pages import make_page

_NEWEST = 10


def front_page(context: Context, lists: Lists) -> bytes:
    """Make the front page."""
    counts = [
        (Link(kind.plural, f"{kind.segment}/index.html"), len(lists.things(kind)))
        for kind in KINDS.values()
        if lists.things(kind)
    ]
    newest = lists.things(KINDS["paper"])[:_NEWEST]
    return make_page(
        "index.html", "index", site=context, title=context.title, counts=counts,
        newest=[context.paper(each) for each in newest], accounting=_accounting(context),
    )  # fmt: skip


_STEPS = ("read", "published", "merged", "skipped", "quarantined", "repaired")


def _accounting(context: Context) -> list[tuple[str, int]]:
    """List the figures of `summary.json`; none where there is no such file, or it has none."""
    total = context.build.summary.get("total")
    found = total if isinstance(total, dict) else {}
    return [(step, found[step]) for step in _STEPS if isinstance(found.get(step), int)]
