"""Measure which records become one paper, and which names one person, on real lists.

Records come from a folder of publication lists beside the checkout, `../shared/inputs`; without
it nothing is measured, and that is said. Run with `python benchmarks/resolution.py [FOLDER]`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from kg import sources
from kg.cli.common import table
from kg.errors import SourceError
from kg.evaluation.counting import Score
from kg.evaluation.resolution import (
    DAMAGED,
    Pair,
    confuse,
    damage,
    library_truth,
    mark,
    merged_pairs,
    people_pairs,
    score_pairs,
)
from kg.model import Paper, Record
from kg.resolution import resolve_papers

ROOT = Path(__file__).parent.parent
INPUTS = ROOT.parent / "shared" / "inputs"
VERDICTS = Path(__file__).with_name("resolution_verdicts.tsv")
LIBRARIES = {
    "ASySD, BibTeX and RIS": ("bibtex/ASySD_zotero_export.bib", "ris/ASySD_zotero_export.ris"),
    "ASySD, two EndNote writers": (
        "endnote/ASySD_zotero_export.xml", "endnote/ASySD_mendeley_export.xml",
    ),
    "rissolab, old and new": ("bibtex/rissolab_pubs.bib", "bibtex/rissolab_pubs_new.bib"),
    "CiteSource, three exports": (
        "ris/CiteSource_Dimensions_246.ris", "ris/CiteSource_screened_128.ris",
        "ris/CiteSource_wos_278.ris",
    ),
}  # fmt: skip
SEEDS = (1, 2, 3)
SHARE = 0.4
"""Part of the records of `bulk` that get a damaged copy."""


def read(paths: list[Path]) -> list[Paper]:
    """Read the papers of files; a file that cannot be read is said and left out."""
    papers: list[Paper] = []
    for path in paths:
        try:
            papers += [item for item in sources.read(path) if isinstance(item, Paper)]
        except SourceError as error:
            print(f"left out: {error}", file=sys.stderr)
    return papers


def read_verdicts() -> dict[Pair, bool]:
    """Read what a person found of pairs of doubt."""
    lines = [line.split("\t") for line in VERDICTS.read_text(encoding="utf-8").splitlines()
             if line.startswith(("yes", "no"))]  # fmt: skip
    return {(a, b): verdict == "yes" for verdict, a, b in lines}


def row(name: str, records: int, score: Score) -> tuple[object, ...]:
    """Lay out one measure."""
    return (name, records, f"{score.precision:.4f}", f"{score.recall:.4f}",
            score.found, score.false, score.missed)  # fmt: skip


def measure_libraries(folder: Path) -> list[tuple[object, ...]]:
    """Measure files that describe one library."""
    rows, total, read_of_all, verdicts = [], Score(), 0, read_verdicts()
    for name, files in LIBRARIES.items():
        records = read([folder / file for file in files])
        truth = library_truth(records, verdicts)
        score = score_pairs(truth, merged_pairs(resolve_papers(records)))
        rows.append(row(name, len(records), score))
        total.add(score)
        read_of_all += len(records)
    return [*rows, row("libraries, all", read_of_all, total)]


def measure_damage(bulk: list[Paper]) -> list[tuple[object, ...]]:
    """Measure records that were damaged and mixed with the rest."""
    total, made = Score(), 0
    for seed in SEEDS:
        copies, truth = damage(bulk, SHARE, seed)
        found = merged_pairs(resolve_papers([*bulk, *copies]))
        damaged = mark(Record(DAMAGED, 0)).partition(".")[0]
        total.add(score_pairs(truth, {pair for pair in found if damaged in "".join(pair)}))
        made += len(bulk) + len(copies)
    return [row(f"bulk, damaged copies, {len(SEEDS)} seeds", made, total)]


def measure_people(everything: list[Paper], bulk: list[Paper]) -> list[tuple[object, ...]]:
    """Measure people whose ORCID iD or DBLP number is hidden, and homonyms by design."""
    known = score_pairs(*people_pairs(resolve_papers(everything)))
    designed = Score()
    for seed in SEEDS:
        designed.add(score_pairs(*people_pairs(resolve_papers(confuse(bulk, seed)))))
    return [
        row("people with ORCID iD or DBLP number", len(everything), known),
        row(f"homonyms by design, {len(SEEDS)} seeds", len(bulk) * len(SEEDS), designed),
    ]


def main(folder: Path) -> None:
    """Print precision and recall over pairs."""
    if not folder.is_dir():
        print(f"not measured: no folder {folder} with publication lists", file=sys.stderr)
        return
    rows = measure_libraries(folder)
    bulk = read([Path(path) for path in sources.find_inputs([str(folder / "bulk")])])
    rows += measure_damage(bulk)
    everything = read([Path(path) for path in sources.find_inputs([str(folder)])])
    rows += measure_people(everything, bulk)
    print(table(rows, ("measure", "records", "precision", "recall", "found", "false", "missed")))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else INPUTS)
