"""What build servers read of a validation: JUnit XML and annotations of GitHub workflows."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from kg.errors import RdfError
from kg.validation import Finding, Result
from kg.validation.ci import github, junit

RECORDS = [
    ("owls.bib", "owls.bib:7", "Owls, at night: 100 %"), ("owls.bib", "owls.bib:8", "Mice"),
]  # fmt: skip


def finding(
    message: str = "No year: give it.", severity: str = "violation", **fields: object
) -> Finding:
    result = Result("<x:p>", None, None, None, "MinCountConstraintComponent", severity, message)
    known: dict[str, object] = {
        "place": "owls.bib:7", "record": "Owls, at night: 100 %", "file": "owls.bib", "line": 7,
    }  # fmt: skip
    return Finding(result=result, **(known | fields))  # type: ignore[arg-type]


def test_github_escapes_what_workflows_would_read() -> None:
    (line,) = github([finding("50 %\r\n::set-output name=a::b")])
    assert line == (
        "::error file=owls.bib,line=7,title=Owls%2C at night%3A 100 %25"
        "::violation: 50 %25%0D%0A::set-output name=a::b"
    )


def test_github_has_a_level_for_each_severity_and_no_place_for_stdin() -> None:
    found = [finding(severity=each) for each in ("violation", "warning", "info", "<x:odd>")]
    levels = [line.split(" ")[0] for line in github(found)]
    assert levels == ["::error", "::warning", "::notice", "::error"]
    (line,) = github([finding(file="-", record="Owls")])
    assert line.startswith("::error title=Owls::")


@given(st.text(), st.text(min_size=1))
def test_github_is_one_line_a_finding_whatever_the_text(message: str, record: str) -> None:
    (line,) = github([finding(message, record=record)])
    assert "\n" not in line
    assert "\r" not in line
    properties = line.removeprefix("::error ").partition("::")[0]
    assert properties.count(",") == 2


def test_junit_counts_cases_failures_and_errors() -> None:
    found = [finding(), finding("Bad DOI."), finding(place="owls.bib:9", record="Bats", line=9)]
    error = RdfError("no such file", where="none.ttl")
    root = ElementTree.fromstring(junit(["owls.bib", "good.ttl"], RECORDS, found, [error]))
    assert root.attrib == {"name": "kg validate", "tests": "5", "failures": "2", "errors": "1"}
    owls, good, none = root
    assert owls.get("file") == "owls.bib"
    # Jenkins' xunit plugin refuses any other attribute of a case.
    assert {key for case in root.iter("testcase") for key in case.attrib} == {"classname", "name"}
    failure = owls[0].find("failure")
    assert failure is not None
    assert failure.get("message") == "2 findings"
    assert (failure.text or "").splitlines() == [
        "owls.bib:7", "violation: No year: give it.", "violation: Bad DOI.",
    ]  # fmt: skip
    assert [(case.get("name"), len(case)) for case in owls][1:] == [
        ("Mice (owls.bib:8)", 0), ("Bats (owls.bib:9)", 1),
    ]  # fmt: skip
    assert [(case.get("name"), len(case)) for case in good] == [("conforms", 0)]
    assert none[0].find("error") is not None


@given(st.text(), st.text())
def test_junit_is_well_formed_whatever_the_text(message: str, record: str) -> None:
    root = ElementTree.fromstring(junit(["owls.bib"], [], [finding(message, record=record)]))
    assert root.get("failures") == "1"
