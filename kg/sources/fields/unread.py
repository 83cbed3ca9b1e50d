"""Note which members of a record are asked for: what nothing asks for is not read, and is counted.

A member counts as read once it was asked for, whatever came of it. Of what was never asked for
the outermost name is told, with those around it: `funder.award`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from kg.model import Paper

_LONGEST_NAME = 80


class Noted(dict[str, Any]):
    """The members of an object of a record; `asked` are those that were asked for.

    >>> work = Noted(title="Owls", funder=[Noted(name="Owl Fund", award="7")], note="")
    >>> work["title"], [each.get("name") for each in work["funder"]], unread(work)
    ('Owls', ['Owl Fund'], ['funder.award'])
    """

    __slots__ = ("_asked",)
    _asked: set[str]

    @property
    def asked(self) -> set[str]:
        """The members that were asked for so far."""
        try:
            return self._asked
        except AttributeError:
            self._asked = set()
            return self._asked

    def get(self, key: str, default: Any = None) -> Any:
        """Return a member, and note that it was asked for."""
        self.asked.add(key)
        return dict.get(self, key, default)

    def __getitem__(self, key: str) -> Any:
        """Return a member, and note that it was asked for."""
        self.asked.add(key)
        return dict.__getitem__(self, key)

    def items(self) -> Any:
        """Return all members: all were asked for."""
        self.asked.update(self)
        return dict.items(self)

    def converted(self, convert: Callable[[Any], Any]) -> Noted:
        """Return the members with other values; what is asked of either was asked of both."""
        found = Noted((name, convert(value)) for name, value in dict.items(self))
        found._asked = self.asked
        return found


def unread(record: Noted) -> list[str]:
    """Return the members with something in them that nothing asked for, in order."""
    return sorted(set(_unread([record], "")))


def _unread(objects: Sequence[Noted], around: str) -> Iterator[str]:
    """Yield what is unread of like objects: a member that was asked of one is read in all."""
    asked = set[str]().union(*(each.asked for each in objects))
    for key in set[str]().union(*objects):
        if key not in asked:
            if any(dict.get(each, key) for each in objects):
                yield around + key
        elif inner := [found for each in objects for found in _objects(dict.get(each, key))]:
            yield from _unread(inner, f"{around}{key}.")


def _objects(value: object) -> Sequence[Noted]:
    if isinstance(value, Noted):
        return [value] if value else []
    if isinstance(value, list):
        return [each for each in value if isinstance(each, Noted)]
    return ()


def with_unread(paper: Paper, names: Iterable[str]) -> Paper:
    """Add names of fields that were not read to the record of a paper; long ones are cut.

    >>> from kg.model import Record, Source
    >>> paper = Paper(records=(Record(Source("", "a.bib", "bibtex"), 1, unread=("file",)),))
    >>> with_unread(paper, {"annote", "file"}).records[0].unread
    ('annote', 'file')
    """
    (record,) = paper.records
    found = {*record.unread, *(name[:_LONGEST_NAME] for name in names)}
    if len(found) == len(record.unread):
        return paper
    return replace(paper, records=(replace(record, unread=tuple(sorted(found))),))
