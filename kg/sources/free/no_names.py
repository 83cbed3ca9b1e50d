"""Tell words of a title, and halves of names, from names."""

from __future__ import annotations

from collections.abc import Sequence

from kg.text import is_cjk

_PARTICLES_TEXT = """
de del della der den di da das do dos du la le van von vom zu zur ter ten te bin ibn al el y e af av
des
"""
PARTICLES = frozenset(_PARTICLES_TEXT.split())
_ARTICLES_TEXT = """
Der Die Eine The Les Los Las Il Gli Het Een Wer Zur Zum Vom
"""
_ARTICLES = frozenset(_ARTICLES_TEXT.split())
_WITHIN_TEXT = """
zu zur zum und y e i ben bin bint bar ibn abu op in thoe ap ab
"""
_WITHIN = frozenset(_WITHIN_TEXT.split())
"""What is written small within names, beside particles."""


def are_no_names(names: Sequence[str]) -> bool:
    """Tell words of a title from names: these begin with no article, and few of their words are written small.

    >>> are_no_names(["Die Nacht der Stadt"]), are_no_names(["Le droit de la nuit", "Paris"])
    (True, True)
    >>> are_no_names(["Ana van der Berg", "bell hooks", "Youheng zhu", "Der Kiureghian, A."])
    False
    """
    return any(map(_is_no_name, names))


def are_words(said: str) -> bool:
    """Tell whether a word behind the first is written small, and is none that names have so.

    >>> are_words("Nocne straże"), are_words("Ana van der Berg")
    (True, False)
    """
    return any(
        each.islower() and each not in PARTICLES and each not in _WITHIN
        for each in said.split()[1:]
    )


def _is_no_name(name: str) -> bool:
    words = name.split()
    if not words or is_cjk(name):
        return False
    if words[0] in _ARTICLES:
        return "," not in name and "." not in name
    small = [each for each in words if each.rstrip(".").isalpha() and each.islower()]
    odd = [each for each in small if each not in PARTICLES and each not in _WITHIN]
    # `Youheng zhu` and `bell hooks` are names, as someone wrote them.
    return len(odd) > 0 and len(small) < len(words) and (len(words) > 2 or words[0] in odd)


def is_single(part: str) -> bool:
    """Tell one word, which is half a name where it is not in letters that no blank parts."""
    return len(_without_particles(part.split())) == 1 and not is_cjk(part)


def _without_particles(words: list[str]) -> list[str]:
    """Return the words of a name that are no particles; all of them where there are no others.

    What is written in capitals are initials: the `Y` of `Bao Y`.
    """
    return [each for each in words if each.isupper() or each.casefold() not in PARTICLES] or words
