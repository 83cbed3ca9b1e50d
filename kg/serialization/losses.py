"""What a parser of JSON-LD drops without a word, found out, so that nothing is lost silently.

It drops each statement with an IRI that is none, and each text with a language tag that is none. So
the text is parsed with stand-ins, which an IRI may have, for the characters that none may have: a
statement whose IRIs then hold stand-ins is one that is dropped otherwise.

Source: JSON-LD 1.1 Processing Algorithms and API, 8.1 (deserialize JSON-LD to RDF).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.errors import RdfError

_STRING = re.compile(r'"(?:[^"\\]|\\.?)*+(?:"|\Z)', re.DOTALL)
"""A string; one that does not end takes the rest, so that no other begins in it."""
_NO_CHARACTERS = "".join(
    chr(plane + end) for plane in range(0, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF)
)
_UNFIT = re.compile(
    r"[\x00-\x20\"<>\\^`{|}\[\]\x7f-\x9f\ud800-\uf8ff\ufdd0-\ufdef\ufff0-\uffff"
    rf"\U000d0000-\U000e0fff\U000f0000-\U0010ffff{_NO_CHARACTERS}]|%(?![0-9A-Fa-f]{{2}})"
)
_FIT = re.compile(r"\"[\w\-.~:/?@!$&'()*+,;=]*+\"")
"""A string in which nothing is unfit, told at once."""
_FIRST = 0xD0000
_LAST, _NUMBERED = 0xFFFC, "\U000dfffd"
_STAND_IN = re.compile(f"{_NUMBERED}([\U000d0030-\U000d0066]{{6}})|[\U000d0000-\U000dfffc]")
"""A plane of Unicode in which no character is assigned, and which IRIs may use: a character of the
first plane has its own there, any other is numbered."""
_LANGUAGE = re.compile(r'("@language"\s*+:\s*+)"((?:[^"\\]|\\.)*+)"')
_TAG = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
_NO_TAG = "x-unfit"
_NULL_BASE = re.compile(r'("@base"\s*+:\s*+)null\b')
_NO_BASE = "https://base.invalid/none/"
_UNMAPPED = "https://unmapped.invalid/"


def refuse_losses(content: bytes, base: str, where: str) -> None:
    """Refuse JSON-LD of which a parser would drop statements; what cannot be parsed is left to it.

    Raises: RdfError: with the line of the first, and how many they are.
    """
    try:
        found = [fault for quad in _read(content, base) if (fault := _fault_of(quad))]
    except (SyntaxError, UnicodeDecodeError):
        return
    if found:
        count = "a statement" if len(found) == 1 else f"{len(found)} statements"
        is_tag = found[0] == _NO_TAG
        line, written = _place_of(found[0], content.decode())
        raise RdfError(
            f"{count} would be lost: this is not {'a language tag' if is_tag else 'an IRI'}",
            where=f"{where}:{line}" if line else where, value=written,
            todo="write a tag such as en" if is_tag else "write an IRI, without blanks or brackets",
        )  # fmt: skip


def parse_whole(content: bytes, base: str) -> Iterator[Quad]:
    """Yield the statements of JSON-LD, with those that are dropped otherwise.

    Their IRIs hold stand-ins, which `restored` undoes; texts are as they are written.

    Raises: SyntaxError: as a parser does.
    """
    for quad in _read(content, base):
        node = quad.object
        if isinstance(node, Literal) and (_STAND_IN.search(node.value) or node.language):
            language = None if node.language == _NO_TAG else node.language
            datatype = None if node.language else node.datatype
            node = Literal(restored(node.value), language=language, datatype=datatype)
        yield Quad(quad.subject, quad.predicate, node, quad.graph_name)


def restored(text: str) -> str:
    r"""Put the characters back that stand-ins stand for.

    >>> restored("p\U000d00201")
    'p 1'
    """
    text = text.removeprefix(_NO_BASE)
    return _STAND_IN.sub(_original, text)


def _original(match: re.Match[str]) -> str:
    if not match[1]:
        return chr(ord(match[0]) - _FIRST)
    return chr(int("".join(chr(ord(digit) - _FIRST) for digit in match[1]), 16))


def unmapped_keys(content: bytes, base: str) -> Counter[str]:
    """Count the values of keys that the context gives no meaning: nothing reads them.

    Those of a context within the document that begins anew are not found.
    """
    try:
        document = json.loads(content)
        roots = document if isinstance(document, list) else [document]
        extended = json.dumps([_extended(each) for each in roots])
        predicates = [
            quad.predicate.value for quad in parse(extended, RdfFormat.JSON_LD, base_iri=base)
        ]
    except (ValueError, RecursionError, SyntaxError):
        return Counter()
    return Counter(
        each.removeprefix(_UNMAPPED) for each in predicates if each.startswith(_UNMAPPED)
    )


def _extended(node: Any) -> Any:
    if not isinstance(node, dict):
        return node
    own = node.get("@context", [])
    contexts = [{"@vocab": _UNMAPPED}, *(own if isinstance(own, list) else [own])]
    return {"@context": contexts, **{key: node[key] for key in node if key != "@context"}}


def _read(content: bytes, base: str) -> Iterator[Quad]:
    text = _NULL_BASE.sub(rf'\1"{_NO_BASE}"', content.decode())
    text = _STRING.sub(_stand_in, _LANGUAGE.sub(_tagged, text))
    return parse(text, RdfFormat.JSON_LD, base_iri=base, rename_blank_nodes=True)


def _stand_in(match: re.Match[str]) -> str:
    if _FIT.fullmatch(match[0]):
        return match[0]
    try:
        text = json.loads(match[0], strict=False)
    except ValueError:
        return match[0]  # The parser says what is wrong with it.
    return json.dumps(_stood_in(text))


def _stood_in(text: str) -> str:
    start, mark, fragment = text.partition("#")
    fit = _UNFIT.sub(_other, start) if "://[" not in start else start
    return f"{fit}{mark}{_UNFIT.sub(_other, fragment).replace('#', chr(_FIRST + ord('#')))}"


def _other(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code <= _LAST:
        return chr(_FIRST + code)
    return _NUMBERED + "".join(chr(_FIRST + ord(digit)) for digit in f"{code:06x}")


def _tagged(match: re.Match[str]) -> str:
    return match[0] if _TAG.fullmatch(match[2]) else f'{match[1]}"{_NO_TAG}"'


def _fault_of(quad: Quad) -> str | None:
    """Find what would make a parser drop a statement."""
    for node in (quad.subject, quad.predicate, quad.object, quad.graph_name):
        if isinstance(node, NamedNode) and _is_none(node.value):
            return node.value
        if isinstance(node, Literal) and node.language == _NO_TAG:
            return _NO_TAG
    return None


def _is_none(iri: str) -> bool:
    if not _STAND_IN.search(iri):
        return iri.startswith(_NO_BASE)
    try:
        NamedNode(restored(iri))
    except ValueError:
        return True
    return False


def _place_of(fault: str, text: str) -> tuple[int | None, str]:
    """Find the string that an IRI ends with, or that is no language tag: its line, and itself."""
    for match in (_LANGUAGE if fault == _NO_TAG else _STRING).finditer(text):
        if fault == _NO_TAG:
            written, is_it = match[2], _tagged(match) != match[0]
        else:
            part = json.loads(_stand_in(match), strict=False)
            is_it = fault.endswith(part) and (_NO_BASE in fault or bool(_STAND_IN.search(part)))
            written = restored(part)
        if is_it:
            return text.count("\n", 0, match.start()) + 1, written
    return None, restored(fault)
