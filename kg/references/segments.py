"""What the run of tokens between two stops, or two commas, tells of each token in it.

A field mostly is such a run, so its neighbours tell where it ends: what follows a title looks like
a journal, a publisher or a place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.references.tokens import Token

_STOPS = frozenset('.?!”»"')
_COMMAS = _STOPS | frozenset(",;:()[]–—|·/")
_OPENING = ("“", '"', "«", "‘", "(", "[")
_CUES = {
    "journal": "J", "proceedings": "B", "proc": "B", "conference": "B", "conf": "B", "symposium": "B", "workshop": "B",
    "transactions": "J", "trans": "J", "letters": "J", "lett": "J", "review": "J", "annals": "J", "bulletin": "J",
    "magazine": "J", "revue": "J", "zeitschrift": "J", "revista": "J", "rivista": "J", "advances": "B", "acta": "J",
    "congress": "B", "meeting": "B", "press": "P", "verlag": "P", "university": "U", "universität": "U", "univ": "U",
    "université": "U", "publishers": "P", "publishing": "P", "éditions": "P", "publications": "P", "books": "P",
    "inc": "P", "ltd": "P", "sons": "P", "institute": "U", "department": "U", "dept": "U", "school": "U", "laboratory": "U",
    "report": "R", "tech": "R", "thesis": "R", "dissertation": "R", "memo": "R", "technical": "R", "eds": "E", "editors": "E",
    "ed": "E", "editor": "E", "dir": "E", "coord": "E", "coords": "E", "org": "E", "orgs": "E", "comp": "E", "hrsg.": "E", "editado": "E", "éds": "E", "hgg": "E", "edited": "E", "éd": "E", "hg": "E", "hrsg": "E", "vol": "V", "volume": "V", "no": "V", "pp": "V",
    "pages": "V", "in": "I", "retrieved": "N", "available": "N", "accessed": "N", "presented": "N", "unpublished": "N",
}  # fmt: skip
"""Words that tell what a run is, whatever else stands in it."""
_JOINTS = frozenset({"and", "&", "et", "und", "y", "e", "with"})
_PATTERN = 5
_LENGTHS = (1, 2, 4, 7, 12)


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of tokens: which, and in letters what they look like."""

    start: int
    end: int
    look: str
    class_: str
    cues: str
    pattern: str


def segments_of(
    tokens: Sequence[Token], kinds: Sequence[str], classes: Sequence[str], *, fine: bool
) -> list[Segment]:
    """Cut tokens into runs, at line ends and stops or, finely, at commas, colons and brackets too."""
    ends = _COMMAS if fine else _STOPS
    found = []
    start = 0
    for place, token in enumerate(tokens):
        is_stop = bool(ends.intersection(token.after)) and not (
            kinds[place] == "initial" and token.after[:1] == "." and len(token.after) == 1
        )
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        opens = fine and after is not None and after.before[-1:] in _OPENING
        if is_stop or opens or after is None or after.begins_line:
            found.append(_segment(tokens, kinds, classes, start, place + 1))
            start = place + 1
    return found


def _segment(
    tokens: Sequence[Token], kinds: Sequence[str], classes: Sequence[str], start: int, end: int
) -> Segment:
    cores = [each.core for each in tokens[start:end]]
    words = [each for each, kind in zip(cores, kinds[start:end], strict=True) if kind == "word"]
    small = sum(each[:1].islower() for each in words)
    share = (
        0 if not words else 1 + (small > 0) + (small * 3 > len(words)) + (small * 2 > len(words))
    )
    length = sum(end - start > each for each in _LENGTHS)
    digits = any(char.isdigit() for core in cores[:8] for char in core[:6])
    initials = any(kind == "initial" for kind in kinds[start:end])
    counted = Counter(each[:1] for each in classes[start:end] if each != "-")
    class_ = min(counted, key=lambda each: (-counted[each], each)) if counted else "-"
    pattern = "".join(
        _letter(core, kind) for core, kind in zip(cores[:_PATTERN], kinds[start:end], strict=False)
    )
    return Segment(
        start,
        end,
        f"{share}{length}{digits:d}{initials:d}",
        class_,
        cues_of(tokens[start:end]),
        pattern,
    )


def cues_of(tokens: Sequence[Token]) -> str:
    """Return the letters of the words that tell what a run is, each once."""
    return "".join(
        sorted({_CUES[word] for each in tokens if (word := each.core.casefold()) in _CUES})
    )


def _letter(core: str, kind: str) -> str:
    """Write a token as one letter: `i` initials, `X` a capital, `x` none, `&` a joint, `d` digits."""
    if kind == "initial":
        return "i"
    if core.casefold() in _JOINTS:
        return "&"
    return "x" if core[:1].islower() else "X" if core[:1].isalpha() else "d" if core else "-"


def segment_features(name: str, segments: Sequence[Segment]) -> list[list[str]]:
    """Return the features of each token that its run and the runs beside it give."""
    rows: list[list[str]] = []
    for place, each in enumerate(segments):
        before = segments[place - 1] if place else _EDGE
        earlier = segments[place - 2] if place > 1 else _EDGE
        after = segments[place + 1] if place + 1 < len(segments) else _EDGE
        beyond = segments[place + 2] if place + 2 < len(segments) else _EDGE
        shared = [
            f"{name}l={each.look}", f"{name}c={each.class_}{each.cues}", f"{name}lc={each.look}{each.class_}", f"{name}u={each.cues}",
            f"{name}-={before.class_}{before.cues}", f"{name}+={after.class_}{after.cues}", f"{name}+l={after.look}", f"{name}-l={before.look}",
            f"{name}++={after.class_}{after.cues}{beyond.class_}{beyond.cues}", f"{name}n={min(place, 6)}", f"{name}e={min(len(segments) - place, 5)}",
            f"{name}c+={each.class_}{each.cues}>{after.class_}{after.cues}", f"{name}nl={min(place, 3)}{each.class_}{each.look[:2]}",
            f"{name}p={each.pattern}", f"{name}-p={before.pattern}|{each.pattern}", f"{name}+p={each.pattern}|{after.pattern}",
            f"{name}pn={min(place, 3)}{each.pattern}", f"{name}pp={each.pattern in (before.pattern, earlier.pattern):d}{each.pattern}",
        ]  # fmt: skip
        size = each.end - each.start
        rows += [
            [*shared, f"{name}i={min(inside, 2)}{min(size - inside, 3)}"] for inside in range(size)
        ]
    return rows


_EDGE = Segment(0, 0, "^", "^", "^", "^")
