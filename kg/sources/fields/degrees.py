"""Tell the academic titles and degrees that stand with a name, and are no part of it."""

from __future__ import annotations

import re

_DEGREE = re.compile(
    r"(?:Prof\.?\s*)?(?:Dr\.?|Ph\.? ?D\.?|D\.?Phil\.?|M\.? ?D\.?|(?:M|B|D)\.? ?Sc\.?|M\.? ?P\.? ?H\.?|(?:B|M)\.? ?A\.?"
    r"|M\.?B\.?A\.?|MBBS|MBChB|D\.?V\.?M\.?|R\.?N\.?|FRCPC?|FRCS|FACP|FACS|Pharm\.? ?D\.?|Ed\.?D\.?|LL\.?M\.?|Esq\.?|Prof\.?"
    r"|Professor|Dipl\.?-?\s*Ing\.?)(?: (?:habil|med|rer|nat|phil|h\.? ?c)\.?)*"
)
_BEFORE = re.compile(
    r"(?:(?:(?:Prof|Dott)\.ssa\s+|(?:Prof|Dr|Mr|Mrs|Dipl\.-Ing|Doctor|Professor)(?:\.\s*|\s+)"
    r"|(?:Univ\.-Prof|Priv\.-Doz|Dott|Drs|Dra|Mag|Ing|Mgr)\.\s*|PD\s+(?=Dr\.))"
    r"(?:(?:habil|med|rer|nat|phil|h\.? ?c)\.\s*)*)+(?=\S)"
)
_BEHIND = re.compile(r"(?:,? (?:Ph\.? ?D\.?|M\.D\.|D\.Phil\.?|DPhil|MBBS|MPH)){1,4}$")
"""Behind a name without a comma: MD alone are initials, as they stand in short names."""
_LAST = re.compile(r"(?<=\w) M\.? ?D\.?$")
"""Before other degrees, MD is one."""


def without_degrees(name: str) -> str:
    """Return a name, or a part of one, without titles before it and degrees behind it.

    >>> without_degrees("Prof. Dr. Ana"), without_degrees("Bo, PhD, MPH"), without_degrees("Ana Lopez Ph.D.")
    ('Ana', 'Bo', 'Ana Lopez')
    >>> without_degrees("Ana Lopez MD, PhD"), without_degrees("Lopez MD")
    ('Ana Lopez', 'Lopez MD')
    >>> without_degrees("Univ.-Prof. Mag. Dr. Ana Lopez"), without_degrees("Prof.ssa Ana Lopez"), without_degrees("Ing Chen")
    ('Ana Lopez', 'Ana Lopez', 'Ing Chen')
    >>> without_degrees("PD Dr. habil. Ana Lopez"), without_degrees("P. D. Lopez")
    ('Ana Lopez', 'P. D. Lopez')
    >>> without_degrees("MD"), without_degrees("Md Shad"), without_degrees("Drew")
    ('MD', 'Md Shad', 'Drew')
    """
    parts = [part.strip() for part in name.split(",")]
    kept = [part for part in parts[1:] if not _DEGREE.fullmatch(part)]
    bare = name
    if len(kept) < len(parts) - 1:
        bare = ", ".join([_LAST.sub("", parts[0]), *kept])
    return _BEHIND.sub("", _BEFORE.sub("", bare, count=1) if _BEFORE.match(bare) else bare)


def is_degrees(text: str) -> bool:
    """Tell whether a text is nothing but degrees; a single one in capitals may be initials.

    >>> is_degrees("PhD"), is_degrees("MD, MPH"), is_degrees("MD"), is_degrees("Ana")
    (True, True, False, False)
    """
    found = [part.strip() for part in text.split(",")]
    told = len(found) > 1 or any(map(str.islower, text))
    return told and all(_DEGREE.fullmatch(part) for part in found)
