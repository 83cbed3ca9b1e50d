"""Tell headings and terms that are titles of publications from such as stand over several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.sources.free.page import Block, Node, text_of
from kg.sources.free.people import has_whole_name, run_at
from kg.sources.free.sections import section_of
from kg.sources.free.wrapping import has_year, lines_are_entries

_UNDER = {"heading": "paragraph", "term": "item"}
"""What stands under a title of its kind."""
_SHORTEST_TERM = 20
_MOST_UNDER, _LONGEST_TITLED = 4, 900
"""Paragraphs under a heading that is a title, and characters of both."""


def parts_of_titled(node: Node) -> dict[int, list[Node | Block]]:
    """Return the parts of entries under headings, each by the index of its heading; what else is of one has none."""
    whole = [index for index, each in enumerate(node.children) if _is_whole(each)]
    if len(whole) > 1:
        return dict(_with_remarks(node, whole))
    found = _titles_with_parts(node)
    others = {index + n: list[Node | Block]() for index in found for n in range(len(found[index]))}
    return others | found


def _is_whole(part: Node | Block) -> bool:
    """Tell a heading that is an entry itself: `A. Lopez and B. Chen. Owls at night. Owl News (2019)`."""
    if isinstance(part, Block) or part.kind != "heading":
        return False
    text = text_of([part])
    run = run_at(text, 0)
    if run is None or not has_whole_name(text, run):
        return False
    return has_year(text[run.end :]) and len(text) - run.end > _SHORTEST_TERM


def _with_remarks(node: Node, whole: Sequence[int]) -> Iterator[tuple[int, list[Node | Block]]]:
    """Yield headings that are entries; what stands under them, to the next heading, is said of them."""
    under = False
    for index, child in enumerate(node.children):
        if isinstance(child, Node) and child.kind == "heading":
            under = index in whole
            if under:
                yield index, child.children
        elif under:
            yield index, []


def _titles_with_parts(node: Node) -> dict[int, list[Node | Block]]:
    """Return the headings and terms that are titles of entries, by their index, each with what stands under it.

    Such a one says nothing of a section, a few short lines follow it, and there are several.
    """
    found: dict[int, list[Node | Block]] = {}
    for index, child in enumerate(node.children):
        if not isinstance(child, Node) or child.kind not in _UNDER or section_of(text_of([child])):
            continue
        if child.kind == "term" and len(text_of([child])) < _SHORTEST_TERM:
            continue
        parts: list[Node | Block] = [child]
        for after in node.children[index + 1 : index + 2 + _MOST_UNDER]:
            if isinstance(after, Node) and after.kind != _UNDER[child.kind]:
                break
            parts.append(after)
        following = node.children[index + len(parts) : index + len(parts) + 1]
        ends = not following or (isinstance(following[0], Node) and following[0].kind == child.kind)
        if len(parts) > 1 and ends and len(text_of(parts)) <= _LONGEST_TITLED:
            found[index] = parts
    return found if len(found) > 1 and not any(map(_is_over_entries, found.values())) else {}


def _is_over_entries(parts: Sequence[Node | Block]) -> bool:
    """Tell a heading with entries under it from the title of one: each paragraph tells names and a year."""
    texts = [text_of([each]) for each in parts[1:]]
    lines = [each.replace("\n", " ") for each in texts]
    return (len(lines) > 1 and lines_are_entries(lines)) or all(map(_tells_entry, texts))


def _tells_entry(text: str) -> bool:
    """Tell a paragraph that has a title itself: behind a line of names, and before that with the year."""
    first, _, others = text.partition("\n")
    title, _, behind = others.partition("\n")
    run = run_at(first, 0)
    named = run is not None and run.end == len(first) and has_whole_name(first, run)
    return named and not has_year(title) and has_year(behind)
