"""Tell words of a title, and halves of names, from names."""

from __future__ import annotations

import re
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
SECOND = re.compile(r"[ye] [^\W\d_a-z][^\s,;]*+ [^\W\d_a-z]")
"""What stands behind a whole name and begins another: `y Bo Chen`, and no `y Gasset`."""
_STOPS_TEXT = """
a an and are as at by for from in into is its of on or over the their to toward towards under using
via we what when where why how with without not do does can beyond through about between based
within after against during le la les des une un pour dans sur par avec aux du der die das den dem
ein eine für mit auf im zur zum bei el los las una para con por en os da dos na no em in:
proceedings proc journal conference workshop symposium transactions international national
university press letters review annals lecture notes vol volume pages chapter thesis dissertation
department institute report january february march july september october november
december preprint arxiv submitted accepted accept published appear springer elsevier ieee acm conf
advances technical series association
instituto universidade universidad università université universität universiteit faculty faculdade facultad
fakultät hochschule college colleges laboratory laboratoire laboratorio
pdf doi code slides video paper poster abstract
bibtex link website html supplementary
"""
STOPS = frozenset(_STOPS_TEXT.split())
_SUBJECTS_TEXT = """
learning networks network analysis systems system theory model models methods method data
language neural deep study approach application applications algorithm algorithms control detection optimization design new
"""
SUBJECTS = frozenset(_SUBJECTS_TEXT.split())
"""Words of titles that are given names, too, but no family names."""
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
