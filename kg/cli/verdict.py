"""What `kg validate` prints."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kg.cli.common import print_text, table

if TYPE_CHECKING:
    from kg.cli.checks import Checked
    from kg.validation import Finding

_HEADER = ("PLACE", "RECORD", "SEVERITY", "PROPERTY", "VALUE", "MESSAGE")


def show(
    checked: Checked, results: str, severity: str, max_results: int | None, output: str
) -> None:
    """Write the findings in the form asked for; `max_results` cuts the list, not the counts."""
    shown = checked.at_least(severity)[:max_results]
    if results == "turtle":
        # A standard report is whole, or its sh:conforms would not be true.
        text = _turtle(checked.findings)
    elif results == "json":
        text = _json(checked, severity, shown)
    else:
        body = _table(shown) if results == "table" else _text(shown)
        text = "\n".join([*body, _summary(checked, severity, len(shown))])
    print_text(text, output)


def _text(shown: list[Finding]) -> list[str]:
    from kg.validation.findings import as_text

    return list(as_text(shown))


def _table(shown: list[Finding]) -> list[str]:
    return [table([each.row() for each in shown], _HEADER)] if shown else []


def _json(checked: Checked, severity: str, shown: list[Finding]) -> str:
    document = {
        "conforms": not checked.at_least(severity),
        "severity": severity,
        "records": checked.records,
        "focus_nodes": checked.focus_nodes,
        "found": len(checked.at_least(severity)),
        "results": [each.as_json() for each in shown],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _turtle(findings: list[Finding]) -> str:
    from kg.identity import Namespace
    from kg.serialization import serialize
    from kg.validation import Report

    report = Report.of((each.result for each in findings), 0)
    return serialize(report.triples(), "turtle", prefixes=Namespace().prefixes()).decode()


def _summary(checked: Checked, severity: str, shown: int) -> str:
    from kg.validation.findings import count_text, plural

    found = checked.at_least(severity)
    nodes = f"{plural(checked.records, 'record')}, {plural(checked.focus_nodes, 'node')} checked"
    if not found:
        rest = f" ({count_text(checked.findings)}, not shown)" if checked.findings else ""
        return f"conforms: {nodes}{rest}"
    cut = f", {shown} shown" if shown < len(found) else ""
    return f"does not conform: {nodes}: {count_text(found)}{cut}"
