"""Print what became of the records of a build, for the commands that change one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg.cli.common import say, table

if TYPE_CHECKING:
    from kg.pipeline import Counts, Summary

_REASONS = 2
_LONGEST = 60
_REFUSED = 20
_UNREAD = 3


def show_accounting(summary: Summary, folder: str) -> None:
    """Say what was refused, where things are, and a table per format: all on stderr."""
    for name in summary.repeated:
        say(f"kg: {name} was there already, with the same content: nothing of it is new")
    for name, reason in summary.refused[:_REFUSED]:
        say(f"kg: refused: {name}: {reason}")
    if len(summary.refused) > _REFUSED:
        more = len(summary.refused) - _REFUSED
        say(f"kg: refused: {more} more files; {folder}/summary.json lists them with the reasons")
    say(f"Written to {folder}/: {', '.join([*summary.files, 'summary.json'])}")
    header = ("format", "files", "read", "published", "merged", "skipped", "quarantined", "why")
    say(table([_row(name, n, counts) for name, n, counts in summary.formats()], header))
    for each in summary.unknown:
        say(f"kg: {each}; it has no effect")
    if summary.honoured:
        say(f"Honoured: {summary.honoured} decisions.")
    for where, value in summary.doubted[:_REFUSED]:
        say(f"kg: {where}: the ORCID iD is another one's by all that is known: {value}; correct it")
    if len(summary.doubted) > _REFUSED:
        say(f"kg: {len(summary.doubted) - _REFUSED} more ORCID iDs are not believed")
    if summary.candidates:
        say(f"See {folder}/candidates.tsv for pairs that may be one: {summary.candidates}.")
    if summary.namesakes:
        say(f"Left out: {summary.namesakes} pairs of people that share little but a name.")
    if left := _unread(summary):
        say(f"Not read: {left}; {folder}/summary.json counts these fields of each format.")
    if summary.total.quarantined:
        say(f"See {folder}/quarantine.jsonl for the records kept out, and why.")


def _row(name: str, files: int, counts: Counts) -> tuple[object, ...]:
    from kg.pipeline.accounting import in_rank

    reasons = [*in_rank(counts.reasons)[:_REASONS], *in_rank(counts.kinds)[:_REASONS]]
    why = "; ".join(f"{n} {_short(reason)}" for reason, n in reasons)
    return (
        name, files, counts.read, counts.published, counts.merged, counts.skipped,
        counts.quarantined, why,
    )  # fmt: skip


def _unread(summary: Summary) -> str:
    """Name the commonest fields of which nothing was read, and count the others."""
    from kg.pipeline.accounting import in_rank

    found = Counter(
        {
            f"{field} of {name}": n
            for name, _, of in summary.formats()
            for field, n in of.unread.items()
        }
    )
    named = [f"{field} ({n})" for field, n in in_rank(found)[:_UNREAD]]
    more = len(found) - len(named)
    return ", ".join([*named, f"{more} more"] if more else named)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def exit_code(summary: Summary, *, strict: bool) -> int:
    """Choose the exit code: 1 where records were kept out and `--strict` was given."""
    return 1 if strict and summary.total.quarantined else 0
