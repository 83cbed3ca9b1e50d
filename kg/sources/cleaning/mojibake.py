"""Undo text that was once decoded as the wrong encoding, and touch nothing else.

Two steps, repeated until nothing changes. What ftfy recognises is undone by ftfy's encoding
repair, word by word, and only where each step is a strict round trip. What ftfy does not try
(the code pages of other scripts, such as the Thai cp874) is undone by `kg.sources.cleaning.mojibake` itself:
encode the suspicious characters in the code page, decode the bytes as UTF-8, both strictly.
What TeX leaves is undone, too: the letter without its dot beneath an accent.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from kg.model import Agent, Details, Paper, Repair
from kg.vocab import DETAILS

CODE_PAGES = (
    "cp874", "iso8859_11", "tis_620",
    "cp1251", "cp866", "koi8_r", "koi8_u", "koi8_t", "iso8859_5", "mac_cyrillic", "cp855",
    "cp1125", "kz1048", "ptcp154",
    "cp1256", "iso8859_6", "cp720", "cp864", "mac_arabic", "mac_farsi", "cp1006",
    "cp1255", "iso8859_8", "cp856", "cp862",
    "cp1253", "iso8859_7", "cp737", "cp869", "mac_greek",
    "cp1250", "cp1252", "cp1254", "cp1257", "cp1258",
    "cp437", "cp775", "cp850", "cp852", "cp857", "cp858", "cp860", "cp861", "cp863", "cp865",
    "iso8859_1", "iso8859_2", "iso8859_3", "iso8859_4", "iso8859_9", "iso8859_10",
    "iso8859_13", "iso8859_14", "iso8859_15", "iso8859_16",
    "mac_roman", "mac_croatian", "mac_iceland", "mac_latin2", "mac_romanian", "mac_turkish",
    "hp_roman8", "palmos",
)  # fmt: skip
"""Every single-byte encoding of Python that holds ASCII; the commonest of a script first."""

_PUNCTUATION = frozenset("‐‑–—‘’“”…")
_RUN = re.compile(r"[^\x00-\x7f\s]{2,}")
_BESIDE_LATIN = re.compile(r"[A-Za-z][^\x00-\x7f\s]{2}|[^\x00-\x7f\s]{2}[A-Za-z]")
_LETTERS_BEFORE = re.compile(r"[^\W\d_]*$")
_LETTERS_AFTER = re.compile(r"[^\W\d_]*")
_LONGEST_WORD = 50
_DOTTED = {"ı": "i", "ȷ": "j"}
_DOTLESS = re.compile("([ıȷ])([\u0300-\u0304\u0306\u0308\u030a-\u030c])")


def repair(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the repaired text and the kinds of repair; all steps are idempotent.

    Quotes, ligatures, widths, entities, control characters and the form of normalisation
    stay as they are.

    >>> repair("naรฏvely"), repair("รถBMW")
    (('naïvely', ('UTF-8 read as cp874',)), ('รถBMW', ()))
    """
    kinds: list[str] = []
    before = None
    while text != before and not text.isascii():
        before = text
        for undo in (_undo_known, _undo_code_pages, _undo_dotless):
            text, found = undo(text)
            kinds += found
    return text, tuple(dict.fromkeys(kinds))


def repair_paper(paper: Paper) -> tuple[Paper, tuple[Repair, ...]]:
    """Repair title, abstract, venue, names and details; one `Repair` for each text that changed."""
    repairs: list[Repair] = []
    record = paper.records[0]

    def mend(field: str, before: str | None) -> str | None:
        if before is None or before.isascii():
            return before
        after, kinds = repair(before)
        if kinds:
            repairs.append(
                Repair(record.source, record.line, field, before, after, ", ".join(kinds))
            )
        return after

    title, abstract = mend("title", paper.title), mend("abstract", paper.abstract)
    for role, agents in (("author", paper.authors), ("editor", paper.editors)):
        for position, agent in enumerate(agents, 1):
            mend(f"{role} {position}", agent.printed)
    venue = mend("venue", paper.venue)
    details = {name: mend(name, getattr(paper.details, name)) for name in DETAILS}
    if repairs:
        authors, editors = (
            tuple(map(repair_agent, each)) for each in (paper.authors, paper.editors)
        )
        paper = replace(
            paper, title=title, abstract=abstract, authors=authors, editors=editors, venue=venue,
            details=Details(**details),
        )  # fmt: skip
    return paper, tuple(repairs)


def repair_agent(agent: Agent) -> Agent:
    """Repair each part of a name."""

    def mend(text: str | None) -> str | None:
        return text and repair(text)[0]

    return replace(
        agent,
        name=repair(agent.name)[0],
        printed=repair(agent.printed)[0],
        family=mend(agent.family),
        given=mend(agent.given),
    )


def _undo_dotless(text: str) -> tuple[str, list[str]]:
    """Set an accent on the letter that it belongs to: TeX alone takes the dot of `i` away for it."""
    mended = _DOTLESS.sub(
        lambda match: unicodedata.normalize("NFC", _DOTTED[match[1]] + match[2]), text
    )
    return mended, [] if mended == text else ["accent on a letter without its dot"]


def _undo_known(text: str) -> tuple[str, list[str]]:
    """Undo, in each word, the encodings that ftfy knows."""
    from ftfy.badness import is_bad

    if not is_bad(text):
        return text, []
    kinds: list[str] = []
    words = re.split(r"([ \t\r\n]+)", text)
    for position, word in enumerate(words):
        if not word.isascii() and is_bad(word):
            words[position], found = _undo_word(word)
            kinds += found
    return "".join(words), kinds


def _undo_word(word: str) -> tuple[str, list[str]]:
    """Take from ftfy's plan the steps that are strict: encode, then decode as UTF-8.

    Its other steps guess at lost or altered characters, or rewrite control characters.
    """
    from ftfy import fix_encoding_and_explain
    from ftfy.fixes import decode_inconsistent_utf8

    plan = fix_encoding_and_explain(
        word, restore_byte_a0=False, replace_lossy_sequences=False, fix_c1_controls=False
    ).explanation
    kinds: list[str] = []
    for action, name in plan or ():
        if action == "encode":
            try:
                word = word.encode(name).decode("utf-8")
            except UnicodeError:
                break
            kinds.append(f"UTF-8 read as {name.removeprefix('sloppy-')}")
        elif action == "apply":
            mended = decode_inconsistent_utf8(word)
            if len(mended) >= len(word):
                break
            word = mended
            kinds.append("UTF-8 read as another encoding in places")
    return word, kinds


def _undo_code_pages(text: str) -> tuple[str, list[str]]:
    """Undo runs inside Latin words that some code page turns into Latin letters."""
    if not _BESIDE_LATIN.search(text):
        return text, []
    readings: dict[tuple[int, int], tuple[str, str]] = {}
    for match in _RUN.finditer(text):
        reading = _read_again(text, match)
        if reading:
            readings[match.span()] = reading
    if not readings:
        return text, []
    native = _scripts(_RUN.sub(lambda m: "" if m.span() in readings else m[0], text))
    kinds: list[str] = []

    def substitute(match: re.Match[str]) -> str:
        reading = readings.get(match.span())
        # Other letters of this script, outside any such run: the text is written in it.
        if reading is None or _scripts(match[0]) & native:
            return match[0]
        kinds.append(f"UTF-8 read as {reading[1]}")
        return reading[0]

    return _RUN.sub(substitute, text), kinds


def _read_again(text: str, match: re.Match[str]) -> tuple[str, str] | None:
    """Return what the run's bytes are in UTF-8, and the code page that gave them.

    Where code pages give different words, there is nothing to prove which: None.
    """
    run, (start, end) = match[0], match.span()
    before = _LETTERS_BEFORE.search(text[max(0, start - _LONGEST_WORD) : start])
    after = _LETTERS_AFTER.match(text[end : end + _LONGEST_WORD])
    left, right = before[0] if before else "", after[0] if after else ""
    if not (left or right) or not _is_suspicious(run, left):
        return None
    found: dict[str, str] = {}
    for code_page in CODE_PAGES:
        try:
            recovered = run.encode(code_page).decode("utf-8")
        except UnicodeError:
            continue
        if _is_plausible(left, recovered, right):
            found.setdefault(recovered, code_page)
    return next(iter(found.items())) if len(found) == 1 else None


def _is_suspicious(run: str, left: str) -> bool:
    """Tell whether a run is foreign inside a Latin word.

    Greek letters beside symbols are the mathematics of an abstract, not a sign of damage.
    A Latin capital with an accent is foreign directly after a small letter.
    """
    boxes = any("─" <= char <= "▟" for char in run)
    misplaced = run[0].isupper() and left[-1:].islower() and _script(run[0]) == "LATIN"
    return boxes or misplaced or bool(_scripts(run) - {"GREEK"})


def _is_plausible(left: str, recovered: str, right: str) -> bool:
    """Tell whether recovered characters make a word: Latin letters in a case that fits."""
    word = left + recovered + right
    in_capitals = len(left + right) > 1 and (left + right).isupper()
    for position, char in enumerate(recovered, len(left)):
        previous, following = word[:position][-1:], word[position + 1 : position + 2]
        if char in _PUNCTUATION:
            if not (previous.isalpha() and following.isalpha()):
                return False
            continue
        too_small = char.islower() and (in_capitals or following.isupper())
        too_big = char.isupper() and previous.islower()
        if too_small or too_big or not _is_latin_letter(char):
            return False
    return True


def _is_latin_letter(char: str) -> bool:
    """Tell whether a character is a letter of a European alphabet or of Vietnamese."""
    usual = char <= "ſ" or char in "ƠơƯưȘșȚț" or "\u1e00" <= char <= "\u1eff"
    return usual and _script(char) == "LATIN"


def _scripts(text: str) -> set[str]:
    """Name the scripts of a text's letters and marks, Latin apart."""
    return {_script(char) for char in text if not char.isascii()} - {"", "LATIN", "COMBINING"}


def _script(char: str) -> str:
    if unicodedata.category(char)[0] not in "LM":
        return ""
    return unicodedata.name(char, "").partition(" ")[0]
