"""One key for all spellings of a name: case, hyphens, spaces, plural, British and American."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.extraction.markup import plain_name
from kg.extraction.tokenizer import HYPHENS, tokenize


def word_set(text: str) -> frozenset[str]:
    """Return the words of a list that is written as text."""
    return frozenset(text.split())


_DROPPED = re.compile(rf"[{HYPHENS}\s]")
_VARIANTS = (
    ("isation", "ization"),
    ("ised", "ized"),
    ("behaviour", "behavior"),
    ("behavioural", "behavioral"),
    ("modelling", "modeling"),
    ("labelling", "labeling"),
    ("neighbour", "neighbor"),
)


@lru_cache(maxsize=1 << 14)
def squeeze(token: str) -> str:
    """Take hyphens, spaces and markup out of a token, and write one apostrophe."""
    return _DROPPED.sub("", plain_name(token)).replace("’", "'")


def _is_plural_acronym(name: str) -> bool:
    return name.endswith("s") and name[:-1].isupper() and len(name) > 2


def singular(key: str) -> str:
    """Take the plural ending off a key or a name.

    >>> [singular(name) for name in ("GRUs", "processes", "process", "policies")]
    ['GRU', 'process', 'process', 'policy']
    """
    if _is_plural_acronym(key):
        return key[:-1]
    if len(key) < 3 or not key.endswith("s") or key.endswith(("ss", "us", "is")):
        return key
    if key.endswith("ies") and len(key) > 4:
        return key[:-3] + "y"
    if key.endswith(("sses", "xes", "ches", "shes")):
        return key[:-2]
    return key[:-1]


@lru_cache(maxsize=1 << 14)
def token_key(token: str) -> str:
    """Reduce a token to what all its spellings share: case, hyphens, plural, British or American.

    >>> token_key("CIFAR-10"), token_key("optimisation")
    ('cifar10', 'optimization')
    """
    squeezed = squeeze(token)
    key = singular((squeezed[:-1] if _is_plural_acronym(squeezed) else squeezed).casefold())
    for variant, standard in _VARIANTS:
        if key.endswith(variant):
            return key[: -len(variant)] + standard
    return key


@lru_cache(maxsize=1 << 14)
def name_key(name: str) -> str:
    """Reduce a whole name to the key of all its spellings.

    >>> name_key("Actor-Critics") == name_key("actor critic")
    True
    """
    return "".join(map(token_key, tokenize(name)))


@lru_cache(maxsize=1 << 14)
def squeezed_name(name: str) -> str:
    """Write a name without hyphens and spaces, in its own case."""
    return "".join(map(squeeze, tokenize(name)))


def is_single(name: str) -> bool:
    """Tell whether a name is one word, without space or hyphen."""
    return not _DROPPED.search(name)
