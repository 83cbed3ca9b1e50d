"""Where the components of the pipeline leave their results on a `Doc`.

`doc.spans["candidates"]` is the one place where a finder of names plugs in: a finder
appends spans whose label is `method` or `benchmark` and whose `id_` names the finder;
a learned tagger adds `span._.confidence`. Every component after the finders treats
candidates alike. `doc.spans["names"]` and `doc.ents` hold the mentions, without
overlaps; there `kb_id_` is the path of the concept below the data namespace, and
`span._.concept`, `span._.relation` and `span._.cue` say the rest.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Span

CANDIDATES = "candidates"
NAMES = "names"
_LONGEST = 200
"""No name is longer, in characters."""

for _name, _default in (
    ("concept", None),
    ("relation", "mentions"),
    ("cue", None),
    ("confidence", None),
):
    Span.set_extension(_name, default=_default, force=True)
Doc.set_extension("title_end", default=0, force=True)
Doc.set_extension("pairs", default=(), force=True)
Doc.set_extension("generic", default=frozenset(), force=True)
for _name in ("structure", "addresses"):
    Doc.set_extension(_name, default=frozenset(), force=True)


def add_candidates(doc: Doc, spans: Iterable[Span]) -> Doc:
    """Append candidates to those of earlier finders, but none of what is no running text."""
    if CANDIDATES not in doc.spans:
        doc.spans[CANDIDATES] = []
    apart = set_apart(doc)
    doc.spans[CANDIDATES].extend(
        [
            span
            for span in spans
            if span.end_char - span.start_char <= _LONGEST
            and apart.isdisjoint(range(span.start, span.end))
        ]
    )
    return doc


def set_apart(doc: Doc) -> frozenset[int]:
    """Return the tokens that are no running text: of headings, citations and addresses."""
    apart: frozenset[int] = doc._.structure | doc._.addresses
    return apart
