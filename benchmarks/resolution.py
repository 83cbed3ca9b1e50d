"""Measure which records become one paper, and which names one person, on real lists.

Records come from a folder of publication lists beside the checkout, `../shared/inputs`; without
it nothing is measured, and that is said. Run with `python benchmarks/resolution.py [FOLDER]`.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from people import in_tenths
from resolution_pairs import (
    DAMAGED,
    DAMAGES,
    confuse,
    damage,
    library_truth,
    merged_pairs,
    people_pairs,
    score_pairs,
)

from kg import sources
from kg.cli.common import table
from kg.errors import SourceError
from kg.evaluation.counting import Score
from kg.evaluation.verdicts import Pair, mark, read_pairs, read_verdicts
from kg.model import Paper, Record
from kg.resolution import resolve_papers
from kg.resolution.comparing import relate
from kg.resolution.judging import probability
from kg.resolution.learning_papers import learn_papers
from kg.resolution.profiles import count_words, profile
from kg.text import fold

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
SEEDS = (11, 12, 13)
HOMONYM_SEEDS = range(11, 21)
"""Seeds that no rule was tuned on."""
FOLDS = 10
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


def row(name: str, records: int, score: Score) -> tuple[object, ...]:
    """Lay out one measure."""
    return (name, records, f"{score.precision:.4f}", f"{score.recall:.4f}",
            score.found, score.false, score.missed)  # fmt: skip


def measure_libraries(folder: Path) -> list[tuple[object, ...]]:
    """Measure files that describe one library."""
    read_of = {name: read([folder / file for file in files]) for name, files in LIBRARIES.items()}
    found = {name: merged_pairs(resolve_papers(records)) for name, records in read_of.items()}
    rows = []
    for truth, verdicts in (("title and year", {}), ("verdicts", read_verdicts(VERDICTS))):
        total = Score()
        for name, records in read_of.items():
            score = score_pairs(library_truth(records, verdicts), found[name])
            rows.append(row(f"{name}: {truth}", len(records), score))
            total.add(score)
        rows.append(row(f"libraries, all: {truth}", sum(map(len, read_of.values())), total))
    return rows


def measure_doubts(everything: list[Paper]) -> list[tuple[object, ...]]:
    """Measure the pairs of doubt that somebody has read, among all lists."""
    names = {mark(record) for paper in everything for record in paper.records}
    verdicts = {
        pair: same for pair, same in read_verdicts(VERDICTS).items() if names.issuperset(pair)
    }
    found = merged_pairs(resolve_papers(everything)) & verdicts.keys()
    truth = {pair for pair, same in verdicts.items() if same}
    return [row("pairs of doubt, by verdict", len(verdicts), score_pairs(truth, found))]


def likelihood(everything: list[Paper]) -> list[tuple[object, ...]]:
    """Compare how likely read pairs are to be one paper with what was found, each tenth of them by
    what is learned from the others.
    """
    pairs = read_pairs(read_verdicts(VERDICTS), everything)
    known = count_words(map(profile, everything))
    claims: list[tuple[float, bool]] = []
    for part in range(FOLDS):
        weights = learn_papers([p for n, p in enumerate(pairs) if n % FOLDS != part], known)
        for one, other, same in pairs[part::FOLDS]:
            facts = relate(profile(one), profile(other), known)
            if facts and set(one.identifiers).isdisjoint(other.identifiers):
                claims.append((probability(facts, weights), same))
    return in_tenths(claims)


def measure_damage(bulk: list[Paper]) -> list[tuple[object, ...]]:
    """Measure records that were damaged and mixed with the rest: all, and by kind of damage."""
    total, made = Score(), 0
    by_kind: dict[str, Score] = {kind: Score() for kind in DAMAGES}
    copied: Counter[str] = Counter()
    prefix = mark(Record(DAMAGED, 0)).partition(".")[0]
    for seed in SEEDS:
        copies, truth, done = damage(bulk, SHARE, seed)
        found = {pair for pair in merged_pairs(resolve_papers([*bulk, *copies]))
                 if prefix in "".join(pair)}  # fmt: skip
        total.add(score_pairs(truth, found))
        made += len(bulk) + len(copies)
        for kind, score in by_kind.items():
            marks = {name for name, kinds in done.items() if kind in kinds}
            copied[kind] += len(marks)
            score.add(score_pairs({p for p in truth if not marks.isdisjoint(p)},
                                  {p for p in found if not marks.isdisjoint(p)}))  # fmt: skip
    return [
        row(f"bulk, damaged copies, seeds {SEEDS}", made, total),
        *(row(f"  {kind}", copied[kind], score) for kind, score in by_kind.items()),
    ]


def author_ids(folder: Path) -> dict[Pair, str]:
    """Read who OpenAlex and Semantic Scholar take an author for, by normalised title and name.

    Both are made by programs that err; ORCID iDs are given by people.
    """
    known: dict[Pair, str] = {}

    def gather(value: object) -> None:
        if isinstance(value, list):
            for each in value:
                gather(each)
        if isinstance(value, dict):
            title = fold(str(value.get("title") or ""))
            for line in value.get("authorships") or ():
                known[title, fold(line["author"].get("display_name") or "")] = (
                    f"openalex:{line['author'].get('id')}"
                )
            for line in value.get("authors") or () if "paperId" in value else ():
                known[title, fold(line["name"])] = f"s2:{line['authorId']}"
            gather(list(value.values()))

    for path in sorted([*folder.glob("openalex/*.json"), *folder.glob("s2/*.json")]):
        if not path.name.endswith(".expected.json"):
            gather(json.loads(path.read_text(encoding="utf-8")))
    return {line: person for line, person in known.items() if not person.endswith(":None")}


def measure_people(
    everything: list[Paper], bulk: list[Paper], ids: dict[Pair, str]
) -> list[tuple[object, ...]]:
    """Measure people whose ORCID iD or DBLP number is hidden, and homonyms by design."""
    resolved = resolve_papers(everything)
    designed = Score()
    for seed in HOMONYM_SEEDS:
        designed.add(score_pairs(*people_pairs(resolve_papers(confuse(bulk, seed)))))
    return [
        row("people with ORCID iD or DBLP number", len(everything),
            score_pairs(*people_pairs(resolved))),
        row("the same, and ids of OpenAlex and Semantic Scholar", len(everything),
            score_pairs(*people_pairs(resolved, ids))),
        row(f"homonyms by design, {len(HOMONYM_SEEDS)} seeds", len(bulk) * len(HOMONYM_SEEDS),
            designed),
    ]  # fmt: skip


def main(folder: Path) -> None:
    """Print precision and recall over pairs."""
    if not folder.is_dir():
        print(f"not measured: no folder {folder} with publication lists", file=sys.stderr)
        return
    rows = measure_libraries(folder)
    bulk = read([Path(path) for path in sources.find_inputs([str(folder / "bulk")]).files])
    rows += measure_damage(bulk)
    everything = read([Path(path) for path in sources.find_inputs([str(folder)]).files])
    rows += measure_doubts(everything)
    rows += measure_people(everything, bulk, author_ids(folder))
    print(table(rows, ("measure", "records", "precision", "recall", "found", "false", "missed")))
    print("", table(likelihood(everything), ("claimed", "pairs", "mean claim", "right")), sep="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else INPUTS)
