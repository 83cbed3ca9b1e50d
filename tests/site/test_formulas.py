"""Formulas become MathML, and nothing else does."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.site.formulas import _ATTRIBUTES, _ELEMENTS, prose

PIECES = [
    "$", "{", "}", "\\", "^", "_", "&", "<", ">", '"', "x", "2", " ", "\\frac", "\\text", "\\href", "\\style",
    "\\class", "\\left(", "\\right)", "\\begin{matrix}", "\\end{matrix}", "\\sqrt", "\\sum", "\\color{red}", "<b>", "</b>",
    "javascript:alert(1)", "\\limits", "\\\\", "\\hspace{1em}", "\\unicode{60}", "é", "夜", "\\mathbb{R}", "'",
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("$\\epsilon$-greedy", "<math><mrow><mi>ϵ</mi></mrow></math>-greedy"),
        ("cost $5 and $10", "cost $5 and $10"),
        ("$5-$10 each", "$5-$10 each"),
        ("a $ b $ c", "a $ b $ c"),
        ("one \\$x\\$ two", "one \\$x\\$ two"),
        ("$\\nosuchcommand$", "$\\nosuchcommand$"),
        ("$\\href{javascript:alert(1)}{x}$", "<math><mrow><mrow><mrow><mi>x</mi></mrow></mrow></mrow></math>"),
        ("$\\text{<script>alert(1)</script>}$", "$\\text{&lt;script&gt;alert(1)&lt;/script&gt;}$"),
        ("$x", "$x"),
    ],
)  # fmt: skip
def test_prose_writes_formulas_and_leaves_the_rest(text: str, shown: str) -> None:
    assert str(prose(text)) == shown


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@example("\\text{<script>}")
@example("\\style{background:url(x)}{y}")
@example("\\left( x")
def test_prose_lets_nothing_through_but_mathml(inner: str) -> None:
    written = str(prose(f"before ${inner}$ after"))
    for name, attributes in re.findall(r"<(/?[^\s>]*)([^>]*)>", written):
        assert name.lstrip("/") in _ELEMENTS
        assert set(re.findall(r'([\w-]+)="', attributes)) <= _ATTRIBUTES
    assert "javascript:" not in "".join(re.findall(r"<[^>]*>", written))
    assert written.count("<math") == written.count("</math>")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_prose_of_any_text_has_no_element_of_it(text: str) -> None:
    names = re.findall(r"</?([^\s>]+)", str(prose(text)))
    assert set(names) <= _ELEMENTS
