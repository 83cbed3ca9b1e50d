"""Reports that build servers read: JUnit XML, and annotations of GitHub workflows.

Source: junit-10.xsd of Jenkins' xunit plugin; GitHub, Workflow commands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from xml.etree import ElementTree

from kg.errors import InputError
from kg.validation.findings import Finding, plural
from kg.validation.report import rank

_LEVELS = ("error", "warning", "notice")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def github(findings: Iterable[Finding], errors: Iterable[InputError] = ()) -> Iterator[str]:
    """Yield one workflow command a finding, and one a file that could not be read.

    >>> next(github([], [InputError("no such file", where="a.bib")]))
    '::error title=kg validate::a.bib: no such file'
    """
    for error in errors:
        yield f"::error title=kg validate::{_data(str(error))}"
    for each in findings:
        where = [f"file={_attribute(each.file)}"] if each.file not in ("", "-") else []
        where += [f"line={each.line}"] if where and each.line else []
        where += [f"col={each.column}"] if where and each.column else []
        where.append(f"title={_attribute(each.record)}")
        level = _LEVELS[rank(each.result.severity)]
        yield f"::{level} {','.join(where)}::{_data(each.sentence())}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _attribute(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def junit(
    files: Sequence[str],
    records: Iterable[tuple[str, str, str]],
    findings: Iterable[Finding],
    errors: Sequence[InputError] = (),
) -> str:
    """Write JUnit XML: a suite per file, a case per record, passed or failed.

    `records` are file, place and title of each. What a finding is about without being a record,
    such as a person, is a case too. A file without either is one case that passes, a file that
    could not be read one with an error.
    """
    root = ElementTree.Element("testsuites", name="kg validate")
    suites: dict[str, list[tuple[str, str, list[Finding]]]] = {file: [] for file in files}
    found: dict[tuple[str, str], list[Finding]] = {}
    for file, place, record in records:
        suites[file].append((place, record, []))
        found.setdefault((place, record), suites[file][-1][2])
    for each in findings:
        if (each.place, each.record) not in found:
            suites[each.file].append((each.place, each.record, []))
            found[each.place, each.record] = suites[each.file][-1][2]
        found[each.place, each.record].append(each)
    for file, cases in suites.items():
        _add_suite(
            root, file, [_case(file, *case) for case in cases] or [_passed(file, "conforms")]
        )
    for error in errors:
        case = ElementTree.Element("testcase", classname="kg validate", name=_xml(str(error.where)))
        ElementTree.SubElement(case, "error", message=_xml(str(error)), type="InputError")
        _add_suite(root, str(error.where), [case])
    _count(root, list(root.iter("testcase")))
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, "unicode")


def _passed(file: str, name: str) -> ElementTree.Element:
    return ElementTree.Element("testcase", classname=_xml(file), name=_xml(name))


def _case(file: str, place: str, record: str, findings: list[Finding]) -> ElementTree.Element:
    # The schema has no place for a line in a case, so it stands in the name.
    case = _passed(file, f"{record} ({place})")
    sentences = [each.sentence() for each in findings]
    if not findings:
        return case
    message = sentences[0] if len(sentences) == 1 else plural(len(sentences), "finding")
    severity = findings[0].result.severity
    failure = ElementTree.SubElement(case, "failure", message=_xml(message), type=_xml(severity))
    failure.text = _xml("\n".join([place, *sentences]))
    return case


def _add_suite(root: ElementTree.Element, name: str, cases: Sequence[ElementTree.Element]) -> None:
    suite = ElementTree.SubElement(root, "testsuite", name=_xml(name), file=_xml(name))
    _count(suite, cases)
    suite.extend(cases)


def _count(element: ElementTree.Element, cases: Sequence[ElementTree.Element]) -> None:
    element.set("tests", str(len(cases)))
    for name, tag in (("failures", "failure"), ("errors", "error")):
        element.set(name, str(sum(case.find(tag) is not None for case in cases)))


def _xml(text: str) -> str:
    """Replace the characters that XML cannot hold."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
