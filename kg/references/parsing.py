"""Parse references: label their tokens, and make fields of the labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.references.fields import fields_of, runs, with_year
from kg.references.labeller import Labelled, Labeller, packaged
from kg.references.names import without_et_al
from kg.references.outright import corrected
from kg.references.reference import Field, FieldName, Marked, Reference, Span
from kg.references.settling import settled
from kg.references.standards import by_standard, left_by

_ADDRESS = re.compile(r"(?:https?|ftp)://[^\s<>\"“”]+|www\.[^\s<>\"“”]+", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}/[^\s<>\"“”]+", re.IGNORECASE)
_DOI_AT = re.compile(r"(?:dx\.)?doi\.org/", re.IGNORECASE)
_ARXIV = re.compile(
    r"(?<=arxiv)(?:\.org/(?:abs|pdf)/|\s?:?\s?(?:preprint\s)?(?:arxiv:)?)\s?(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]{2,10}(?:\.[A-Z]{2})?/\d{7})",
    re.IGNORECASE,
)
_KNOWN_BY_LOOK = frozenset({"doi", "arxiv", "url"})
_BEFORE_ADDRESS = " \t\n,.;:([<"
_SCHEMES = frozenset({"arxiv", "doi"})
_TAIL = ".,;:'"
_OF_THINGS = frozenset("tvpl+")
"""The classes of words that are seen in no name of a person."""
_KINDS: tuple[tuple[FieldName, re.Pattern[str], int], ...] = (
    ("doi", _DOI, 0), ("arxiv", _ARXIV, 1), ("url", _ADDRESS, 0),
)  # fmt: skip


def parse(texts: Sequence[Marked], labeller: Labeller | None = None) -> list[Reference]:
    """Parse texts, each of which may be a reference; one reference a text, in their order.

    Offsets count Unicode characters of `Marked.text`. Each field has a confidence; what is in
    no field is listed. Nothing is fetched, and a text of any length takes time in proportion.

    >>> [found] = parse([Marked("Li, A. (2004). Owls at night. Journal of Birds, 3(4), 1-9.")])
    >>> found.get("title"), found.get("year"), found.get("venue"), found.get("pages")
    ('Owls at night', '2004', 'Journal of Birds', '1-9')
    """
    told = [by_standard(each.text) for each in texts]
    open_ = [each for each, fields in zip(texts, told, strict=True) if not fields]
    labelled = iter((labeller or packaged()).label(open_))
    return [
        _of_standard(marked, fields)
        if fields
        else settled(corrected(reference_of(marked, next(labelled))))
        for marked, fields in zip(texts, told, strict=True)
    ]


def may_be_person(name: str) -> bool:
    """Tell whether a word of a name is none that is known of titles, venues and the like alone.

    >>> may_be_person("Ana Lopez"), may_be_person("Semantic Similarity")
    (True, False)
    """
    classes = packaged().lexicon
    words = (each.strip(".,") for each in name.casefold().split())
    return any(not _OF_THINGS.issuperset(classes.get(word, "-")) for word in words)


def is_known(word: str) -> bool:
    """Tell whether a word was met in several of the references that were learned from.

    >>> is_known("environment"), is_known("vironment")
    (True, False)
    """
    return word.casefold() in packaged().lexicon


def is_given(word: str) -> bool:
    """Tell whether a word was met as a given name.

    >>> is_given("Claire"), is_given("Oslo")
    (True, False)
    """
    return "g" in packaged().lexicon.get(word.casefold(), "")


def reference_of(marked: Marked, labelled: Labelled) -> Reference:
    """Return the reference that a text is, of the labels of its tokens."""
    text = marked.text
    seen = labelled.tokens[-1].end if labelled.tokens else 0
    told = [each for each in fields_of(text, labelled) if each.name not in _KNOWN_BY_LOOK]
    fields = _with_addresses(marked, told, seen)
    return _reference(text, fields, _rest(text, labelled, fields))


def _of_standard(marked: Marked, told: Sequence[Field]) -> Reference:
    fields = _with_addresses(marked, told, len(marked.text))
    read = _reference(marked.text, fields, left_by(marked.text, fields))
    return replace(read, by_standard=True)


def _with_addresses(marked: Marked, told: Sequence[Field], seen: int) -> list[Field]:
    """Add the identifiers and addresses in what was seen of a text, and where links lead."""
    addressed = list(_addresses(marked.text, seen))
    fields = with_year(marked.text, list(_apart(marked.text, told, addressed)))
    fields += addressed
    return sorted([*fields, *_links(marked, fields)], key=lambda each: (each.start, each.end))


def _reference(text: str, fields: Sequence[Field], rest: Iterable[Span]) -> Reference:
    more = any(
        each.name == "author" and without_et_al(text, each).end < each.end for each in fields
    )
    return Reference(text, tuple(fields), tuple(rest), has_more_authors=more)


def _apart(text: str, fields: Iterable[Field], addressed: Sequence[Field]) -> Iterator[Field]:
    """Yield the fields, cut where an identifier begins in them: `arXiv preprint arXiv:1234.5678`."""
    for each in fields:
        inside = [found for found in addressed if each.start < found.end and found.start < each.end]
        end = min((found.start for found in inside), default=each.end)
        if end < each.end:
            kept = text[each.start : end].rstrip(_BEFORE_ADDRESS)
            *words, last = kept.split(" ")
            if words and last.casefold() in _SCHEMES:
                kept = " ".join(words).rstrip(_BEFORE_ADDRESS)
            end = each.start + len(kept)
        if end > each.start:
            yield replace(each, end=end)


def _addresses(text: str, seen: int) -> Iterator[Field]:
    """Yield identifiers and addresses in what was seen: they look like nothing else."""
    taken: list[Field] = []
    for name, pattern, group in _KINDS:
        for found in pattern.finditer(text, 0, seen):
            start, end = found.start(group), found.start(group) + len(_closed(found[group]))
            if not any(start < other.end and other.start < end for other in taken):
                taken.append(Field(start, end, name, 1.0))
    return iter(taken)


def _links(marked: Marked, fields: Sequence[Field]) -> Iterator[Field]:
    """Yield where links lead, but for those of names, which lead to people."""
    people = [each for each in fields if each.name in ("author", "editor", "translator")]
    for mark in marked.marks:
        if mark.kind == "link" and mark.target and mark.start < mark.end:
            found = _linked(mark.target, mark.start, mark.end)
            if found and not any(
                each.start < mark.end and mark.start < each.end for each in people
            ):
                yield found


def _linked(target: str, start: int, end: int) -> Field | None:
    name: FieldName = "url"
    value = target
    if found := _DOI.search(target):
        name, value = "doi", _closed(found[0])
    elif found := _ARXIV.search(target):
        name, value = "arxiv", found[1]
    elif not _ADDRESS.match(target):
        return None
    return Field(start, end, name, 1.0, value=value)


def _closed(text: str) -> str:
    """Leave out what ends the sentence and no address: stops, and brackets that were not opened."""
    open_ = {right: text.count(left) - text.count(right) for left, right in ("()", "[]", "<>")}
    end = len(text)
    while end and (text[end - 1] in _TAIL or open_.get(text[end - 1], 0) < 0):
        if text[end - 1] in open_:
            open_[text[end - 1]] += 1
        end -= 1
    return text[:end]


def _rest(text: str, labelled: Labelled, fields: Sequence[Field]) -> Iterator[Span]:
    """Yield what is in no field: runs whose label made none, and what is behind a text too long.

    Words that introduce a field, such as "In" and "pp.", count as part of it.
    """
    ends = [(each.start, each.end) for each in fields]
    for _, first, last in runs(labelled.labels):
        start, end = labelled.tokens[first].start, labelled.tokens[last - 1].end
        if not any(first < end and start < last for first, last in ends) and _says(text[start:end]):
            yield Span(start, end)
    seen = labelled.tokens[-1].end if labelled.tokens else 0
    if _says(text[seen:]):
        yield Span(seen, len(text))


def _says(text: str) -> bool:
    return any(char.isalnum() for char in text)
