"""Imports point down only, and files stay small enough to read in one sitting."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from folders import ROOT

LAYERS = {
    "errors": 0, "vocab": 0, "resources": 0, "journal": 0, "versions": 0, "commit": 0, "system": 0,
    "text": 1, "model": 1, "suggest": 1, "table": 1,
    "identity": 2, "prefixes": 2, "venues": 2, "organizations": 2, "serialization": 2, "answers": 2, "store": 2, "sparql": 2,
    "references": 2,
    "sources": 3, "bibliography": 3, "extraction": 3, "resolution": 3, "mapping": 3,
    "validation": 3, "queries": 3, "endpoint": 3,
    "pipeline": 4, "evaluation": 4, "site": 4,
    "server": 5,
    "cli": 6,
}  # fmt: skip
"""A journal raises errors only; it is beside them so that reading a file can recover a build."""

MODULES = sorted((ROOT / "kg").rglob("*.py"))
FILES = [*MODULES, *sorted((ROOT / "tests").rglob("*.py"))]


def room_of(path: Path) -> str:
    """Name the room that a module of the package belongs to."""
    return path.relative_to(ROOT / "kg").parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    """List the rooms that a module imports, inside functions too."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            if node.module == "kg":
                names |= {f"kg.{alias.name}" for alias in node.names}
    return {name.split(".")[1] for name in names if name.startswith("kg.")}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_point_down(path: Path) -> None:
    room = room_of(path)
    if room in ("__init__", "__main__"):
        return
    for other in imported_rooms(path) - {room}:
        down = LAYERS[other] < LAYERS[room] or (
            LAYERS[other] == LAYERS[room] and LAYERS[room] in (0, 1, 2)
        )
        assert down, f"{path.name} imports kg.{other}"


def imported_modules(path: Path) -> dict[str, bool]:
    """Tell which modules of the package a module imports, and whether inside a function."""
    found: dict[str, bool] = {}
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
    }
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                names.append(whole if whole in BY_NAME else node.module)
        for name in names:
            if name in BY_NAME:
                found[name] = found.get(name, True) and id(node) in inside
    return found


BY_NAME = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in MODULES
}


def test_no_files_import_each_other_in_a_circle() -> None:
    # A room that loads what it offers when it is asked for imports it for the types alone.
    arrows = {
        name: set(imported_modules(path))
        for name, path in BY_NAME.items()
        if name != "kg.extraction"
    }
    free = set(BY_NAME) - set(arrows)
    while arrows:
        ready = {name for name, others in arrows.items() if others - {name} <= free}
        assert ready, f"a circle among {sorted(arrows)}"
        free |= ready
        arrows = {name: others for name, others in arrows.items() if name not in ready}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_only_commands_import_the_package_inside_functions(path: Path) -> None:
    if room_of(path) != "cli":
        late = [name for name, is_late in imported_modules(path).items() if is_late]
        assert not late, "import at the head of the file"


def test_the_top_of_sources_shows_its_wings() -> None:
    entries = [each for each in (ROOT / "kg" / "sources").iterdir() if each.name != "__pycache__"]
    assert len(entries) <= 14


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_files_and_functions_are_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body
            is_docstring = isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)
            start = body[1] if is_docstring and len(body) > 1 else body[0]
            assert (node.end_lineno or 0) - start.lineno < 40, f"{node.name} is too long"
