"""Measure the parsing of references: by labelled ones, by styles that were not learned from, by time.

What is needed lies beside the checkout, in `../shared`; without it nothing is measured, and that is
said. Run with `python benchmarks/references.py [PART ...]`, where a part is `folds` (five-fold
cross-validation on the labelled references, with how sure it rightly is), `rendered` (learned from rendered records alone),
`styles` (40 styles that were not learned from), `speed`; without one, all of them, which takes the
better part of an hour.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from kg.cli.common import table
from kg.evaluation.citations import read_items
from kg.references import FieldName, Reference, parse
from kg.references.features import Lexicon
from kg.references.labeller import Labelled, Labeller, packaged
from kg.references.parsing import reference_of
from kg.references.training.chains import learn_chain
from kg.references.training.core import read_labelled
from kg.references.training.examples import Example, example
from kg.references.training.learning import PARTS, arrays_of, cases_of, learn, ranked_by, without
from kg.references.training.ranks import learn_worth
from kg.references.training.rendering import is_held_back, render, styles
from kg.references.training.teaching import RANKED, SHOWN
from kg.references.training.teaching import rendered as rendered_examples
from kg.references.training.tidying import tidied
from kg.references.training.words import learn_words
from kg.text import fold

SHARED = Path(__file__).parents[2] / "shared"
CORE = SHARED / "references" / "core.xml"
LISTS = SHARED / "inputs"
STYLES, RECORDS, MANY = 40, 500, 10_000
BINS = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.99, 1.01)
MAIN: tuple[FieldName, ...] = ("title", "author", "year")
FIELDS: tuple[FieldName, ...] = (
    *MAIN, "editor", "venue", "volume", "issue", "pages", "publisher", "place", "doi",
)  # fmt: skip


def truth_of(each: Example) -> Reference:
    """Return a labelled reference as if it had been parsed without a fault."""
    labelled = Labelled(each.tokens, each.labels, [1.0] * len(each.labels))
    return reference_of(each.marked, labelled)


def said(found: Reference, name: FieldName) -> list[str]:
    """Return what all fields of a name say, without case and punctuation; of years, the first.

    A paper is of one year, and `kg` takes the first: others tell of a reprint or of a visit.
    """
    says = [fold(each.of(found.text)).replace(" ", "") for each in found.all(name)]
    return says[:1] if name == "year" else says


def is_right(found: Reference, truth: Reference, names: Iterable[FieldName]) -> bool:
    """Tell whether all fields of these names are right."""
    return all(said(found, name) == said(truth, name) for name in names)


def score(
    labeller: Labeller, examples: Sequence[Example], names: Sequence[FieldName]
) -> Counter[str]:
    """Count the references, those with each field right, and those with all of them right."""
    counts: Counter[str] = Counter()
    for each, found in zip(
        examples, parse([each.marked for each in examples], labeller), strict=True
    ):
        truth = truth_of(each)
        counts["all"] += 1
        counts["right"] += is_right(found, truth, names)
        counts.update(name for name in names if is_right(found, truth, (name,)))
    return counts


def confidences(labeller: Labeller, examples: Sequence[Example]) -> Iterator[tuple[float, bool]]:
    """Yield how sure each field found is said to be, and whether it is right."""
    for each, found in zip(
        examples, parse([each.marked for each in examples], labeller), strict=True
    ):
        truth = truth_of(each)
        for field in found.fields:
            if field.name in FIELDS:
                says = fold(field.of(found.text)).replace(" ", "")
                yield field.confidence, says in said(truth, field.name)


def reliability(sure: Sequence[tuple[float, bool]]) -> Iterator[tuple[object, ...]]:
    """Lay out, for steps of confidence, what is claimed and what is right."""
    for low, high in pairwise(BINS):
        those = [each for each in sure if low <= each[0] < high]
        if those:
            claimed, right = (sum(each[n] for each in those) / len(those) for n in (0, 1))
            yield f"{low} to {min(high, 1.0)}", len(those), f"{claimed:.3f}", f"{right:.3f}"


def row(name: str, counts: Mapping[str, int], names: Sequence[str]) -> tuple[object, ...]:
    """Lay out the figures of one measure."""
    total = counts["all"]
    return (name, total, *(f"{counts.get(each, 0) / total:.3f}" for each in ("right", *names)))


@cache
def items() -> Sequence[Mapping[str, Any]]:
    """Read the records that are rendered: those of lists, but for the pages and their answers."""
    folders = sorted(each for each in LISTS.iterdir() if each.is_dir() and each.name != "pages")
    return tidied(read_items(folders))


@cache
def labelled() -> Sequence[Example]:
    """Read the labelled references."""
    return tuple(read_labelled(CORE))


@cache
def lexicon() -> Lexicon:
    """Learn what words are part of."""
    return learn_words(items())


@cache
def shown() -> Sequence[Example]:
    """Make the rendered references that chains learn of."""
    return rendered_examples(items(), SHOWN, 0)


@cache
def ranked() -> Sequence[Example]:
    """Make the rendered references whose readings are ranked."""
    return rendered_examples(items(), RANKED, 1)


def folds() -> Iterator[tuple[object, ...]]:
    """Measure what is learned from four fifths on the other, and how sure it rightly is.

    The chain of a part never saw it; the ranking is learned of the readings of the other parts.
    """
    chains = [learn_chain(without(labelled(), part), shown(), lexicon()) for part in range(PARTS)]
    cases = [
        cases_of(ranked_by(labelled(), ranked(), part), chain, lexicon())
        for part, chain in enumerate(chains)
    ]
    total: Counter[str] = Counter()
    sure: list[tuple[float, bool]] = []
    for part, chain in enumerate(chains):
        ranks = learn_worth([some for of, some in enumerate(cases) if of != part])
        labeller, tried = Labeller(arrays_of(chain, lexicon(), ranks)), labelled()[part::PARTS]
        total += score(labeller, tried, MAIN)
        sure += list(confidences(labeller, tried))
    print(table(list(reliability(sure)), ("confidence", "fields", "claimed", "right")))
    yield row("labelled, five folds", total, MAIN)


def rendered() -> Iterator[tuple[object, ...]]:
    """Measure what is learned without labelled references on all of them."""
    labeller = Labeller(learn((), shown(), ranked(), lexicon()))
    yield row("labelled, rendered alone learned", score(labeller, labelled(), MAIN), MAIN)


def by_style() -> Iterator[list[Example]]:
    """Yield the records as styles that are held back render them."""
    drawn = random.Random(0)
    names = [name for name in styles() if is_held_back(name)]
    drawn.shuffle(names)
    some = [each for each in items() if "author" in each and "issued" in each]
    made = 0
    for name in names:
        if made == STYLES:
            return
        chosen = drawn.sample(some, RECORDS)
        found = [example(text) for _, text in render(chosen, styles()[name])]
        if len(found) == RECORDS:
            made += 1
            yield found


def of_styles() -> Iterator[tuple[object, ...]]:
    """Measure the packaged weights on styles that were not learned from."""
    total: Counter[str] = Counter()
    for found in by_style():
        total += score(packaged(), found, FIELDS)
    yield row(f"{STYLES} styles held back", total, FIELDS)


def speed() -> None:
    """Print how long many references take, in seconds of processor time."""
    texts = [each.marked for each in labelled()]
    many = (texts * (MANY // len(texts) + 1))[:MANY]
    packaged()
    start = time.process_time()
    parse(many)
    print(f"{MANY} references: {time.process_time() - start:.1f} s of one core")


def main(parts: Sequence[str]) -> None:
    """Print the figures of the parts that are asked for."""
    if not CORE.exists():
        print(f"nothing is measured: {CORE} is not there")
        return
    asked = parts or ("folds", "rendered", "styles", "speed")
    rows = [
        each
        for name, measure in (("folds", folds), ("rendered", rendered))
        if name in asked
        for each in measure()
    ]
    if rows:
        print(table(rows, ("references", "count", "all right", *MAIN)))
    if "styles" in asked:
        print(table(list(of_styles()), ("references", "count", "all right", *FIELDS)))
    if "speed" in asked:
        speed()


if __name__ == "__main__":
    main(sys.argv[1:])
