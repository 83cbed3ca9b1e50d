"""Weigh how a text speaks of a task: is the paper on it, or does it merely name it?

A place that names a task has a sign, from what stands around it; the signs of all its places, and
of the other tasks that the text names, say together how sure the task is addressed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extraction.spelling import word_set
from kg.model import Concept

_MEANS = word_set(
    "via using by through with without from than beyond uses use leverages leveraging like unlike as"
)
"""Before these words stands what the work is for, after them what it takes."""
_OWN = re.compile(
    r"\b(?:we|our|ours|this (?:paper|work|article|study|thesis|survey|report|research|letter|task)|here|is (?:proposed|presented|introduced)"
    r"|are (?:proposed|presented|introduced)|(?:the|a) (?:proposed|presented|novel)|paper)\b", re.I,
)  # fmt: skip
_TRIED = re.compile(
    r"\b(?:experiments?|experimental|results?|evaluat\w+|benchmarks?|outperform\w*|state[- ]of[- ]the[- ]art|demonstrat(?:e|es|ed|ing)"
    r"|achiev\w+|improv\w+|appl(?:y|ied|ications?)|validat\w+|tested)\b", re.I,
)  # fmt: skip
_ASKED = re.compile(
    r"\b(?:problems?|tasks?|challenges?|questions?|issues?|settings?) (?:of|in|for)(?: \w+)?$"
    r"|\b(?:address\w*|tackl\w+|stud(?:y|ies|ied|ying)|solv\w+|consider\w*|investigat\w+|explor\w+|focus\w* on|propos\w+|present\w*"
    r"|introduc\w+|develop\w*|improv\w+|perform\w*|approach(?:es)? (?:to|for)|methods? (?:for|of|to)|algorithms? for|frameworks? for"
    r"|models? (?:for|of)|systems? for|networks? for|appl(?:y|ied) (?:\w+ ){0,2}to|applications? (?:to|of)|advances? in|datasets? for"
    r"|benchmarks? for|results (?:on|in|for)|(?:state of the art|state-of-the-art|performance) (?:on|in|for|of)|work on|for|towards?)"
    r"(?: (?:the|a|an|new|novel|more|better|both|real-time|robust|efficient|accurate|unsupervised|supervised|deep|neural|automatic|general|end-to-end"
    r"|joint|problem of|task of)){0,3}$", re.I,
)  # fmt: skip
_EXAMPLE = re.compile(
    r"\b(?:such as|e\.g\.?,?|including|like|inspired by|unlike|similar to|other than|beyond|crucial (?:for|in|to)"
    r"|success(?:es|ful)? (?:in|of|on|for)|essential (?:for|in|to)|important (?:for|in|to)|key to|progress in|from|future)\b[^.;:]{0,90}$", re.I,
)  # fmt: skip
_SUBJECT = re.compile(
    r"^ ?(?:\([^)]*\) )?(?:is|are|aims?|has|have|remains?|requires?|refers?|seeks?|plays?|involves?|poses?|tries|deals|consists|attempts?|becomes?"
    r"|problems?|tasks?|systems?|methods?|models?|algorithms?|approaches)\b", re.I,
)  # fmt: skip
_DRIVES = re.compile(
    r"^[ -]{0,3}(?:based|guided|aware|driven|enhanced|assisted|inspired|(?:\S+ ){0,2}for)\b", re.I
)
_IS_TASK = re.compile(
    r"^ ?(?:\S+ )?(?:tasks?|problems?|benchmarks?|datasets?|challenges?|settings?|corpus|corpora)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place that names a task: its tokens, and how the text speaks of it there.

    `marks` are further signs of `WEIGHTS`.
    """

    begin: int
    end: int
    concept: Concept
    sign: str
    cue: str
    marks: frozenset[str] = frozenset()


def sign_of(before: str, name: str, after: str, *, in_title: bool) -> tuple[str, str]:
    """Tell what a name stands in, between the rest of its sentence, and the words that say so.

    A generic name is a plain word, too. What no other words say, the name itself does.
    """
    if _is_means(before):
        return "said", name
    if in_title:
        return "title", name
    generic = name[1:].islower() and " " not in name
    subject = None if before.strip() or generic else _SUBJECT.match(after)
    if subject:
        return "subject", subject.group().strip()
    sentence = before + name + after
    own = _OWN.search(sentence)
    asked = _ASKED.search(before.rstrip()) if own else None
    tried = _TRIED.search(sentence) if own else None
    passing = (generic and not asked) or (not tried and _EXAMPLE.search(before))
    if not own or passing:
        return "said", name
    if asked:
        return "asked", asked.group()
    return ("tried", tried.group()) if tried else ("own", own.group())


def marks_of(before: str, name: str, after: str, *, in_title: bool) -> set[str]:
    """Tell what else speaks for a name, or against it."""
    found = {"single"} if " " not in name and name[1:].islower() else set()
    if _is_means(before):
        found.add("means")
    if in_title:
        return found | ({"drives"} if _DRIVES.match(after) else set())
    if _IS_TASK.match(after):
        found.add("is task")
    return found | ({"example"} if _EXAMPLE.search(before) else set())


def _is_means(before: str) -> bool:
    return not _MEANS.isdisjoint(before.lower().split()[-2:])
