"""Find what to ask a reader: where judge and gold disagree, and where the judge is in doubt.

Of a gold document is asked where the judge is sure of a name that gold has not, or sure of none where
gold has one: the surest first, since there gold errs most often. Of a text that nobody annotated each
name is asked that may be one; the texts that the judge doubts most come first, and teach most.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Span

from kg.evaluation.corrections import Correction, document_key
from kg.evaluation.gold import GoldDocument
from kg.extraction import load_extractor
from kg.extraction.batches import Batch
from kg.extraction.extractor import SEPARATOR, make_doc, make_pipeline
from kg.extraction.judge import TYPES, Judge, describe_candidates
from kg.text import sentence_spans

SURE = 0.5
"""As sure of a name as this, the judge claims it; of what is less likely, it claims none."""
_POSSIBLE = 0.1
"""What is less likely than this is not asked of a text that nobody annotated."""
_UNSEEN = 0.5
"""How likely gold errs where the judge has no opinion: it looks at noun phrases and found names."""
Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Question:
    """A name in a document, the same at all places, and what judge and gold say of it.

    `doubt` is how likely gold errs by the judge; without gold how far the judge is from sure.
    """

    document: str
    text: str
    places: tuple[Place, ...]
    sentence: str
    type: str
    judged: str
    gold: str
    doubt: float

    def answer(self, type_: str | None, *, optional: bool = False) -> list[Correction]:
        """Return the corrections that an answer makes, one for each place.

        Where one may see it either way, the type is the one that was asked about.
        """
        type_ = self.type if optional else type_
        return [
            Correction(self.document, *place, type_, optional=optional) for place in self.places
        ]


@dataclass(frozen=True, slots=True)
class _Judged:
    """A name as the judge sees it in one document."""

    type: str
    confidence: float
    places: tuple[Place, ...]


def find_questions(
    documents: Iterable[GoldDocument], answered: Iterable[Correction] = ()
) -> list[Question]:
    """Find what to ask of documents, in the order of asking; not what is answered.

    A document without mentions and entities counts as one that nobody annotated.
    """
    done = {(each.document, each.field, each.start, each.end) for each in answered}
    asked: list[tuple[tuple[float, int], Question]] = []
    for number, document in enumerate(documents):
        judged = list(_judge(document))
        key = document_key(document.paper)
        if document.is_annotated:
            found = list(_disagreements(document, judged))
            ranked = [((-each.doubt, number), each) for each in found]
        else:
            found = list(_open(document, judged))
            most = max((each.doubt for each in found), default=0.0)
            ranked = [((-most, number), each) for each in found]
        asked += [
            (rank, each)
            for rank, each in ranked
            if not all((key, *place) in done for place in each.places)
        ]
    return [each for _, each in sorted(asked, key=lambda pair: pair[0])]


def _judge(document: GoldDocument) -> Iterator[_Judged]:
    """Yield each name that may be one, with how sure the judge is, before it chooses among them."""
    judge = load_extractor().nlp.get_pipe("kg_judge")
    assert isinstance(judge, Judge)
    doc = make_doc(make_pipeline(until="kg_judge"), document.paper)
    batch = Batch([doc])
    described = describe_candidates(batch, judge.proposer, judge.corpus)
    if not described.spans:
        return
    possible = judge.possible(batch, described)
    shares = judge.weigh(possible)
    sure = judge.confidences(batch, described, possible, shares)
    places: dict[int, list[Place]] = defaultdict(list)
    for (begin, end), group in zip(described.spans, described.groups.tolist(), strict=True):
        places[group].append(_place(document, doc[begin:end]))
    for group, share, confidence in zip(possible.groups, shares, sure, strict=True):
        yield _Judged(TYPES[int(share[2] > share[1])], confidence, tuple(places.pop(group)))
    for several in places.values():
        yield _Judged(TYPES[0], 0.0, tuple(several))


def _place(document: GoldDocument, span: Span) -> Place:
    title, abstract = document.paper.title or "", document.paper.abstract or ""
    shift = len(title) + len(SEPARATOR) if title and abstract else 0
    if title and span.start_char < len(title):
        return "title", span.start_char, span.end_char
    return "abstract", span.start_char - shift, span.end_char - shift


def _disagreements(document: GoldDocument, judged: list[_Judged]) -> Iterator[Question]:
    said = {(m["field"], m["start"], m["end"]): m["type"] for m in document.mentions}
    claimed = [each for each in judged if each.confidence >= SURE]
    spans = [place for each in claimed for place in each.places]
    for each in claimed:
        wrong = tuple(
            place
            for place in each.places
            if said.get(place) != each.type
            and not _is_optional(document, place)
            and not any(_is_inside(place, one) for one in spans)
        )
        if wrong:
            gold = _said_at(document, wrong[0])
            yield _question(document, wrong, each.type, (_told(each), gold), each.confidence)
    confidence = {place: each for each in judged for place in each.places}
    missed: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for mention in document.mentions:
        place = mention["field"], mention["start"], mention["end"]
        if not mention["optional"] and not any(_overlaps(place, each) for each in spans):
            missed[_text(document, place), mention["type"]].append(place)
    for (_, type_), places in missed.items():
        seen = confidence.get(places[0])
        told = f"no name ({1 - seen.confidence:.2f})" if seen else "not considered"
        doubt = 1 - seen.confidence if seen else _UNSEEN
        yield _question(document, tuple(places), type_, (told, type_), doubt)


def _open(document: GoldDocument, judged: list[_Judged]) -> Iterator[Question]:
    for each in sorted(judged, key=lambda one: (one.places[0][0] != "title", one.places[0][1])):
        if each.confidence >= _POSSIBLE:
            doubt = 1 - abs(2 * each.confidence - 1)
            yield _question(document, each.places, each.type, (_told(each), ""), doubt)


def _question(
    document: GoldDocument,
    places: tuple[Place, ...],
    type_: str,
    said: tuple[str, str],
    doubt: float,
) -> Question:
    judged, gold = said
    return Question(
        document_key(document.paper), _text(document, places[0]), places,
        _sentence(document, places[0]), type_, judged, gold, round(doubt, 2),
    )  # fmt: skip


def _told(judged: _Judged) -> str:
    return f"{judged.type} ({judged.confidence:.2f})"


def _text(document: GoldDocument, place: Place) -> str:
    text: str = getattr(document.paper, place[0])[place[1] : place[2]]
    return text


def _sentence(document: GoldDocument, place: Place) -> str:
    """Return the sentence of a place, with the name in brackets."""
    field, start, end = place
    text: str = getattr(document.paper, field)
    first, last = next(
        ((a, b) for a, b in sentence_spans(text) if a <= start and end <= b), (0, len(text))
    )
    return f"{text[first:start]}[{text[start:end]}]{text[end:last]}"


def _said_at(document: GoldDocument, place: Place) -> str:
    """Say what gold has at a place, or over it."""
    return (
        ", ".join(
            f"{each['type']} {_text(document, (each['field'], each['start'], each['end']))!r}"
            for each in document.mentions
            if _overlaps(place, (each["field"], each["start"], each["end"]))
        )
        or "no name"
    )


def _is_optional(document: GoldDocument, place: Place) -> bool:
    return any(
        each["optional"] and _overlaps(place, (each["field"], each["start"], each["end"]))
        for each in document.mentions
    )


def _overlaps(one: Place, other: Place) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def _is_inside(one: Place, other: Place) -> bool:
    return one != other and one[0] == other[0] and other[1] <= one[1] and one[2] <= other[2]
