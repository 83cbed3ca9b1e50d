"""Cut a page into entries: what may be one publication each, under which headings it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.sources.free.descriptions import without_description
from kg.sources.free.entry import LONGEST, Entry, Walk, is_broken, joined, mended
from kg.sources.free.page import Block, Node, lines_of
from kg.sources.free.people import has_whole_name, run_at
from kg.sources.free.reading import LABEL
from kg.sources.free.same_names import with_names
from kg.sources.free.sections import section_of
from kg.sources.free.trimming import trimmed
from kg.sources.free.wrapping import lines_are_entries

_MOST_LINES = 14
_LONGEST_HEADING = 70
_SHORT_ENTRY = 60
"""Characters of an item, below which it tells of the item that it is listed in."""
_UNDER = {"heading": "paragraph", "term": "item"}
"""What stands under a title of its kind."""
_SHORTEST_TERM = 20
_MOST_UNDER, _LONGEST_TITLED = 4, 900
"""Paragraphs under a heading that is a title, and characters of both."""
_COLUMNS_TEXT = """
title author authors year venue journal paper conference date publication publisher name
"""
_COLUMNS = frozenset(_COLUMNS_TEXT.split())
_NO_HEADING = re.compile(r"[,;\"“”]|\d{4}\b.*\w.*\d{4}\b|https?:|[a-z]\. [A-Z]")


def entries_of(page: Node) -> list[Entry]:
    """Return the entries of a page, in order."""
    found: list[Entry] = []
    for entry in map(trimmed, _of_children(page, Walk())):
        if found and is_broken(found[-1], entry):
            found[-1] = mended(found[-1], entry)
        else:
            found.append(with_names(entry, found[-1]) if found else entry)
    return [without_description(each) for each in found]


def _of_children(node: Node, walk: Walk) -> Iterator[Entry]:
    walk.lists += 1
    number = walk.lists
    repeated = _repeated_roles(node)
    columns = walk.columns
    titled = _titled(node)
    for index, child in enumerate(node.children):
        if index in titled:
            yield from joined(titled[index], walk, "group", number)
        elif any(child is each for parts in titled.values() for each in parts):
            continue
        elif isinstance(child, Block):
            yield from _of_block(child, node, index, walk, number)
        elif child.kind == "heading":
            text = " ".join(block.text for block in child.blocks())
            walk.pass_heading(
                int(child.role) if child.role.isdigit() else 9, text.replace("\n", " ")
            )
        elif child.kind in ("item", "row", "term"):
            yield from _of_item(child, walk, number)
        elif child.kind == "group" and _is_entry(child, repeated):
            yield from joined([child], walk, "group", number)
        elif child.kind == "paragraph" and node.kind != "item":
            yield from _of_paragraph(child, node, index, walk, number)
        else:
            yield from _of_children(child, walk)
    walk.columns = columns


def _of_block(block: Block, node: Node, index: int, walk: Walk, number: int) -> Iterator[Entry]:
    if _is_heading(block, node, index):
        walk.pass_heading(8, block.text.strip(" :*"))
    else:
        for part in _parts(block, walk):
            holder = Node("paragraph", children=[part])
            yield from joined([holder], walk, "paragraph", number)


def _of_paragraph(child: Node, node: Node, index: int, walk: Walk, number: int) -> Iterator[Entry]:
    blocks = list(child.blocks())
    if len(blocks) == 1:
        yield from _of_block(blocks[0], node, index, walk, number)
        return
    for block in blocks:
        for part in _parts(block, walk):
            yield from joined([Node("paragraph", children=[part])], walk, "paragraph", number)


def _parts(block: Block, walk: Walk) -> list[Block]:
    """Part a block whose lines are an entry each; a first one that says so is the heading of the others."""
    if not lines_are_entries(block.text.split("\n")):
        return [block]
    first, *others = lines_of(block)
    said = first.text.strip(" :.*#")
    if len(said) > _LONGEST_HEADING or _NO_HEADING.search(said) or not section_of(said):
        return [first, *others]
    walk.pass_heading(9, first.text.strip(" :*"))
    return others


def _of_item(node: Node, walk: Walk, number: int) -> Iterator[Entry]:
    """Yield an item, and the items of lists in it where these are entries of their own."""
    if node.kind == "row" and _is_header(node):
        walk.columns = [_text([cell]) for cell in node.children]
        return
    inner = [
        child
        for child in node.children
        if isinstance(child, Node) and child.kind in ("list", "item")
    ]
    own = [child for child in node.children if child not in inner]
    if inner and _are_entries(inner, own):
        yield from _of_list_within(node, own, inner, walk, number)
    elif any(isinstance(child, Node) and _holds_entries(child) for child in own):
        for child in own:
            if isinstance(child, Node):
                yield from _of_children(child, walk)
            else:
                yield from _of_block(child, node, 0, walk, number)
    elif node.kind == "row":
        walk.pass_row([_text([cell]) for cell in node.children])
        yield from joined(node.children, walk, "row", number, node.label)
    else:
        walk.row_year = ""
        yield from joined(node.children, walk, "item", number, node.label)


def _are_entries(inner: Sequence[Node], own: Sequence[Node | Block]) -> bool:
    """Tell items of an inner list that are entries from such as tell of the item around them."""
    said = _text(own)
    within = sum(len(block.text) for each in inner for block in each.blocks())
    if len(said) <= _LONGEST_HEADING and section_of(said):
        return True
    return within >= _SHORT_ENTRY * sum(map(_size, inner)) and within > 3 * max(len(said), 1)


def _of_list_within(
    node: Node, own: Sequence[Node | Block], inner: Sequence[Node], walk: Walk, number: int
) -> Iterator[Entry]:
    """Yield the entries of a list within an item, whose own text is a heading where it is short."""
    said, before = _text(own), list(walk.headings)
    if said and len(said) <= _LONGEST_HEADING:
        walk.pass_heading(9, said)
    elif own:
        yield from joined(own, walk, "item", number, node.label)
    for each in inner:
        inside = _of_item(each, walk, number) if each.kind == "item" else _of_children(each, walk)
        yield from inside
    walk.headings = before


def _size(node: Node) -> int:
    """Count the items of a list; an item is one."""
    return sum(isinstance(each, Node) for each in node.children) if node.kind == "list" else 1


def _text(parts: Sequence[Node | Block]) -> str:
    return " ".join(block.text for each in parts for block in _blocks(each))


def _titled(node: Node) -> dict[int, list[Node | Block]]:
    """Return the headings and terms that are titles of entries, by their index, each with what stands under it.

    Such a one says nothing of a section, a few short lines follow it, and there are several.
    """
    found: dict[int, list[Node | Block]] = {}
    for index, child in enumerate(node.children):
        if not isinstance(child, Node) or child.kind not in _UNDER or section_of(_text([child])):
            continue
        if child.kind == "term" and len(_text([child])) < _SHORTEST_TERM:
            continue
        parts: list[Node | Block] = [child]
        for after in node.children[index + 1 : index + 2 + _MOST_UNDER]:
            if isinstance(after, Node) and after.kind != _UNDER[child.kind]:
                break
            parts.append(after)
        following = node.children[index + len(parts) : index + len(parts) + 1]
        ends = not following or (isinstance(following[0], Node) and following[0].kind == child.kind)
        if len(parts) > 1 and ends and len(_text(parts)) <= _LONGEST_TITLED:
            found[index] = parts
    return found if len(found) > 1 and not any(map(_is_over_entries, found.values())) else {}


def _is_over_entries(parts: Sequence[Node | Block]) -> bool:
    """Tell a heading with entries under it from the title of one: each paragraph tells names and a year."""
    lines = [_text([each]).replace("\n", " ") for each in parts[1:]]
    return len(lines) > 1 and lines_are_entries(lines)


def _holds_entries(node: Node) -> bool:
    """Tell whether a cell or the like holds a list or a table of entries, and not of people alone."""
    return any(
        isinstance(child, Node)
        and not _tells_of_entry(child)
        and (child.kind in ("list", "item", "row") or _holds_entries(child))
        for child in node.children
    )


def _tells_of_entry(node: Node) -> bool:
    """Tell whether all items of a list are names of authors, or say where files are: they are of the entry around it."""
    items = [_text([each]).strip(" ,;*†") for each in node.children]
    if node.kind != "list" or not 0 < len(items) <= _MOST_LINES:
        return False
    if all(LABEL.fullmatch(each) for each in items):
        return True
    runs = [run_at(each, 0) for each in items]
    return all(run and run.end == len(text) for run, text in zip(runs, items, strict=True)) and any(
        run and has_whole_name(text, run) for run, text in zip(runs, items, strict=True)
    )


def _blocks(part: Node | Block) -> Iterator[Block]:
    yield from ([part] if isinstance(part, Block) else part.blocks())


def _is_header(row: Node) -> bool:
    """Tell a row of column names: short cells that say what columns say."""
    cells = [
        " ".join(block.text for block in cell.blocks()).casefold().strip(" :")
        for cell in row.children
        if isinstance(cell, Node)
    ]
    return len(cells) > 1 and sum(cell in _COLUMNS for cell in cells) * 2 >= len(cells)


def _repeated_roles(node: Node) -> frozenset[str]:
    """Return the classes that several parts of a node have."""
    roles = [
        _first_role(child)
        for child in node.children
        if isinstance(child, Node) and child.kind == "group"
    ]
    return frozenset(role for role in roles if role and roles.count(role) > 1)


def _first_role(node: Node) -> str:
    return node.role.split()[0] if node.role else ""


def _is_entry(node: Node, repeated: frozenset[str]) -> bool:
    """Tell whether a group is one entry: one of several like it, or with parts that all differ."""
    parts = [child for child in node.children if isinstance(child, Node)]
    if _holds_more(node):
        return False
    blocks = list(node.blocks())
    size = sum(len(block.text) for block in blocks)
    if not blocks or size > LONGEST or len(blocks) > _MOST_LINES:
        return False
    if not parts:
        return True
    roles = [_first_role(each) for each in parts if each.kind == "group"]
    differ = len(roles) > 1 and all(roles) and len(set(roles)) == len(roles)
    return differ or _first_role(node) in repeated


def _holds_more(node: Node) -> bool:
    """Tell whether a group holds lists, groups that are alike, or a heading of what stands under it."""
    if _repeated_roles(node):
        return True
    for child in node.children:
        if not isinstance(child, Node) or _tells_of_entry(child):
            continue
        if child.kind in ("list", "item", "row") or _holds_more(child):
            return True
        if child.kind == "heading" and section_of(" ".join(block.text for block in child.blocks())):
            return True
    return False


def _is_heading(block: Block, node: Node, index: int) -> bool:
    """Tell whether a block is a heading in all but name: short, set off, or a word for a section."""
    text = block.text.strip()
    if len(text) > _LONGEST_HEADING or "\n" in text or _NO_HEADING.search(text):
        return False
    said = section_of(text.strip(" :.*#"))
    marked = any(
        mark.kind in ("strong", "role", "emphasis") and mark.end - mark.start >= len(text) - 1
        for mark in block.marks
    )
    words = text.split()
    if said and (said.year or marked or text.endswith(":") or len(words) <= 4):
        return True
    following = node.children[index + 1] if index + 1 < len(node.children) else None
    is_list = isinstance(following, Node) and following.kind in ("list", "item", "row")
    if said and said.published and not text.endswith(".") and (is_list or section_of(words[0])):
        return len(words) <= 9  # `Artigos completos publicados em periódicos`
    return is_list and (marked or text.endswith(":")) and len(words) <= 9
