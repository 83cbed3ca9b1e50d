"""Find in one sentence what a paper does with a name, and the cue that says so.

A relation needs a cue in the sentence of the mention. A name without one is only mentioned.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.model import ConceptType, Relation


class Found(NamedTuple):
    relation: Relation
    cue: str


_VERBS = r"""introduc(?:e|es|ed|ing)|propos(?:e|es|ed|ing)|present(?:s|ed|ing)?|develop(?:s|ed|ing)?
    |releas(?:e|es|ed|ing)|design(?:s|ed)?|devis(?:e|es|ed)|contribut(?:e|es|ed)|creat(?:e|es|ed)
    |construct(?:s|ed)?|buil(?:d|ds|t)|unveil|deriv(?:e|es|ed)|describ(?:e|es)|call(?:ed)?|nam(?:e|ed)
    |dub(?:bed)?|term(?:ed)?|refer"""
_INTRODUCES = re.compile(
    rf"""\b(?:we|I|this\ (?:paper|work|article|study|report)|the\ paper|our\ (?:work|paper)|is|are)\b
    [^.;]{{0,50}}?\b(?P<cue>{_VERBS})\b
    (?P<gap>(?:(?!\b(?:that|which|using|based|by|than|over|from|with|between|against|upon|of|on|for|to|in
    |extend\w*|including|performance|results)\b)[^.;:]){{0,110}})$""",
    re.VERBOSE | re.IGNORECASE,
)
"""The gap from verb to name holds no preposition: the name is what is introduced, no part of it."""
_DIRECT = re.compile(
    rf"""\b(?:[Ww]e|[Tt]his\ (?:paper|work|article))\b[^.;,]{{0,30}}?\b(?P<cue>{_VERBS})\s
    \W*(?:(?:the|a|an|new|novel)\W+)*(?:[A-Z][\w-]*\ (?:of\ |for\ )?)*\W*$""",
    re.VERBOSE,
)
"""For a known name: the verb, then at once the name, or its long form and a bracket."""
_ENDS_PHRASE = re.compile(r"\s?(?:[,.:(\)*]|that\b|which\b|for\b|to\b|and\b)")
_NAMES = re.compile(
    r"""\b(?P<cue>called|named|dubbed|termed|coined|namely|titled|which\ we\ (?:call|term|name|dub)
    |refer(?:red)?\ to\ (?:it\ )?as)\s+(?:(?:the|a|an)\s+)?[\W_]*$""",
    re.VERBOSE | re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?P<cue>our\ |the\ (?:newly\ )?proposed\ )(?:(?!and\b)[\w-]+,?\ ){0,3}[\W_]*$",
    re.VERBOSE | re.IGNORECASE,
)
_EXCELS = re.compile(
    r"""^\s?(?:\([^)]*\)\s)?(?:\w+ly\ )?(?:can\ )?(?P<cue>(?:out)?perform(?:s|ed)?|surpass(?:es|ed)|achiev(?:es|ed)|improv(?:es|ed)
    |exceeds|consists\ of|comprises|obtains|attains|introduces|enables|learns|provides|is\ able\ to|sets|reaches|leverages|allows)\b""",
    re.VERBOSE,
)
_NOVEL = re.compile(
    r"\b(?P<cue>(?:novel|new)\ (?:[\w-]+\ ){1,6}?)(?:\(|,\ |--?\ ?|—|:\ )?[\W_]*$",
    re.VERBOSE | re.IGNORECASE,
)
_SOLVES = re.compile(
    r"""\b(?:we|this\ (?:paper|work))\b[^.;]{0,30}?\b(?P<cue>overcome|address|tackle|solve|mitigate|alleviate|handle|achieve)s?\b
    [^.;]{0,80}?\b(?:with|via|by|through)\ (?:(?:a|an|the|our|novel|new)\ )*(?:[A-Z][\w-]*\ )*\W*$""",
    re.VERBOSE | re.IGNORECASE,
)
_INTRODUCTIONS = (_NAMES, _INTRODUCES, _OWN, _NOVEL, _SOLVES)
_EVALUATES = re.compile(
    r"""\b(?P<cue>[Ee]valuat\w+|[Ee]xperiment\w*|[Vv]alidat\w+|[Tt]est(?:s|ed|ing)?|benchmark(?:s|ed)?
    |[Dd]emonstrat\w+|[Rr]esults?|(?:[Oo]ut)?[Pp]erform\w*|[Aa]chiev\w+|state[-\s]of[-\s]the[-\s]?art|[Ss]how\w*
    |improv\w+|[Ee]mpirical\w*|appl(?:y|ied|ications?)|solv\w+|learn\w*|train(?:ed|ing)?|tasks?|domains?
    |environments?|data\s?sets?|games?|suite|[Oo]n|surpass\w*|exceed\w*|gains?|[Cc]ompar\w+)\b""",
    re.VERBOSE,
)
_EVALUATED = re.compile(
    r"^[^.;,A-Z]{0,30}?\b(?P<cue>benchmarks?|data\s?sets?|games?|tasks?|environments?|suite|domains?|show that)\b"
)
_BACKGROUND = re.compile(
    r"\b(?:success(?:es|ful)?|advances|strides|superhuman|super-human|recent(?:ly)?|existing|prior|traditional(?:ly)?)\b[^.;]{0,160}$",
    re.IGNORECASE,
)
_OURS = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)
_USES_DATA = re.compile(
    r"\b(?P<cue>pre-?train(?:ed|ing)? (?:\w+ ){0,4}on|built (?:up)?on(?: top of)?|builds (?:up)?on|based on)\b[^.;,]{0,40}$",
    re.IGNORECASE,
)
_COMPARES = re.compile(
    r"""\b(?P<cue>outperform(?:s|ed|ing)?|compar(?:e|es|ed|ing|ison|isons|able|ably)|than|surpass(?:es|ed|ing)?
    |exceed(?:s|ed|ing)?|superior(?:ity)?|beat(?:s|ing)?|baselines?|versus|vs\.?|over|competitive\ with|on\ par\ with
    |in\ contrast\ to|unlike|different\ from|alternatives?\ to|match(?:es)?)\b(?!-)(?P<gap>[^.;]{0,140})$""",
    re.VERBOSE | re.IGNORECASE,
)
_USES = re.compile(
    r"""\b(?P<cue>us(?:e|es|ed|ing)|based\ (?:up)?on|buil(?:d|ds|t|ding)\ (?:up)?on|combin(?:e|es|ed|ing|ation)
    |extend(?:s|ed|ing)?|extensions?|leverag\w+|employ(?:s|ed|ing)?|appl(?:y|ies|ied|ying)|adopt(?:s|ed|ing)?|via
    |through|integrat\w+|train(?:s|ed|ing)?|inspired\ by|variants?|generali[sz]\w+|adapt(?:s|ed|ing)?|incorporat\w+
    |exploit\w*|utili[sz]\w+|with|by|implement\w*|improv(?:e|es|ing)|fine-?tun\w+|stud(?:y|ies|ied)|analy[sz]\w*
    |investigat\w+|revisit\w*|understand\w*)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(?P<cue>(?:we|our|this paper|this work)\s\w+)", re.IGNORECASE)
_SUFFIX = re.compile(r"^\s?-\s?(?P<cue>based|style|like|inspired|regularized|driven|type)\b")


def relation_of(type_: ConceptType, before: str, after: str, *, new: bool) -> Found:
    """Find the relation of a name and its cue, from the text of its sentence before and after it.

    `new` says that the name is not of the vocabulary: a known one is rarely introduced again.

    >>> relation_of("benchmark", "We evaluate on ", " games.", new=False)
    Found(relation='evaluates_on', cue='evaluate')
    """
    if match := _SUFFIX.search(after):
        return Found("uses", match["cue"])
    return (
        _introduction(before, after, new=new)
        or (_of_benchmark(before, after) if type_ == "benchmark" else _of_method(before))
        or Found("mentions", "")
    )


def _introduction(before: str, after: str, *, new: bool) -> Found | None:
    if new:
        found = (pattern.search(before) for pattern in _INTRODUCTIONS)
        match = next(filter(None, found), None) or _EXCELS.search(after)
    else:
        match = _DIRECT.search(before) if _ENDS_PHRASE.match(after) else None
    return Found("introduces", match["cue"].strip()) if match else None


def _of_benchmark(before: str, after: str) -> Found | None:
    if match := _USES_DATA.search(before):
        return Found("uses", match["cue"])
    if _BACKGROUND.search(before) and not _OURS.search(before):
        return None
    match = _EVALUATES.search(before) or _EVALUATED.search(after)
    return Found("evaluates_on", match["cue"]) if match else None


def _of_method(before: str) -> Found | None:
    match = _COMPARES.search(before)
    if match and not _USES.search(match["gap"]):
        return Found("compares_with", match["cue"])
    match = _USES.search(before) or _FIRST_PERSON.search(before)
    return Found("uses", match["cue"]) if match else None
