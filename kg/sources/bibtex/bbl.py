r"""Read the .bbl files that biber, or BibTeX, writes for biblatex: entries as commands of LaTeX.

Source: `Biber::Output::bbl`, which writes them, and "The biblatex Package", 2.2.2: what each field holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Source
from kg.sources.bibtex.entries import to_item
from kg.sources.bibtex.syntax import Broken, Entry
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.input.document import Document

EXAMPLE = r"""\refsection{0}
  \datalist[entry]{nty/global//global/global}
    \entry{lopez2019}{article}{}{}
      \name{author}{1}{}{%
        {{hash=1f}{family={Lopez}, familyi={L\bibinitperiod}, given={Ana}, giveni={A\bibinitperiod}}}%
      }
      \field{journaltitle}{Journal of Maps}
      \field{title}{Night{O}wl}
      \field{year}{2019}
    \endentry
  \enddatalist
\endrefsection
"""

_HEADER = re.compile(r"[\s\ufeff]*+% \$ biblatex auxiliary file \$")
_ENTRY = re.compile(
    r"^[ \t]*+\\entry\{[^{}\n]++\}\{[A-Za-z]++\}[^\n]*+\n"
    r"[ \t]*+\\(?:field|inset|list|name|set|strng|true|verb)[{\[]",
    re.MULTILINE,
)
_BLANK = r"(?>\s++|%[^\n]*+)*+"
_COMMAND = re.compile(rf"{_BLANK}\\([A-Za-z]++)(?:\[[^\]\n]*+\])*+")
_VERBATIM = re.compile(
    r"\{([^{}\n]++)\}(?:\{\d++\})?\s*+(?>\\l?verb[ \t]?([^\n]*+)\n\s*+)++\\endl?verb"
)
_OPEN = re.compile(rf"{_BLANK}\{{")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_PART = re.compile(r"(?>[\s,]++|%[^\n]*+)*+([a-z_-]++)=(?:\{|[^\s,{}]*+)")
_LINE_END = re.compile(r"(?<!\\)%[ \t]*+\n\s*+")
_SIGN = re.compile(r"\\bib(rangedash|rangessep|initperiod|inithyphendelim|\w*delim\w?)\s*+")
_SIGNS = {"rangedash": "--", "rangessep": ", ", "initperiod": ".", "inithyphendelim": "-"}
"""What biber writes for what a style decides on; its other delimiters are blanks."""
_PARTS = ("family", "family_i", "given", "given_i", "prefix", "prefix_i", "suffix", "suffix_i")
"""The parts of a name by their places, as BibTeX and older versions of biber write them."""
_TYPES = {
    ("thesis", "phdthesis"): "phdthesis",
    ("thesis", "mathesis"): "mastersthesis",
    ("report", "techreport"): "techreport",
}
"""Types of BibTeX, by what biber makes of each: a type and a field."""
_COMPUTED = re.compile(
    r"(?:extra|label|presort|sort)\w*|\w*(?:dateera|hash|sourcekey)|urlraw|pageref"
)
"""Fields for labels and order, which tell nothing of the publication."""
_DATES = ("", "event", "orig", "url")
_ARGUMENTS = {"entry": 2, "field": 2, "keyw": 1, "list": 3, "lverb": 2, "name": 3, "verb": 2}
"""How many arguments a command has at least; others are read over."""


def recognise(head: str) -> Sign | None:
    r"""Tell whether it has the heading of biblatex, or an entry: `\entry{key}{type}` and a field.

    It is sure where the text begins with that heading or with a command.
    """
    found = _HEADER.match(head) or _ENTRY.search(head)
    why = r"it has an entry of biblatex, `\entry{key}{article}`, or its heading"
    return sign(found, why, sure=bool(_COMMAND.match(head)))


def read(document: Document, source: Source) -> Iterator[Item]:
    r"""Yield a paper for each entry, as from the BibTeX that it was made of.

    What an entry inherits stands in it. One that breaks off before its `\endentry` is rejected.
    """
    for index, (line, text) in enumerate(_texts(document), 1):
        yield to_item(_entry(line, text), source, index)


def _texts(document: Document) -> Iterator[tuple[int, str]]:
    """Yield each entry as it stands, with its line; one without an end goes on to the next."""
    first, lines = 0, list[str]()
    for number, line in document.lines():
        if line.lstrip().startswith("\\entry{"):
            if lines:
                yield first, "\n".join(lines)
            first, lines = number, [line]
        elif lines:
            lines.append(line)
        if lines and line.rstrip().endswith("\\endentry"):
            yield first, "\n".join(lines)
            lines = []
    if lines:
        yield first, "\n".join(lines)


def _entry(line: int, text: str) -> Entry:
    """Parse an entry as far as it goes."""
    entry = Entry("", "", line, raw=text.strip())
    try:
        for command, arguments in _commands(text):
            if command == "entry":
                entry.key, entry.type = arguments[0], arguments[1].lower()
            elif field := _field(command, arguments):
                entry.fields.setdefault(*field)
    except Broken as error:
        entry.problem = str(error)
    _join_dates(entry.fields)
    if type_ := _TYPES.get((entry.type, entry.fields.get("type", ""))):
        entry.type = type_
        del entry.fields["type"]
    return entry


def _commands(text: str) -> Iterator[tuple[str, list[str]]]:
    r"""Yield each command of an entry with its arguments, up to `\endentry`.

    Raises: Broken: where something else stands, or an argument is missing.
    """
    position = 0
    while match := _COMMAND.match(text, position):
        verbatim = _VERBATIM.match(text, match.end()) if match[1] in ("verb", "lverb") else None
        if verbatim:
            yield "verb", [verbatim[1], verbatim[2]]
            position = verbatim.end()
            continue
        arguments, position = _groups(text, match.end())
        if match[1] == "endentry":
            return
        if len(arguments) < _ARGUMENTS.get(match[1], 0):
            raise Broken(f"\\{match[1]} lacks an argument")
        yield match[1], arguments
    rest = text[position:].strip().split("\n")[0]
    found = f"where {rest[:20]!r} stands" if rest else "at the end"
    raise Broken(f"a command or \\endentry is expected {found}")


def _field(command: str, arguments: list[str]) -> tuple[str, str] | None:
    """Return the field of BibTeX that a command says; None where it says nothing of the publication."""
    if command == "keyw":
        return "keywords", arguments[0]
    if command not in _ARGUMENTS or _COMPUTED.fullmatch(arguments[0]):
        return None
    name, value = arguments[0].lower(), arguments[-1]
    if command in ("list", "name"):
        items, _ = _groups(value, 0)
        items = [_name(each) for each in items] if command == "name" else items
        value = " and ".join(items)
    return name, value if command in ("verb", "lverb") else _written(value)


def _name(item: str) -> str:
    """Write a name as BibTeX does, `{von} {Last}, {Jr}, {First}`: braces tell what is one part.

    Raises: Broken: where it is not laid out as biblatex has names.
    """
    groups, _ = _groups(item, 0)
    if len(groups) == 2:
        parts = dict(_pairs(groups[1]))
    else:
        parts = dict(zip(_PARTS, groups[-len(_PARTS) :], strict=False))
    family = " ".join(f"{{{parts[each]}}}" for each in ("prefix", "family") if parts.get(each))
    others = [f"{{{parts[each]}}}" for each in ("suffix", "given") if parts.get(each)]
    if not family and not others:
        raise Broken(f"a name without its parts: {item[:80]!r}")
    return ", ".join([family, *others] if family else others)


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Yield each part of a name with its value: `family={Lopez}, given={Ana}, givenun=0`."""
    position = 0
    while match := _PART.match(text, position):
        position = match.end()
        if match[0].endswith("{"):
            closed = _closing(text, position)
            yield match[1], text[position:closed]
            position = closed + 1


def _groups(text: str, position: int) -> tuple[list[str], int]:
    """Return the groups in braces that stand one after the other from a place on, and where they end."""
    groups: list[str] = []
    while match := _OPEN.match(text, position):
        closed = _closing(text, match.end())
        groups.append(text[match.end() : closed])
        position = closed + 1
    return groups, position


def _closing(text: str, position: int) -> int:
    """Return where the brace is closed that was opened before a place."""
    depth = 1
    for match in _BRACE.finditer(text, position):
        depth += (match[0] == "{") - (match[0] == "}")
        if depth == 0:
            return match.start()
    raise Broken("a brace is not closed")


def _written(text: str) -> str:
    """Join the lines of a value, and spell what styles decide on."""
    text = _LINE_END.sub("", text) if "%" in text else text
    return _SIGN.sub(lambda match: _SIGNS.get(match[1], " "), text) if "\\bib" in text else text


def _join_dates(fields: dict[str, str]) -> None:
    """Write year, month and day, and those of the end of a range, in one field, as BibLaTeX does."""
    for name in _DATES:
        begin, end = (
            [fields.get(f"{name}{of}{part}", "") for part in ("year", "month", "day")]
            for of in ("", "end")
        )
        if begin[0].isdecimal():
            dates = ("-".join(part.zfill(2) for part in each if part) for each in (begin, end))
            parts = [f"{name}{of}{part}" for of in ("", "end") for part in ("year", "month", "day")]
            for part in parts:
                fields.pop(part, None)
            fields[f"{name}date"] = "/".join(filter(None, dates))


FORMAT = Format(
    "bbl",
    r"biblatex's .bbl, as biber writes it: entries from `\entry{key}{article}` to `\endentry`",
    EXAMPLE,
    recognise,
    read,
)
