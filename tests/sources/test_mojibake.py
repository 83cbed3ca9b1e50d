"""Text repair undoes encodings that were once mixed up, and touches nothing else."""

from __future__ import annotations

import encodings
import pkgutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Agent, Paper, Record, Source
from kg.sources.cleaning.mojibake import CODE_PAGES, repair, repair_paper

SOURCE = Source("0" * 64, "list.txt", "profile-list")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("naรฏvely", "naïvely"),
        ("Taรฏga, Adrien Ali", "Taïga, Adrien Ali"),
        ("the Poincarรฉ map of Mรผller", "the Poincaré map of Müller"),
        ("actorโ€“critic", "actor–critic"),
        ("na├пvely", "naïvely"),
        ("naأ¯vely", "naïvely"),
        ("naц╞vely", "naïvely"),
        ("naГЇvely", "naïvely"),
        ("SchrĂśdinger", "Schrödinger"),
        ("SchrÃ¶dinger", "Schrödinger"),
        ("RÃ©sumÃ© of naïve β‑VAE by Łukasz", "Résumé of naïve β‑VAE by Łukasz"),
        ("donâ€™t", "don’t"),
        ("Î±-divergence", "α-divergence"),
    ],
)
def test_repair_undoes_mojibake(before: str, after: str) -> None:
    assert repair(before)[0] == after
    assert bool(repair(before)[1]) == (before != after)


@pytest.mark.parametrize(
    "text",
    [
        "α-divergence", "Γ-convergence", "Γ–convergence", "Γ²x", "nΓ²", "Δ²u", "Łukasz",
        "β‑VAE", "€5", "naïve", "Q(λ)", "Q($\\lambda$)", "ɛ-greedy", "σ²I", "∂²/∂x²", "√n·x",
        "10 Å\xa0resolution", "Ăştia", "RĂŞINĂ", "São João",
        "“quoted” ‘text’ – and — dashes…", "ﬁnd ﬂow", "ＡＢＣ", "&eacute;", "e\u0301", "don\x92t",
        "voilÃ le travail", "soft\u00adhyphen", "zero\u200bwidth",
    ],
)  # fmt: skip
def test_repair_keeps_what_is_meant(text: str) -> None:
    assert repair(text) == (text, ())


@pytest.mark.parametrize(
    "text",
    [
        "รถ", "รถBMW", "BMWรถ", "รถTesla", "รถยนต์BMW", "ซื้อรถtoyota", "การเรียนรู้ของเครื่อง DQN",
        "强化学习DQN算法", "تعلم الآلة باستخدامDQN", "למידה ב-GPT", "Обучение с подкреплением Atari",
        "Ελληνικά και LaTeX", "機械学習のTransformer", "한국어BERT",
    ],
)  # fmt: skip
def test_repair_keeps_other_scripts(text: str) -> None:
    assert repair(text) == (text, ())


def test_repair_leaves_a_script_that_the_text_is_written_in() -> None:
    assert repair("naรฏvely")[1]
    assert repair("naรฏvely แปลว่า")[1] == ()


def test_repair_leaves_a_case_that_does_not_fit() -> None:
    assert repair("NAรฏVE") == ("NAรฏVE", ())
    assert repair("R├ЙSUM├Й")[0] == "RÉSUMÉ"


def test_repair_leaves_what_code_pages_disagree_on() -> None:
    """The same two characters are é in cp866 and ý in cp855."""
    assert repair("Poincar├й") == ("Poincar├й", ())


FOREIGN = (
    "cp874 iso8859_11 tis_620 cp1251 cp866 koi8_r koi8_u iso8859_5 mac_cyrillic cp1256 cp720 "
    "cp864 cp862 cp1006"
)


@pytest.mark.parametrize("code_page", FOREIGN.split())
@pytest.mark.parametrize("word", ["naïvely", "Taïga", "Müller", "Gödel", "Itô"])
def test_repair_undoes_every_code_page_of_another_script(code_page: str, word: str) -> None:
    assert repair(word.encode().decode(code_page))[0] == word


def test_code_pages_are_all_that_python_has() -> None:
    unlike = {"ascii", "charmap"}
    found = set()
    for module in pkgutil.iter_modules(encodings.__path__):
        name = module.name
        if name in unlike or not name.startswith(("cp", "iso8859", "koi", "mac", "kz", "ptcp")):
            continue
        table = bytes(range(256)).decode(name, errors="replace")
        if len(table) == 256 and table[65:91] == "ABCDEFGHIJKLMNOPQRSTUVWXYZ":
            found.add(name)
    assert found - set(CODE_PAGES) == set()


TEXTS = st.text(st.one_of(st.characters(), st.sampled_from("naïve รฏฉผถ├пยцأ¯ĂŠÃ¶â€™Γ²αBMW")))


@given(TEXTS)
def test_repair_is_idempotent(text: str) -> None:
    once, _ = repair(text)
    assert repair(once) == (once, ())


@given(st.text(st.characters(max_codepoint=127)))
def test_repair_keeps_ascii(text: str) -> None:
    assert repair(text) == (text, ())


@given(TEXTS)
def test_repair_changes_a_text_only_with_a_reason(text: str) -> None:
    after, kinds = repair(text)
    assert (after != text) == bool(kinds)


def test_repair_paper_logs_each_field() -> None:
    authors = (
        Agent("Ada Rossi", "Rossi, Ada", family="Rossi", given="Ada"),
        Agent("Adrien Taรฏga", "Taรฏga, Adrien", family="Taรฏga", given="Adrien"),
    )
    before = Paper("naรฏve", "Plain.", authors, venue="Mรผnchen", records=(Record(SOURCE, 1, 7),))
    paper, repairs = repair_paper(before)
    assert (paper.title, paper.abstract, paper.venue) == ("naïve", "Plain.", "München")
    assert paper.authors[1] == Agent(
        "Adrien Taïga", "Taïga, Adrien", family="Taïga", given="Adrien"
    )
    assert [(each.field, each.line, each.before) for each in repairs] == [
        ("title", 7, "naรฏve"),
        ("author 2", 7, "Taรฏga, Adrien"),
        ("venue", 7, "Mรผnchen"),
    ]
    assert {each.kind for each in repairs} == {"UTF-8 read as cp874"}


def test_repair_paper_returns_an_undamaged_paper_as_it_is() -> None:
    paper = Paper("Über α", authors=(Agent("Łukasz", "Łukasz"),), records=(Record(SOURCE, 1),))
    assert repair_paper(paper) == (paper, ())
