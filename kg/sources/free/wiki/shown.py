"""Turn wikitext into what a page shows: links, marks, and the templates that stand in a value."""

from __future__ import annotations

import re

from kg.sources.fields.latex import decode_latex
from kg.sources.fields.markup import plain

_LINK = re.compile(r"\[\[(?:[^\[\]|]*+\|)?([^\[\]]*+)\]\]")
_ADDRESS = re.compile(r"\[(?:https?:)?//[^\s\[\]]++\s++([^\[\]]++)\]")
_MARKS = re.compile(r"'{2,}+")
_FORMULA = re.compile(r"<math(?:\s[^<>]*+)?>([^<>]*+)</math\s*+>", re.IGNORECASE)
_OTHER_TAG = re.compile(r"</?(?:nowiki|chem|ce)\s*+/?>", re.IGNORECASE)
_INNERMOST = re.compile(r"\{\{([^{}]*+)\}\}")
_AS_WRITTEN = re.compile(r"\(\((.*)\)\)", re.DOTALL)
_DEEPEST = 8
_SIGNS = {
    "'": "'", "'s": "'s", "'-": "'", "-'": "'", "\"'": "\"'", "'\"": "'\"", "=": "=", "!": "|", "pipe": "|",
    "ndash": "–", "endash": "–", "en dash": "–", "mdash": "—", "emdash": "—", "em dash": "—", "snd": " – ",
    "spnd": " – ", "spaced ndash": " – ", "spaced en dash": " – ", "nbsp": " ", "spaces": " ", "thin space": " ",
    "thinsp": " ", "hair space": " ", "dot": "·", "middot": "·", "colon": ":", "*": "*",
}  # fmt: skip
"""What templates without parameters stand for; the others show nothing in a citation."""
_LABELS = {"doi": "doi:", "arxiv": "arXiv:", "pmid": "PMID: ", "pmc": "PMCID: "}
"""What templates of identifiers set before theirs."""
_OF_LANGUAGES = frozenset({"lang", "transl", "transliteration"})
"""Templates whose first parameter is a language, and the last what is shown."""


def shown(wikitext: str) -> str:
    r"""Return a value as plain text, in one line.

    >>> shown("The [[Barn owl|barn owl]]{{'}}s ''night'' &ndash; {{nowrap|H{{sub|2}}O}} and <math>\\alpha</math>")
    "The barn owl's night – H₂O and α"
    >>> shown("{{lang|fr|Les hiboux}} {{dead link|date=May 2019}}"), shown("((Owl, Inc.))")
    ('Les hiboux', 'Owl, Inc.')
    """
    text = wikitext
    if "<" in text:
        text = _FORMULA.sub(lambda match: decode_latex(f"${match[1]}$"), _OTHER_TAG.sub("", text))
    text = _LINK.sub(r"\1", text) if "[[" in text else text
    for _ in range(_DEEPEST if "{{" in text else 0):
        text = _INNERMOST.sub(lambda match: _template(match[1]), text)
    text = _LINK.sub(r"\1", text) if "[[" in text else text
    text = _ADDRESS.sub(r"\1", text) if "//" in text else text
    # What is left of a link that is none would be no part of a title on paper.
    text = plain(_MARKS.sub("", text).replace("[[", "").replace("]]", ""))
    return as_written(text) or text


def as_written(text: str) -> str | None:
    """Return what stands in double parentheses, which say that it is one name; None where it does not."""
    match = _AS_WRITTEN.fullmatch(text.strip())
    return match[1].strip() if match and "((" not in match[1] else None


def _template(written: str) -> str:
    """Return what a template shows in a citation: mostly its first parameter."""
    name, *parts = written.split("|")
    name = " ".join(name.replace("_", " ").split()).casefold()
    values = [part.removeprefix("1=") for part in parts]
    values = [each.strip() for each in values if "=" not in each]
    if not values:
        return _SIGNS.get(name, "")
    if name in ("sub", "sup"):
        return f"<{name}>{values[0]}</{name}>"
    if name == "chem":
        return "".join(values)
    return _LABELS.get(name, "") + values[-1 if name in _OF_LANGUAGES else 0]
