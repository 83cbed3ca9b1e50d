"""Take the other form of what is a name for a name: `Predictive Dynamic Fusion (PDF)`.

The judge decides on each form by itself, and knows `PDF` as something else. Where a text says that two
forms are one, and one of them is a name, so is the other.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.extraction.abbreviations import find_pairs, find_title_pair
from kg.extraction.exclusions import is_generic
from kg.extraction.spans import CANDIDATES
from kg.extraction.spelling import name_key, word_set
from kg.extraction.token_arrays import token_texts
from kg.extraction.tokenizer import HYPHENS

FINDER = "counterpart"
_OPENERS = word_set("to the a an of in on for with by our their its this that")


@Language.component("kg_counterparts", requires=["token.is_sent_start"])
def kg_counterparts(doc: Doc) -> Doc:
    """Add the other forms of what was judged a name to the candidates and the pairs."""
    known = {name_key(span.text): span for span in doc.spans.get(CANDIDATES, ())}
    if known:
        added = list(_counterparts(doc, known))
        doc._.pairs = (*doc._.pairs, *(pair for pair, _ in added))
        doc.spans[CANDIDATES] = [*doc.spans[CANDIDATES], *(span for _, span in added)]
    return doc


def _counterparts(doc: Doc, known: dict[str, Span]) -> Iterator[tuple[tuple[Span, Span], Span]]:
    in_title = find_title_pair(doc)
    for pair in (*find_pairs(doc), *([in_title] if in_title else [])):
        long, short = (known.get(name_key(form.text)) for form in pair)
        named = long or short
        if named and not (long and short) and _is_whole(pair[0]):
            form = pair[1 if long else 0]
            span = Span(doc, form.start, form.end, named.label_, span_id=FINDER)
            span._.confidence = named._.confidence
            yield pair, span


def _is_whole(long: Span) -> bool:
    """Tell whether a long form is all of a phrase that may be a name: not so in `to drive a module (DM)`."""
    texts = token_texts(long.doc)
    inner = long.start > 0 and texts[long.start - 1] in HYPHENS
    return not inner and long[0].lower_ not in _OPENERS and not is_generic(long.text)
