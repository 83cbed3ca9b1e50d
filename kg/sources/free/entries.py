"""Cut a page into entries: what may be one publication each, under which headings it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.sources.free.descriptions import without_description
from kg.sources.free.entry import LONGEST, Entry, Walk, is_broken, joined, mended
from kg.sources.free.labels import with_labels
from kg.sources.free.page import Block, Node, blocks_of, lines_of, text_of
from kg.sources.free.people import has_whole_name, run_at
from kg.sources.free.reading import LABEL
from kg.sources.free.same_names import with_names
from kg.sources.free.sections import section_of
from kg.sources.free.titled import parts_of_titled
from kg.sources.free.trimming import trimmed
from kg.sources.free.wrapping import lines_are_entries

_MOST_LINES = 14
_LONGEST_HEADING = 70
_SHORT_ENTRY = 60
"""Characters of an item, below which it tells of the item that it is listed in."""
_COLUMNS_TEXT = """
title author authors year venue journal paper conference date publication publisher name
"""
_COLUMNS = frozenset(_COLUMNS_TEXT.split())
_NO_HEADING = re.compile(r"[,;\"“”]|\d{4}\b.*\w.*\d{4}\b|https?:|[a-z]\. [A-Z]")


def entries_of(page: Node) -> list[Entry]:
    """Return the entries of a page, in order."""
    found: list[Entry] = []
    for entry in map(with_labels, map(trimmed, _of_children(page, Walk()))):
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
    titled = parts_of_titled(node)
    for index, child in enumerate(node.children):
        if index in titled:
            yield from joined(titled[index], walk, "group", number)
        elif isinstance(child, Block):
            yield from _of_block(child, node, index, walk, number)
        elif child.kind == "heading":
            text = text_of([child]).replace("\n", " ")
            walk.pass_heading(int(child.role) if child.role.isdigit() else 9, text)
        elif child.kind in ("item", "row", "term"):
            yield from _of_item(child, walk, number)
        elif child.kind == "group" and _names_section(child, node, index):
            walk.pass_heading(8, text_of([child]).strip(" :*"))
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
        walk.columns = [text_of([cell]) for cell in node.children]
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
        walk.pass_row([text_of([cell]) for cell in node.children])
        yield from joined(node.children, walk, "row", number, node.label)
    else:
        walk.row_year = ""
        yield from joined(node.children, walk, "item", number, node.label)


def _are_entries(inner: Sequence[Node], own: Sequence[Node | Block]) -> bool:
    """Tell items of an inner list that are entries from such as tell of the item around them."""
    said = text_of(own)
    within = sum(len(block.text) for each in inner for block in each.blocks())
    if len(said) <= _LONGEST_HEADING and section_of(said):
        return True
    return within >= _SHORT_ENTRY * sum(map(_size, inner)) and within > 3 * max(len(said), 1)


def _of_list_within(
    node: Node, own: Sequence[Node | Block], inner: Sequence[Node], walk: Walk, number: int
) -> Iterator[Entry]:
    """Yield the entries of a list within an item, whose own text is a heading where it is short."""
    said, before = text_of(own), list(walk.headings)
    if said and len(said) <= _LONGEST_HEADING:
        if not any(map(_leads_to_files, blocks_of(own))):
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
    items = [text_of([each]).strip(" ,;*†") for each in node.children]
    if node.kind != "list" or not 0 < len(items) <= _MOST_LINES:
        return False
    if all(LABEL.fullmatch(each) for each in items):
        return True
    runs = [run_at(each, 0) for each in items]
    return all(run and run.end == len(text) for run, text in zip(runs, items, strict=True)) and any(
        run and has_whole_name(text, run) for run, text in zip(runs, items, strict=True)
    )


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


def _names_section(group: Node, node: Node, index: int) -> bool:
    """Tell whether all that a group says is what stands behind it: `<summary>2021</summary>`, and no link of a menu."""
    match group.children:
        case [Block() as only]:
            return not _is_linked(only) and _is_heading(only, node, index)
        case _:
            return False


def _is_linked(block: Block) -> bool:
    return any(mark.kind == "link" for mark in block.marks)


def _leads_to_files(block: Block) -> bool:
    """Tell links to a publication from what stands over several: `Full paper: PDF`."""
    links = (mark for mark in block.marks if mark.kind == "link")
    return any(LABEL.fullmatch(block.text, mark.start, mark.end) for mark in links)


def _is_heading(block: Block, node: Node, index: int) -> bool:
    """Tell whether a block is a heading in all but name: short, set off, or a word for a section."""
    text = block.text.strip()
    if len(text) > _LONGEST_HEADING or "\n" in text or _NO_HEADING.search(text):
        return False
    if _leads_to_files(block):
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
