"""Tell names from what only stands where a name would: `et al.`, `(:unav)`, `[s.n.]`, addresses."""

from __future__ import annotations

import re

_CODED = r"(?:\(:?|:\(?)\s*(?:unac|unal|unap|unas|unav|unkn|none|null|tba|etal)\b\)?.*"
_SAID = (
    r"(?:and )?others|et\.? ?al(?:ii|ia)?|u\. ?a|und andere|et autres|y otros|и др"
    r"|anon|anonymous(?: authors?)?|anonym[eu]s?|an[oó]nimo|a\.? ?n\.? other"
    r"|(?:no|unknown|various|several|multiple)(?: (?:authors?|creators?|names?)){0,2}"
    r"(?: (?:listed|given|named|available|unknown))?"
    r"|(?:authors?|creators?|names?) (?:not (?:listed|given|named|known|available)|unknown)"
    r"|not (?:applicable|available|given|known|provided|specified|supplied)"
    r"|(?:[*†‡§#] ?)?(?:these )?(?:(?:co|joint|shared|equal)[ -]?)?(?:first|senior|last|lead|corresponding) authors?(?:hip)?"
    r"|(?:[*†‡§#] ?)?(?:(?:these )?authors? )?(?:equal(?:ly)?|shared) contribut(?:ions?|ors?|ed)|(?:these )?authors? contributed equally(?: to this work)?"
    r"|no pagination specified|n\.? ?n|s\. ?n|n\.?/a|nomen nescio|sine nomine|un(?:ac|al|ap|as|av|kn)|none|null|tba|tbd"
)
_STAND_IN = re.compile(rf"{_CODED}|[\[({{]?\s*(?:{_SAID})\.?\s*[\])}}]?\.?", re.IGNORECASE)
"""Source of the codes: DataCite Metadata Schema 4.6, appendix 3, Standard values for unknown information."""
_NO_TITLE = re.compile(
    rf"{_CODED}|(?:title )?not (?:applicable|available|given|known|provided|specified|supplied)"
    r"|no title(?: (?:available|found|given|listed|provided|specified|supplied))?|(?:missing|unknown) title"
    r"|title (?:missing|tba|tbd|unavailable|unknown)|n/?a|nan|none|null|tba|tbd|undefined",
    re.IGNORECASE,
)
EMAIL = re.compile(
    r"(?<![\s,;(<\[])[\s,;(<\[]*+(?:\be-?mail\s*+:?\s*+)?(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)++[)>\]]*+",
    re.IGNORECASE,
)

_PRESS = re.compile(
    r".*\b(?:press|verlag|publish(?:ers|ing)|books|media|editions|éditions|editorial|springer|elsevier|wiley)",
    re.IGNORECASE,
)


def is_name(name: str | None) -> bool:
    """Tell whether a text names somebody: not `others`, `et al.`, `:(unav)`, `[s.n.]`, an address.

    >>> is_name("Ana Others"), is_name("others"), is_name("(:Unkn) Unknown"), is_name(":")
    (True, False, False, False)
    """
    if not name or not any(char.isalpha() for char in name):
        return False
    return not is_stand_in(name.strip()) and not EMAIL.fullmatch(name.strip())


def is_stand_in(text: str) -> bool:
    """Tell whether a text only says that nothing is known: `n/a`, `[s.n.]`, `(:unav)`."""
    return bool(_STAND_IN.fullmatch(text))


def is_title(text: str) -> bool:
    """Tell whether a text is a title, where what stands for names may well be one: `Anonymous`, `Others`.

    >>> is_title("Others"), is_title("Untitled"), is_title("[Not Available]."), is_title("null")
    (True, True, False, False)
    """
    return not _NO_TITLE.fullmatch(text.strip(" .[]{}"))


def is_press(publisher: str) -> bool:
    """Tell a publisher by how its name ends: in CVs and home pages mostly a journal or a conference stands there.

    >>> is_press("Owl University Press"), is_press("Owl News")
    (True, False)
    """
    return bool(_PRESS.fullmatch(publisher))
