"""Recognise venues: one key and one name for each, however a record writes it.

The table holds what is generally known of venues of machine learning; all others go by their
normalised name.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.identity import digest, slugify
from kg.text import fold

_KNOWN = {
    "NeurIPS": "NIPS|Neural Information Processing Systems|Advances in Neural Information Processing"
    " Systems|Conference on Neural Information Processing Systems",
    "NeurIPS Datasets and Benchmarks": "NIPS Datasets and Benchmarks|NIPS Datasets and Benchmarks"
    " Track|NeurIPS Datasets and Benchmarks Track|NeurIPS Track on Datasets and Benchmarks|Neural"
    " Information Processing Systems Track on Datasets and Benchmarks",
    "ICML": "International Conference on Machine Learning",
    "ICLR": "International Conference on Learning Representations",
    "AISTATS": "Artificial Intelligence and Statistics|International Conference on Artificial"
    " Intelligence and Statistics",
    "AAAI": "AAAI Conference on Artificial Intelligence|National Conference on Artificial Intelligence",
    "IJCAI": "International Joint Conference on Artificial Intelligence|International Joint"
    " Conferences on Artificial Intelligence",
    "UAI": "Uncertainty in Artificial Intelligence|Conference on Uncertainty in Artificial Intelligence",
    "COLT": "Conference on Learning Theory|Computational Learning Theory",
    "ACML": "Asian Conference on Machine Learning",
    "CoRL": "Conference on Robot Learning",
    "RSS": "Robotics Science and Systems",
    "ICRA": "International Conference on Robotics and Automation|IEEE International Conference on"
    " Robotics and Automation",
    "IROS": "International Conference on Intelligent Robots and Systems|IEEE RSJ International"
    " Conference on Intelligent Robots and Systems",
    "AAMAS": "International Conference on Autonomous Agents and Multiagent Systems|Autonomous Agents"
    " and Multiagent Systems",
    "CVPR": "Computer Vision and Pattern Recognition|IEEE Conference on Computer Vision and Pattern"
    " Recognition|IEEE CVF Conference on Computer Vision and Pattern Recognition|Conference on"
    " Computer Vision and Pattern Recognition",
    "ICCV": "International Conference on Computer Vision|IEEE International Conference on Computer"
    " Vision|IEEE CVF International Conference on Computer Vision",
    "ECCV": "European Conference on Computer Vision",
    "ACL": "Annual Meeting of the Association for Computational Linguistics|Association for"
    " Computational Linguistics",
    "EMNLP": "Empirical Methods in Natural Language Processing|Conference on Empirical Methods in"
    " Natural Language Processing",
    "NAACL": "North American Chapter of the Association for Computational Linguistics",
    "EACL": "European Chapter of the Association for Computational Linguistics",
    "COLING": "International Conference on Computational Linguistics",
    "TACL": "Transactions of the Association for Computational Linguistics",
    "KDD": "Knowledge Discovery and Data Mining|International Conference on Knowledge Discovery and"
    " Data Mining|ACM SIGKDD International Conference on Knowledge Discovery and Data Mining",
    "JMLR": "Journal of Machine Learning Research|J Mach Learn Res",
    "TMLR": "Transactions on Machine Learning Research",
    "JAIR": "Journal of Artificial Intelligence Research|J Artif Intell Res",
    "TPAMI": "IEEE Transactions on Pattern Analysis and Machine Intelligence|IEEE Trans Pattern Anal"
    " Mach Intell",
    "Machine Learning": "Mach Learn",
    "Neural Computation": "Neural Comput",
    "Nature": "",
    "Science": "",
    "arXiv": "CoRR|arXiv preprint|Computing Research Repository|ArXiv e-prints",
}
"""Name: other names, parted by bars; ambiguous short ones are left out."""

_FRAME = re.compile(
    r"^in\b|\b(?:proceedings|proc|of the|in the|annual|the|\d+ ?(?:st|nd|rd|th)?|(?:twenty|thirty|forty|"
    r"fifty)(?: \w+)?(?= (?:international|annual|conference|aaai))|(?:first|second|third|fourth|"
    r"fifth|sixth|seventh|eighth|ninth|tenth)|vol(?:ume)?|cs [a-z]{2}|abs)\b"
)

_SERVERS = ("arxiv", "biorxiv", "medrxiv", "chemrxiv", "psyarxiv", "ssrn", "research square",
            "egusphere", "preprints org", "osf preprints", "techrxiv")  # fmt: skip

_ARTICLE = re.compile(r"^the (?=\w)", re.IGNORECASE)
_QUALIFIER = re.compile(
    r" \([^()]+ : (?:1[89]|20)\d\d\)$| : (?:the )?official (?:journal|organ|publication) of .*",
    re.IGNORECASE,
)
"""Place and first year of a journal, and whose it is, as the National Library of Medicine adds them."""


def _bare(name: str) -> str:
    """Reduce a name to what tells venues apart: no year, number, or `Proceedings of the`."""
    return " ".join(_FRAME.sub(" ", fold(name)).split())


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    return {
        _bare(each): name
        for name, others in _KNOWN.items()
        for each in (name, *others.split("|"))
        if each
    }


@lru_cache(maxsize=4096)
def known_venue(name: str) -> str | None:
    """Return the usual name of a known venue, None for any other.

    >>> known_venue("Proceedings of the 37th International Conference on Machine Learning (2020)")
    'ICML'
    >>> known_venue("Advances in Neural Information Processing Systems 33"), known_venue("Owl News")
    ('NeurIPS', None)
    """
    bare = _bare(name)
    found = _table().get(bare)
    if found is None and "workshop" not in bare:
        # `… (ICML)`: a known name with its acronym behind it, or the other way round.
        for end in range(len(words := bare.split()) - 1, 0, -1):
            first, last = _table().get(" ".join(words[:end])), _table().get(" ".join(words[end:]))
            if first is not None and first == last:
                return first
    return found


def venue_key(name: str) -> str:
    """Derive the key of a venue: the slug of its usual name, else of its name as it stands.

    An article before a name tells none apart, nor does `&` for `and`, nor what a library adds. A
    hash follows where the name has letters that are not Latin.

    >>> venue_key("NIPS 2016"), venue_key("Owl News, 2016"), venue_key("Сова, 2016")
    ('neurips', 'owl-news-2016', '2016-528d2ea222d77190')
    >>> venue_key("The Owl & Mouse") == venue_key("Owl and Mouse"), venue_key("The")
    (True, 'the')
    >>> venue_key("Owl journal (Oslo, Norway : 1997)"), venue_key("Owls : official journal of the Owl Society")
    ('owl-journal', 'owls')
    """
    usual = known_venue(name)
    if not usual:
        usual = _QUALIFIER.sub("", _ARTICLE.sub("", name)).replace(" & ", " and ")
    slug, folded = slugify(usual), fold(usual)
    if slug and folded.isascii():
        return slug
    # Letters that no slug has tell venues apart, too.
    return f"{slug or 'venue'}-{digest(folded or usual)}"


def is_preprint_server(name: str) -> bool:
    """Tell whether a venue is a server of preprints, and no journal.

    >>> is_preprint_server("CoRR"), is_preprint_server("SSRN Electronic Journal"), is_preprint_server("Owl Letters")
    (True, True, False)
    """
    return known_venue(name) == "arXiv" or fold(name).startswith(_SERVERS)
