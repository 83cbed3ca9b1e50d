"""Take the addresses out of what a record links to: an address, addresses by their names, or a list of such."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TARGETS = ("url", "link", "href", "URL")
_LABELS = ("name", "label", "text", "title", "type")

_BESIDE = re.compile(
    r"\b(?:web ?(?:page|site)|project|videos?|slides?|posters?|talks?|twitter|thread|blog|media|news|press|data(?: ?sets?)?|demo|cover)\b",
    re.IGNORECASE,
)


def is_beside(name: str) -> bool:
    """Tell by its name a link that leads to something else than the paper: a video, a project."""
    return bool(_BESIDE.search(name))


def links_in(value: object) -> Iterator[tuple[str, str]]:
    """Yield the name and the address of each link; the name is empty where there is none.

    >>> list(links_in({"code": "https://owls.example/code", "pdf": None}))
    [('code', 'https://owls.example/code')]
    >>> list(links_in([{"text": "arXiv", "url": "https://arxiv.org/abs/1901.00001"}]))
    [('arXiv', 'https://arxiv.org/abs/1901.00001')]
    """
    if isinstance(value, str):
        yield "", value
    elif isinstance(value, list):
        for each in value:
            yield from links_in(each)
    elif isinstance(value, dict):
        target = next((value[each] for each in _TARGETS if isinstance(value.get(each), str)), None)
        if target is not None:
            said = (value.get(each) for each in _LABELS)
            yield next((each for each in said if isinstance(each, str)), ""), target
        else:
            yield from ((name, each) for name, each in value.items() if isinstance(each, str))
