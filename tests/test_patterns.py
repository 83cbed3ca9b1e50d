"""No pattern of the package takes more than linear time, whatever text it meets."""

from __future__ import annotations

import ast
import importlib
import re
import signal
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from folders import ROOT
from growth import SIZE, hard_texts, is_linear

from kg.sources import FORMATS
from kg.sources.input.file_names import kind_by_name
from kg.sources.input.look import doubtful_kind, kind_by_look
from kg.sources.input.syntaxes import rdf_syntax

MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for path in (ROOT / "kg").rglob("*.py")
    if path.stem not in ("__init__", "__main__")
)
AT_A_PLACE = {"match", "fullmatch"}
THROUGHOUT = {"search", "sub", "subn", "split", "finditer", "findall"}
MATCHED = {
    "LABEL", "REMARK", "_BARE", "_BLANK", "_DELIMITERS", "_GAP", "_LAYOUT", "_LINE", "_LOOKS", "_NUMBERED", "_TAILS",
    "_TYPED", "_UNNUMBERED", "_UNTYPED",
}  # fmt: skip
"""Patterns in tables and the like, which are tried at one place of a text only."""
SHORT = {
    ("kg.extraction.word_shapes", "_SHAPE"): 40,
    ("kg.sources.cleaning.mojibake", "_LETTERS_BEFORE"): 50,
    ("kg.sources.input.encodings", "_DECLARED"): 4096,
    **{("kg.sources.cleaning.venues", name): 300 for name in ("_CITED", "_REPORT", "_LINK")},
}
"""The most characters that these ever see: the code before them sees to it."""
OWN = {("kg.queries.packaged", "_PARAMETER"), ("kg.sparql.explaining", "_ITEM")}
"""These read what the package and its parser write, and no text of anybody else."""

pytestmark = pytest.mark.skipif(
    not hasattr(signal, "setitimer"), reason="this system has no timer of processor time"
)


@dataclass(frozen=True)
class Use:
    """A pattern, where it stands, and by which methods it is used."""

    pattern: re.Pattern[Any]
    module: str
    name: str
    methods: frozenset[str]

    def work(self, text: str) -> None:
        given = text if isinstance(self.pattern.pattern, str) else text.encode("latin-1", "replace")
        for method in self.methods & AT_A_PLACE:
            getattr(self.pattern, method)(given)
        if self.methods & THROUGHOUT:
            for _ in self.pattern.finditer(given):
                pass


def _within(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        yield from _of_all(value.values())
    elif isinstance(value, list | tuple | set | frozenset):
        yield from _of_all(value)
    elif is_dataclass(value) and not isinstance(value, type):
        yield from _of_all(getattr(value, each.name, None) for each in fields(value))


def _of_all(values: Iterable[object]) -> Iterator[re.Pattern[Any]]:
    return (pattern for value in values for pattern in _within(value))


def _uses(module: str) -> Iterator[Use]:
    """Yield the patterns that a module compiles, and those that it writes where it uses them."""
    loaded = importlib.import_module(module)
    tree = ast.parse(Path(loaded.__file__ or "").read_text(encoding="utf-8"))
    called: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Name):
            continue
        called.setdefault(node.value.id, set()).add(node.attr)
    assigned = {
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }
    for name in sorted(assigned):
        methods = called.get(name, set()) & (AT_A_PLACE | THROUGHOUT)
        methods = methods or ({"match"} if name in MATCHED else {"search"})
        for pattern in _within(getattr(loaded, name, None)):
            yield Use(pattern, module, name, frozenset(methods))
    yield from _written_in_place(tree, module)


def _written_in_place(tree: ast.AST, module: str) -> Iterator[Use]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        is_re = isinstance(node.func.value, ast.Name) and node.func.value.id == "re"
        if not is_re or node.func.attr not in AT_A_PLACE | THROUGHOUT:
            continue
        if isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
            pattern = re.compile(node.args[0].value)
            yield Use(pattern, module, f"line {node.lineno}", frozenset({node.func.attr}))


@pytest.mark.parametrize("module", MODULES)
def test_patterns_are_linear(module: str) -> None:
    for use in _uses(module):
        if (use.module, use.name) in OWN:
            continue
        longest = SHORT.get((use.module, use.name), SIZE)
        for text in hard_texts(use.pattern):
            hard = text[: longest - 1] + text[-1]
            assert is_linear(use.work, hard), (
                f"{use.name}: {use.pattern.pattern!r} on {text[:60]!r}"
            )


@cache
def _grammar() -> tuple[str, ...]:
    """The tokens of all formats: the lines of their examples, and what begins others."""
    lines = [line for each in FORMATS.values() for line in each.example.splitlines()]
    others = [
        "a:\n", "a: b\n", " a: b\n", "- a\n", "a:\n  b\n", "<!--", "<!-- -->", "<!DOCTYPE a [", "<![CDATA[",
        "<!ENTITY a 'b'", '\\"', '"\\', "[", "{", '{"', '{"a":', '{"a":"', "[1] ", "#\n", "# a\n", "@a{", "@a(", "\n@a\n",
        "%A a\n", "%", "\n", "\r", "\r\n", " ", "\t", ",", ";", "|", "_:a ", "<a> ", "<http://a> ", "null", "null,",
        "\ufeff", "<feed", "<record><metadata ", "Lopez, Ana\n", "Lopez, Ana, ", '"reasons":', '"@id":',
        '"https://openalex.', '"issued":{', '"abstract":', "---\n", "```\n", "RT a\n", "A1 a\n", "'", "\\", "/*", "//",
    ]  # fmt: skip
    return tuple(each for each in dict.fromkeys([*others, *lines]) if each)


RECOGNISERS = {
    **{name: each.recognise for name, each in FORMATS.items()},
    "rdf_syntax": rdf_syntax,
    "kind_by_look": kind_by_look,
    "kind_by_name": kind_by_name,
    "doubtful_kind": doubtful_kind,
}


@pytest.mark.parametrize("name", RECOGNISERS)
def test_recognisers_are_linear(name: str) -> None:
    for token in _grammar():
        for before in ("", "{", "["):
            text = (before + token * (SIZE // len(token)))[:SIZE]
            assert is_linear(RECOGNISERS[name], text), f"{before}{token!r} repeated"
