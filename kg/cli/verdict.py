"""What `kg validate` prints."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kg.cli.common import table
from kg.cli.output import as_lines

if TYPE_CHECKING:
    from kg.pipeline.checked import Checked
    from kg.system.worker import Send
    from kg.validation import Finding

_HEADER = ("PLACE", "RECORD", "SEVERITY", "PROPERTY", "VALUE", "MESSAGE")
_FOR_BUILD_SERVERS = ("junit", "github")


def show(
    send: Send, checked: Checked, results: str, severity: str, max_results: int | None
) -> None:
    """Send the findings in the form asked for; `max_results` cuts the list, not the counts."""
    found = checked.at_least(severity)
    shown = found[:max_results]
    if results in _FOR_BUILD_SERVERS:
        send(as_lines(_for_build_server(checked, results, found, shown)))
        if checked.files:
            send(_summary(checked, found, len(shown)))
    elif results == "turtle" and checked.read:
        # A standard report is whole, or its sh:conforms would not be true.
        send(as_lines(_turtle(checked.findings)))
    elif not checked.files:
        return
    elif results == "json":
        send(as_lines(_json(checked, severity, found, shown)))
    else:
        lines = _table(shown) if results == "table" else _text(shown)
        summary = [*_by_shape(found), _summary(checked, found, len(shown))]
        send(as_lines("\n".join([*lines, *summary])))


def _text(shown: list[Finding]) -> list[str]:
    from kg.validation.findings import as_text

    return list(as_text(shown))


def _table(shown: list[Finding]) -> list[str]:
    return [table([each.row() for each in shown], _HEADER)] if shown else []


def _json(checked: Checked, severity: str, found: list[Finding], shown: list[Finding]) -> str:
    document = {
        "conforms": not found,
        "severity": severity,
        "files": checked.files,
        "records": len(checked.records),
        "focus_nodes": checked.focus_nodes,
        "found": len(found),
        "by_shape": [
            {"count": count, "severity": severity, "name": name, "shape": shape}
            for count, severity, name, shape in _counts(found)
        ],
        "results": [each.as_json() for each in shown],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _turtle(findings: list[Finding]) -> str:
    from kg.serialization import serialize
    from kg.validation import Report

    report = Report.of((each.result for each in findings), 0)
    return serialize(report.triples(None), "turtle").decode()


def _for_build_server(
    checked: Checked, results: str, found: list[Finding], shown: list[Finding]
) -> str:
    from dataclasses import astuple

    from kg.validation.ci import github, junit

    if results == "junit":
        return junit(checked.files, map(astuple, checked.records), found, checked.errors)
    return "\n".join(github(shown, checked.errors))


def _counts(found: list[Finding]) -> list[tuple[int, str, str, str]]:
    from kg.validation.findings import by_shape

    return by_shape(found)


def _by_shape(found: list[Finding]) -> list[str]:
    if len(found) < 2:
        return []
    return ["", table(_counts(found), ("COUNT", "SEVERITY", "PROPERTY", "SHAPE")), ""]


def _summary(checked: Checked, found: list[Finding], shown: int) -> str:
    from kg.validation.findings import count_text, plural

    nodes = (
        f"{plural(len(checked.records), 'record')}, {plural(checked.focus_nodes, 'node')} checked"
    )
    if not found:
        graver = checked.at_least("info")
        rest = f" ({count_text(graver)}, not shown: add --severity info)" if graver else ""
        return f"conforms: {nodes}{rest}"
    cut = f", {shown} shown" if shown < len(found) else ""
    return f"does not conform: {nodes}: {count_text(found)}{cut}"
