"""Add to a rendered reference what real lists add and what they break: remarks, numbers, line ends."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from typing import Any

from kg.references.reference import MarkKind
from kg.references.training.examples import LABELS, set_apart, signed

_TITLE = LABELS.index("title")
_NUMBER = LABELS.index("number")
_TITLED = re.compile(f"{chr(0xE000 + _TITLE)}[^\ue000-\ue1ff]*{chr(0xE100 + _TITLE)}")
_TITLE_MARKS: tuple[MarkKind, ...] = ("strong", "link", "link")
_NUMBERED = re.compile(f"{chr(0xE000 + _NUMBER)}[^\ue000-\ue3ff]*{chr(0xE100 + _NUMBER)}")
_MARKS = re.compile("[\ue200-\ue3ff]")
_LONG_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_]{8,}(?![^\W\d_])")
_LINKS = (
    "pdf", "PDF", "code", "Code", "bibtex", "BibTeX", "slides", "poster", "video", "arXiv", "doi", "DOI", "link", "html",
    "Project page", "website", "abstract", "supplement", "data", "talk", "paper", "arxiv", "Preprint", "bib", "demo", "GitHub",
)  # fmt: skip
_REMARKS = (
    "(oral)", "(Oral presentation)", "(spotlight)", "Best Paper Award", "(best paper award)",
    "(acceptance rate: 21%)", "(to appear)", "(in press)", "Accepted.", "Under review.", "In press.",
    "(equal contribution)", "* equal contribution", "(impact factor: 4.2)", "Cited by 45", "(Q1)",
    "Best student paper award, runner-up.", "(invited paper)", "(peer reviewed)", "(in German)",
    "(20 citations)", "Outstanding Paper Award", "[Acceptance rate: 25.4%]", "Highlighted paper.",
    "(with discussion)", "Forthcoming", "PMID: 12345678", "PMCID: PMC3709653", "(accepted)",
    "(Original work published 1936)", "(First published 1921)", "See also Lange (1994).", "With a new preface by the author.",
    "Also available as Technical Report 92-14.", "See especially chapter 3.", "(see also LNCS 1204, pp. 33-41)",
    "Reprinted in A. Berg (ed.), Collected Papers, Springer, 1971.", "Also in B. Ott and C. Ruiz, editors, Machines and Minds, 1987.",
    "(with a reply by D. Ames)", "[See also “Another view of the question”, by E. Roth]", "(reprinted 1965)",
    "Selected for oral presentation", "[Best Paper]", "MR1234567", "Zbl 0123.45678", "Invited talk.",
)  # fmt: skip
_NUMBERS = (
    "[{}]",
    "{}.",
    "({})",
    "[{}]",
    "J{}.",
    "{})",
    "{}",
    "[C{}]",
    "#{}",
    "[{}] ",
    "•",
    "-",
    "*",
)


def damaged(text: str, item: Mapping[str, Any], drawn: random.Random) -> str:
    """Return a text with signs as a list might have it."""
    chance = drawn.random
    text = _NUMBERED.sub(lambda match: match[0].replace("1", str(drawn.randint(1, 240)), 1), text)
    if chance() < 0.08 and not _NUMBERED.search(text):
        text = f"{signed(drawn.choice(_NUMBERS).format(drawn.randint(1, 150)), 'number')} {text}"
    if chance() < 0.3:
        text = _owner_strong(text, item, drawn)
    if chance() < 0.25:
        kind = drawn.choice(_TITLE_MARKS)
        text = _TITLED.sub(lambda match: set_apart(match[0], kind), text, count=1)
    if chance() < 0.16:
        text += _remarks(drawn)
    if chance() < 0.06:
        text = _names_linked(text, item)
    if chance() < 0.05:
        text = _wrapped(text, drawn.choice((60, 72, 78)))
    if chance() < 0.05:
        text = _LONG_WORD.sub(lambda match: _broken(match[0], drawn), text)
    if chance() < 0.04:
        text = text.replace(" ", "  ") if chance() < 0.3 else text.replace(", ", " , ")
    if chance() < 0.08:
        text = text.translate(str.maketrans("“”‘’–«»", '""\'\'-""'))
    if chance() < 0.02:
        text = text.replace("fi", "ﬁ") if chance() < 0.5 else text.replace("ff", "↵")
    if chance() < 0.05:
        text = text.replace(". ", "." if chance() < 0.3 else ".  ")
    return _MARKS.sub("", text) if chance() < 0.45 else text


def _owner_strong(text: str, item: Mapping[str, Any], drawn: random.Random) -> str:
    authors = item.get("author") or ()
    family = str(drawn.choice(authors)["family"]) if authors else ""
    return (
        text.replace(family, set_apart(family, drawn.choice(("strong", "emphasis", "link"))), 1)
        if family
        else text
    )


def _names_linked(text: str, item: Mapping[str, Any]) -> str:
    """Let each author's name lead to a page."""
    for family in dict.fromkeys(str(each["family"]) for each in item.get("author") or ()):
        text = text.replace(family, set_apart(family, "link"), 1)
    return text


def _wrapped(text: str, width: int) -> str:
    """End lines where they reach a width, as plain text does."""
    lines, length = [""], 0
    for word in text.split(" "):
        if length + len(word) > width:
            lines.append("")
            length = 0
        lines[-1] += f" {word}" if lines[-1] else word
        length += len(word) + 1
    return "\n".join(lines)


def _remarks(drawn: random.Random) -> str:
    text = ""
    if drawn.random() < 0.5:
        text += " " + signed(drawn.choice(_REMARKS), "note")
    if drawn.random() < 0.6:
        before, after = drawn.choice(
            (("[", "]"), ("[", "]"), ("(", ")"), ("", ""), ("", ""), ("[ ", " ]"))
        )
        joint = drawn.choice((" ", " ", " | ", ", ", " / ", " · "))
        shown = [
            f"{before}{set_apart(each, 'link')}{after}"
            for each in drawn.sample(_LINKS, drawn.randint(1, 4))
        ]
        text += " " + signed(joint.join(shown), "note")
    return text


def _broken(word: str, drawn: random.Random) -> str:
    if drawn.random() < 0.8:
        return word
    cut = drawn.randint(3, len(word) - 3)
    return word[:cut] + drawn.choice(("- ", "-\n", "\u00ad", "-")) + word[cut:]
