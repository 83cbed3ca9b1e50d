"""Mark the words of a text that are no running text: headings of its parts, cited authors, addresses.

No name is found in a heading or among cited authors (`doc._.structure`); in an address
(`doc._.addresses`) only one that the document names elsewhere too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import compress, count

from kg.extraction.spelling import word_set
from kg.extraction.word_tests import WordTest

_HEADINGS = word_set("""
abstract acknowledgement acknowledgements aim aims analysis analyses application applications approach assessment
background biopsychosocial case challenge challenges characteristics clinical collection comparison conclusion
conclusions consideration considerations content context contribution contributions copyright criteria data database
databases dataset datasets description design development discussion discussions disclosure disclosures eligibility
ethics evaluation evidence experiment experiments experimental exposure exposures finding findings funding future
goal goals highlight highlights hypothesis hypotheses implementation implication implications importance index
intervention interventions interpretation introduction issue issues key keyword keywords learning level limitation
limitations limits location main material materials measure measurement measurements measures method methodology
methods mini motivation novelty number objective objectives observation observations originality outcome outcomes
overview participant participants patient patients perspective perspectives place point points population practice
problem problems procedure procedures prospero protocol purpose question questions rationale recommendation
recommendations registration relevance report reports research responses result results review sample sampling scope
search secondary selection setting settings significance source sources state statement strategy strategies strengths
study studies subject subjects summary synthesis systematic task tasks terms theory topic trial value work works
""")
"""Words that head the parts of an abstract."""
_LINKS = word_set("and or of the in for & / , - – ( ) 's ’s to with on")
_LONGEST = 8
"""Tokens of a heading."""
_ENDS = frozenset(".:?!)]}")
_MARKS = frozenset(":—–")
_YEAR = re.compile(r"(?:19|20)\d\d[a-z]?")
_FAMILY = re.compile(r"[^\W\d_a-z][^\W\d_]*[a-z][^\W\d_]*")
_MAY_END = WordTest(lambda text: text.isspace() or text in _ENDS)
_MAY_CITE = WordTest(
    lambda text: text in {*"()[]&", "et"} or text.startswith("et al") or _YEAR.fullmatch(text)
)
_BY = word_set("by of from following in see e.g. cf. and")
_INITIAL = re.compile(r"[A-Z]")


def find_headings(texts: list[str], starts: list[bool], title_end: int) -> Iterator[int]:
    """Yield the tokens of headings: `METHODS:`, `Results and conclusion —`, `BACKGROUND Lamps are`.

    Where a text has two headings that are known, other words before a colon are one too.
    """
    known: list[range] = []
    doubtful: list[range] = []
    after = (n + 1 for n in _MAY_END.places(texts))
    begins = (n for n in compress(count(), starts))
    for begin in sorted({title_end, *after, *begins}):
        if not title_end <= begin < len(texts):
            continue
        if not (starts[begin] or begin == title_end or _ends(texts, begin)):
            continue
        end = _heading_end(texts, begin)
        run = range(begin, end)
        words = [texts[index] for index in run if texts[index] not in _LINKS]
        if not words or not words[0][0].isupper():
            continue
        if not all(word[0].isupper() or word in _HEADINGS for word in words):
            continue
        ours = all(word.casefold() in _HEADINGS for word in words)
        if end < len(texts) and texts[end] in _MARKS:
            (known if ours else doubtful).append(run)
        elif ours and (all(word.isupper() for word in words) or _is_bare(texts, run)):
            known.append(run)
    for run in (*known, *(doubtful if len(known) > 1 else ())):
        yield from run


def _ends(texts: list[str], index: int) -> bool:
    """Tell whether what stands before a token ends a sentence or a part, white space left aside."""
    before = texts[index - 1]
    if before.isspace():
        return "\n" in before or (index > 1 and texts[index - 2] in _ENDS)
    return before in _ENDS


def _heading_end(texts: list[str], begin: int) -> int:
    """Return where a heading ends: at a mark, or at the first word that is not of headings."""
    bound = min(begin + _LONGEST, len(texts))
    for end in range(begin, bound):
        if texts[end] in _MARKS:
            return end
        if texts[end] in _ENDS:
            break
    end = begin
    while end < bound and (texts[end].casefold() in _HEADINGS or texts[end] in _LINKS):
        if end > begin and texts[begin].isupper() and not texts[end].isupper():
            break
        end += 1
    return end


def _is_bare(texts: list[str], run: range) -> bool:
    """Tell whether one word stands before the capital of a sentence: `Background Lamps are dark`."""
    follows = texts[run.stop] if run.stop < len(texts) else ""
    return len(run) == 1 and (follows == "." or (follows[:1].isupper() and follows[1:].islower()))


def find_cited(texts: list[str]) -> Iterator[int]:
    """Yield the tokens of cited authors: `Lamp et al.`, `(Lamp & Owl, 2019)`, `by Lamp & Owl`."""
    bracketed = False
    for index in _MAY_CITE.places(texts):
        text = texts[index]
        if text in "([":
            bracketed = True
        elif text in ")]":
            bracketed = False
        if text == "et" or text.startswith("et al"):
            yield from _families(texts, index)
        elif _YEAR.fullmatch(text) and index:
            end = index - (texts[index - 1] in {",", "("})
            if (bracketed and texts[end] == ",") or _is_joined(texts, end):
                yield from _families(texts, end)
        elif text == "&" and index > 1 and texts[index - 2] in _BY and _is_family(texts, index + 1):
            yield from _families(texts, index + 2)


def _is_family(texts: list[str], index: int) -> bool:
    return 0 <= index < len(texts) and bool(_FAMILY.fullmatch(texts[index]))


def _is_joined(texts: list[str], end: int) -> bool:
    return (
        end > 2
        and texts[end - 2] in {"&", "and"}
        and (_is_family(texts, end - 1) and _is_family(texts, end - 3))
    )


def _families(texts: list[str], end: int) -> Iterator[int]:
    """Yield the family names that stand before a token, in a list of them."""
    index = end - 1
    while index >= 0:
        if _is_family(texts, index) or (_INITIAL.fullmatch(texts[index]) and index + 1 < end):
            yield index
        elif texts[index] not in {",", "&", "and", ".", "-"}:
            return
        index -= 1


def find_structure(texts: list[str], starts: list[bool], title_end: int) -> frozenset[int]:
    """Return the tokens of headings and cited authors."""
    return frozenset((*find_headings(texts, starts, title_end), *find_cited(texts)))


def find_addresses(texts: list[str]) -> frozenset[int]:
    """Return the tokens of addresses of the web, the last part of the path among them."""
    found = {index for index, text in enumerate(texts) if "://" in text}
    return frozenset(found | {index + 1 for index in found if texts[index].endswith("/")})
