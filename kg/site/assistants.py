"""What language models are told of a site: what it holds, and where its data lie.

Source: the /llms.txt proposal, https://llmstxt.org/.
"""

from __future__ import annotations

import re

from kg.site.addresses import KINDS
from kg.site.context import Context
from kg.site.folder import DATA
from kg.site.lists import Lists

PATH = "llms.txt"
_MARKUP = re.compile(r"([\\`*_\[\]<>#])")


def llms_text(context: Context, lists: Lists) -> bytes:
    """Write `llms.txt`: in Markdown, with absolute addresses."""
    base = context.build.base
    lines = [
        f"# {escape(context.title)}", "",
        "> Publications as linked data. Each page of a thing has its statements beside it:"
        " the same address with `.ttl` in place of `.html`. Cite things by their IRIs.", "",
    ]  # fmt: skip
    if context.licence:
        lines += [f"Licence: {escape(context.licence)}", ""]
    counts = ((kind, len(lists.things(kind))) for kind in KINDS.values())
    lines += ["## Things", ""]
    lines += [
        f"- [{kind.plural.capitalize()}]({base}{kind.segment}/index.html): {n:,}"
        for kind, n in counts
        if n
    ]
    lines += ["", "## Data", "", f"- [Description]({base}dataset.ttl): VoID and DCAT, in Turtle"]
    lines += [f"- [{name}]({base}{name}): all of it, in Turtle" for name in DATA if name in context.build.downloads]  # fmt: skip
    lines += [f"- [Vocabulary]({base}ns.ttl): what the terms mean",
              f"- [Shapes]({base}shapes.ttl): what each thing must and may have",
              f"- [Who evaluates what]({base}matrix.html): each number opens the sentences"]  # fmt: skip
    return "\n".join([*lines, ""]).encode()


def escape(text: str) -> str:
    r"""Write text so that Markdown takes it for nothing else, in one line.

    >>> escape("[Owls](x)\n# mice")
    '\\[Owls\\](x) \\# mice'
    """
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
