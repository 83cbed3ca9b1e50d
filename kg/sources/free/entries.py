"""Cut a page into entries: what may be one publication each, under which headings it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from kg.sources.free.page import Block, Mark, Node
from kg.sources.free.sections import Section, section_of

_MOST_LINES = 14
_LONGEST_ENTRY = 4000
_LONGEST_HEADING = 70
_NO_HEADING = re.compile(r"[,;\"“”]|\d{4}\b.*\w.*\d{4}\b|https?:|[a-z]\. [A-Z]")


@dataclass(frozen=True, slots=True)
class Entry:
    """What may be one publication: its text, with lines as the page shows them, and its marks.

    `shape` is how it stands in the page: `item`, `row`, `group` or `paragraph`; `list` numbers what
    it is listed in, and `roles` are classes or columns with their spans.
    """

    text: str
    offsets: list[int]
    marks: tuple[Mark, ...]
    shape: Literal["item", "row", "group", "paragraph"]
    section: Section
    label: str = ""
    list: int = 0
    roles: tuple[Mark, ...] = ()
    headings: tuple[str, ...] = ()

    @property
    def start(self) -> int:
        """The offset in the source where the entry begins."""
        return self.offsets[0]


@dataclass(slots=True)
class _Walk:
    """The headings above the place that a walk through a page has come to."""

    headings: list[tuple[int, str]] = field(default_factory=list)
    lists: int = 0
    columns: list[str] = field(default_factory=list)

    def pass_heading(self, level: int, text: str) -> None:
        while self.headings and self.headings[-1][0] >= level:
            self.headings.pop()
        self.headings.append((level, text))

    def section(self) -> Section:
        """Return what the headings say together: the innermost that says a thing says it."""
        said = [section_of(text) for _, text in reversed(self.headings)]
        told = [each for each in said if each]
        year = next((each.year for each in told if each.year), "")
        # What a page says of itself stands under that heading alone.
        kinds = [
            each for each in told
            if each.published or (each.other and (each.other != "page text" or each is said[0]))
        ]  # fmt: skip
        if not kinds:
            return Section(year=year)
        first = kinds[0]
        above = kinds[1] if len(kinds) > 1 else None
        if above and above.other and above.other not in ("page text", "employment") and first.published and not first.kind:
            first = above
        return replace(first, year=year)


def entries_of(page: Node) -> list[Entry]:
    """Return the entries of a page, in order."""
    walk = _Walk()
    return list(_of_children(page, walk))


def _of_children(node: Node, walk: _Walk) -> Iterator[Entry]:
    walk.lists += 1
    number = walk.lists
    repeated = _repeated_roles(node)
    columns = walk.columns
    for index, child in enumerate(node.children):
        if isinstance(child, Block):
            yield from _of_block(child, node, index, walk, number)
        elif child.kind == "heading":
            text = " ".join(block.text for block in child.blocks())
            walk.pass_heading(int(child.role or 9) if child.role.isdigit() else 9, text.replace("\n", " "))
        elif child.kind in ("item", "row", "term"):
            yield from _of_item(child, walk, number)
        elif child.kind == "group" and _is_entry(child, repeated):
            yield from _made([child], walk, "group", number)
        elif child.kind == "paragraph" and node.kind != "item":
            yield from _of_paragraph(child, node, index, walk, number)
        else:
            yield from _of_children(child, walk)
    walk.columns = columns


def _of_block(block: Block, node: Node, index: int, walk: _Walk, number: int) -> Iterator[Entry]:
    if _is_heading(block, node, index):
        walk.pass_heading(8, block.text.strip(" :*"))
    else:
        holder = Node("paragraph", children=[block])
        yield from _made([holder], walk, "paragraph", number)


def _of_paragraph(child: Node, node: Node, index: int, walk: _Walk, number: int) -> Iterator[Entry]:
    blocks = list(child.blocks())
    if len(blocks) == 1 and _is_heading(blocks[0], node, index):
        walk.pass_heading(8, blocks[0].text.strip(" :*"))
    elif blocks:
        yield from _made([child], walk, "paragraph", number)


def _of_item(node: Node, walk: _Walk, number: int) -> Iterator[Entry]:
    """Yield an item, and the items of lists in it where these are entries of their own."""
    if node.kind == "row" and _is_header(node):
        walk.columns = [" ".join(block.text for block in cell.blocks()) for cell in node.children if isinstance(cell, Node)]
        return
    inner = [child for child in node.children if isinstance(child, Node) and child.kind in ("list", "item")]
    own = [child for child in node.children if child not in inner]
    text = sum(len(block.text) for each in own for block in _blocks(each))
    within = sum(len(block.text) for each in inner for block in each.blocks())
    if inner and (within > 3 * max(text, 1) or text < 60):
        first = next((block for each in own for block in _blocks(each)), None)
        before = list(walk.headings)
        if first is not None and text <= _LONGEST_HEADING:
            walk.pass_heading(9, first.text)
        elif own:
            yield from _made(own, walk, "item", number, node.label)
        for each in inner:
            yield from _of_item(each, walk, number) if each.kind == "item" else _of_children(each, walk)
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
    yield from _made(list(node.children), walk, "row" if node.kind == "row" else "item", number, node.label)


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
    cells = [" ".join(block.text for block in cell.blocks()).casefold().strip(" :") for cell in row.children if isinstance(cell, Node)]
    known = {"title", "author", "authors", "year", "venue", "journal", "paper", "conference", "date", "publication", "publisher", "name"}
    return len(cells) > 1 and sum(cell in known for cell in cells) * 2 >= len(cells)


def _repeated_roles(node: Node) -> frozenset[str]:
    """Return the classes that several parts of a node have."""
    roles = [_first_role(child) for child in node.children if isinstance(child, Node) and child.kind == "group"]
    return frozenset(role for role in roles if role and roles.count(role) > 1)


def _first_role(node: Node) -> str:
    return node.role.split()[0] if node.role else ""


def _is_entry(node: Node, repeated: frozenset[str]) -> bool:
    """Tell whether a group is one entry: one of several like it, or with parts that all differ."""
    parts = [child for child in node.children if isinstance(child, Node)]
    if any(_has_inner(each) for each in parts):
        return False
    blocks = list(node.blocks())
    size = sum(len(block.text) for block in blocks)
    if not blocks or size > _LONGEST_ENTRY or len(blocks) > _MOST_LINES:
        return False
    if not parts:
        return True
    roles = [_first_role(each) for each in parts if each.kind == "group"]
    headings = [each for each in parts if each.kind == "heading"]
    if any(section_of(" ".join(block.text for block in each.blocks())) for each in headings):
        return False
    differ = len(roles) > 1 and all(roles) and len(set(roles)) == len(roles)
    return differ or (_first_role(node) in repeated and len(headings) < 2)


def _has_inner(node: Node) -> bool:
    """Tell whether a part holds lists, items, or a heading that says what stands under it."""
    if node.kind in ("list", "item", "row"):
        return True
    return any(isinstance(child, Node) and _has_inner(child) for child in node.children)


def _is_heading(block: Block, node: Node, index: int) -> bool:
    """Tell whether a block is a heading in all but name: short, set off, or a word for a section."""
    text = block.text.strip()
    if len(text) > _LONGEST_HEADING or "\n" in text or _NO_HEADING.search(text):
        return False
    said = section_of(text.strip(" :.*#"))
    marked = any(
        mark.kind in ("strong", "role", "emphasis") and mark.end - mark.start >= len(text) - 1 for mark in block.marks
    )
    if said and (said.year or marked or text.endswith(":") or len(text.split()) <= 4):
        return True
    following = node.children[index + 1] if index + 1 < len(node.children) else None
    is_list = isinstance(following, Node) and following.kind in ("list", "item", "row")
    return is_list and (marked or text.endswith(":")) and len(text.split()) <= 9


def _made(
    parts: list[Node | Block] | list[Node], walk: _Walk, shape: Literal["item", "row", "group", "paragraph"], number: int, label: str = ""
) -> Iterator[Entry]:
    """Join the blocks of some parts to one entry; each begins a line."""
    text, offsets, marks, roles = "", list[int](), list[Mark](), list[Mark]()
    cells = -1
    for holder, block, role in _with_roles(parts):
        cells += 1
        if text:
            text += "\n"
            offsets.append(block.offsets[0])
        shift = len(text)
        text += block.text
        offsets += block.offsets
        marks += [replace(mark, start=mark.start + shift, end=mark.end + shift) for mark in block.marks]
        column = walk.columns[cells] if shape == "row" and cells < len(walk.columns) else ""
        if role or column:
            roles.append(Mark(shift, len(text), "role", f"{role} {column}".strip()))
    if text and len(text) <= 2 * _LONGEST_ENTRY:
        roles += [mark for mark in marks if mark.kind == "role"]
        yield Entry(
            text, offsets, tuple(mark for mark in marks if mark.kind != "role"), shape, walk.section(), label,
            number, tuple(roles), tuple(each for _, each in walk.headings),
        )  # fmt: skip


def _with_roles(parts: list[Node | Block] | list[Node], role: str = "") -> Iterator[tuple[Node | None, Block, str]]:
    for part in parts:
        if isinstance(part, Block):
            yield None, part, role
        else:
            own = part.role if part.kind in ("group", "paragraph", "cell") else role
            for child in part.children:
                if isinstance(child, Block):
                    yield part, child, own
                else:
                    yield from _with_roles([child], own)
