"""Cut a page into entries: what may be one publication each, under which headings it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.sources.free.entry import LONGEST, Entry, Walk, joined
from kg.sources.free.page import Block, Node
from kg.sources.free.sections import section_of

_MOST_LINES = 14
_LONGEST_HEADING = 70
_NO_HEADING = re.compile(r"[,;\"“”]|\d{4}\b.*\w.*\d{4}\b|https?:|[a-z]\. [A-Z]")


def entries_of(page: Node) -> list[Entry]:
    """Return the entries of a page, in order."""
    walk = Walk()
    return list(_of_children(page, walk))


def _of_children(node: Node, walk: Walk) -> Iterator[Entry]:
    walk.lists += 1
    number = walk.lists
    repeated = _repeated_roles(node)
    columns = walk.columns
    for index, child in enumerate(node.children):
        if isinstance(child, Block):
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
        holder = Node("paragraph", children=[block])
        yield from joined([holder], walk, "paragraph", number)


def _of_paragraph(child: Node, node: Node, index: int, walk: Walk, number: int) -> Iterator[Entry]:
    blocks = list(child.blocks())
    if len(blocks) == 1 and _is_heading(blocks[0], node, index):
        walk.pass_heading(8, blocks[0].text.strip(" :*"))
    elif blocks:
        yield from joined([child], walk, "paragraph", number)


def _of_item(node: Node, walk: Walk, number: int) -> Iterator[Entry]:
    """Yield an item, and the items of lists in it where these are entries of their own."""
    if node.kind == "row" and _is_header(node):
        walk.columns = [
            " ".join(block.text for block in cell.blocks())
            for cell in node.children
            if isinstance(cell, Node)
        ]
        return
    inner = [
        child
        for child in node.children
        if isinstance(child, Node) and child.kind in ("list", "item")
    ]
    own = [child for child in node.children if child not in inner]
    text = sum(len(block.text) for each in own for block in _blocks(each))
    within = sum(len(block.text) for each in inner for block in each.blocks())
    if inner and (within > 3 * max(text, 1) or text < 60):
        first = next((block for each in own for block in _blocks(each)), None)
        before = list(walk.headings)
        if first is not None and text <= _LONGEST_HEADING:
            walk.pass_heading(9, first.text)
        elif own:
            yield from joined(own, walk, "item", number, node.label)
        for each in inner:
            yield from (
                _of_item(each, walk, number) if each.kind == "item" else _of_children(each, walk)
            )
        walk.headings = before
        return
    nested = [child for child in own if isinstance(child, Node) and _holds_entries(child)]
    if nested:
        for child in own:
            if isinstance(child, Node):
                yield from _of_children(child, walk)
            else:
                yield from _of_block(child, node, 0, walk, number)
        return
    yield from joined(
        list(node.children), walk, "row" if node.kind == "row" else "item", number, node.label
    )


def _holds_entries(node: Node) -> bool:
    """Tell whether a cell or the like holds a list or a table of entries."""
    return any(
        isinstance(child, Node) and (child.kind in ("list", "item", "row") or _holds_entries(child))
        for child in node.children
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
    known = {
        "title",
        "author",
        "authors",
        "year",
        "venue",
        "journal",
        "paper",
        "conference",
        "date",
        "publication",
        "publisher",
        "name",
    }
    return len(cells) > 1 and sum(cell in known for cell in cells) * 2 >= len(cells)


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
        if not isinstance(child, Node):
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
    if said and (said.year or marked or text.endswith(":") or len(text.split()) <= 4):
        return True
    following = node.children[index + 1] if index + 1 < len(node.children) else None
    is_list = isinstance(following, Node) and following.kind in ("list", "item", "row")
    return is_list and (marked or text.endswith(":")) and len(text.split()) <= 9
