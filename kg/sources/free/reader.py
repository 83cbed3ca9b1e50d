"""Read lists that people keep as free text: one format a container, one way to read them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from kg.model import Record, Rejected, Repair, Skipped, Source
from kg.sources.format import Format, Item, Sign
from kg.sources.free.choice import Choice
from kg.sources.free.choosing import LEAST_SURE, NUMBERED, YEAR, choose
from kg.sources.free.containers import container_of
from kg.sources.free.entries import entries_of
from kg.sources.free.entry import Entry
from kg.sources.free.owner import owner_of
from kg.sources.free.page import Node
from kg.sources.free.papers import as_read, paper_of
from kg.sources.free.positions import Lines
from kg.sources.free.same_names import stands_for_names
from kg.sources.input.document import Document

_ENOUGH = 3
"""Publications that make a list, where no heading says that it is one."""
IN_NO_FIELD = "in no field"
"""What a repair says of a text that is read as nothing."""
_REASON = "this entry of a list is not understood: {why}"
_NO_TITLE = "which part of it is the title is not clear"

_UNSURE = (
    "title and names are not sure: they were read with a confidence of {sure:.2f}, "
    "and {least:.2f} is the least"
)

PageReader: TypeAlias = Callable[[str], Node]


def understand(text: str, read_page: PageReader) -> list[Choice]:
    """Return the entries of a text, each with what it is taken for."""
    return choose(entries_of(read_page(text)))


def free_format(name: str, called: str, example: str, read_page: PageReader) -> Format:
    """Return the format of what is written in a container, whose pages a function reads."""
    return Format(
        name,
        f"a page, a CV or references in {called}: entries that name authors, title, and venue or year",
        example,
        _recognise(name, read_page),
        _read(read_page),
    )


def _read(read_page: PageReader) -> Callable[[Document, Source], Iterator[Item]]:
    def read(document: Document, source: Source) -> Iterator[Item]:
        text = document.text()
        lines = Lines.of(text)
        index = 0
        choices = understand(text, read_page)
        owner = owner_of(choices, text)
        for choice in choices:
            line, _ = lines.at(choice.entry.start)
            index += choice.verdict != "page text"
            if choice.verdict == "publication" and choice.reading:
                if rest := choice.reading.unassigned():
                    yield Repair(source, line, "text", rest, "", IN_NO_FIELD)
                yield paper_of(choice.reading, Record(source, index, line), lines, owner)
            elif choice.verdict == "unclear":
                yield Rejected(source, index, line, (_reason(choice),), as_read(choice))
            elif choice.verdict != "page text":
                yield Skipped(source, index, line, choice.verdict)

    return read


def _reason(choice: Choice) -> str:
    """Tell why an entry is put aside."""
    reading = choice.reading
    if choice.untitled:
        return _REASON.format(why="it tells no title")
    if stands_for_names(choice.entry.text):
        return _REASON.format(why="whom it means by its first word is not clear")
    if reading and reading.confidence < LEAST_SURE:
        return _UNSURE.format(sure=reading.confidence, least=LEAST_SURE)
    found = {"names": reading and reading.authors, "year": reading and reading.year_text,
             "venue": reading and reading.venue}  # fmt: skip
    missing = [f"no {name}" for name, each in found.items() if not each]
    return _REASON.format(why=f"it tells {_listed(missing)}" if missing else _NO_TITLE)


def _listed(words: Sequence[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def _recognise(container: str, read_page: PageReader) -> Callable[[str], Sign | None]:
    def recognise(head: str) -> Sign | None:
        head = head.removeprefix("\ufeff")
        if container_of(head) != container:
            return None
        entries = entries_of(read_page(head))
        found = _publications(entries, learned=False)
        if not found and (_are_numbered(entries) or any(x.section.published for x in entries)):
            # What was learned reads what no layout does, and takes its time.
            found = _publications(entries, learned=True)
        if not found:
            return None
        headed = any(each.entry.section.published for each in found)
        sure = container != "text" and (headed or len(found) >= _ENOUGH)
        return Sign(f"{len(found)} of its entries read as publications", sure)

    return recognise


def _are_numbered(entries: Sequence[Entry]) -> bool:
    """Tell whether entries are numbered as references are, and most of them tell a year."""
    numbered = [each for each in entries if NUMBERED.fullmatch(each.label)]
    told = sum(bool(YEAR.search(each.text)) for each in numbered)
    return len(numbered) >= _ENOUGH and told * 2 > len(entries)


def _publications(entries: Sequence[Entry], *, learned: bool) -> list[Choice]:
    """Return the publications among entries, and those that would be ones if they told a title."""
    chosen = choose(entries, learned=learned)
    return [each for each in chosen if each.verdict == "publication" or each.untitled]
