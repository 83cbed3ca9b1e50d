"""Build, add, remove: from publication lists to the published graph."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Literal, TypeAlias

from kg import journal
from kg.errors import InputError
from kg.identity import Namespace
from kg.mapping.description import Description
from kg.pipeline.accounting import Summary
from kg.pipeline.archive import RECORDS, Kept, Options, read_kept
from kg.pipeline.hands import begin, workers_for
from kg.pipeline.making import make, write
from kg.pipeline.publishing import build_date
from kg.pipeline.reading import Reading, SourceId
from kg.pipeline.unchanged import is_whole, mark_of, recall_build, remember_build
from kg.resolution import Decisions, read_decisions
from kg.system.garbage import seldom_collected
from kg.system.parallel import Workers, choose_jobs
from kg.system.paths import AnyPath, Paths, as_names
from kg.system.spark import on_spark
from kg.vocab import DEFAULT_BASE

Engine: TypeAlias = Literal["processes", "spark"]
"""Who shares the work of a build: processes of this machine, or a Spark cluster."""

_DIGEST = re.compile(r"[0-9a-f]{8,64}")


def build(
    inputs: Paths,
    output: AnyPath = "out",
    *,
    format: str | None = None,
    columns: Mapping[str, str] | None = None,
    tell: Callable[[str], None] = lambda message: None,
    base: str | None = None,
    jobs: int | None = 1,
    engine: Engine = "processes",
    master: str | None = None,
    mentions: bool = True,
    abstracts: bool = True,
    min_confidence: float | None = None,
    keep_versions: bool = False,
    decisions: AnyPath | None = None,
    description: Description | None = None,
    spans: bool = False,
) -> Summary:
    """Read publication lists and publish them as linked data in a folder, all or nothing.

    `inputs` are files, folders, globs or `-`, one or several; `format` names their format where it is not to
    be recognised; `columns` names the columns of tables by field, and `tell` is called with what
    each is read as; `base` is the data namespace; `jobs` processes share the work, as many as it
    takes where it is None; with `engine` "spark" they are those of a cluster, whose address is `master`
    (None is a Spark of this machine alone). Without `abstracts` offsets and quotes are published, but no abstract.
    Mentions of which the extractor is less sure than `min_confidence`, from 0 to 1, are left out.
    With `keep_versions` a preprint and what was published of it stay two papers of one work.
    `decisions` is a file that says which papers or people are the same, and which are different,
    and which mentions are wrong.
    `description` is what is said of the data set: nothing more is.
    With `spans` the evidence also holds where the fields of records of free text stand in their sources.
    Same inputs, same bytes.

    Raises: SourceError: nothing at all could be read. ViolationError: no record may be
    published; then the folder is left as it was. InputError: a bad base or date, no such folder, no
    Spark or Java here. ServiceError: the cluster fails.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "refs.bib")
    ...     _ = file.write_text("@article{a, title = {Owls}, author = {Lopez, Ana}}")
    ...     build(file, Path(folder, "out"), mentions=False).total.line()
    '1 read, 1 published, 0 merged, 0 quarantined'
    """
    decided = read_decisions(decisions) if decisions else Decisions()
    options = Options(
        DEFAULT_BASE if base is None else base, mentions, abstracts, min_confidence, keep_versions, decided,
        description or Description(), spans,
    )  # fmt: skip
    Namespace(options.base), build_date()  # Said before the work where one of them is wrong.
    names, folder = as_names(inputs), Path(output)
    journal.recover(folder)  # What an interrupted build decided is what stands there.
    mark = mark_of(names, options, format, columns, folder)
    if mark and (left := recall_build(mark, folder)):
        for each in left[1]:
            tell(each)
        return left[0]
    told: list[str] = []
    kept = Kept(Reading(), options)
    with ExitStack() as working:
        workers = None
        if engine == "processes" and jobs and jobs > 1:  # They get ready while lists are read.
            workers = working.enter_context(workers_for(options, jobs))
            begin(workers)
        repeated = kept.reading.read(names, format, columns=columns, tell=_both(told.append, tell))
        if workers is None:
            engaged = _working(kept, jobs) if engine == "processes" else on_spark(master, jobs)
            workers = working.enter_context(engaged)
        made = make(kept, workers, repeated)
        with journal.replacing(folder) as staging:
            made = write(made, kept, staging, workers)
    if mark and mark == mark_of(names, options, format, columns, folder):  # No input has changed.
        remember_build(mark, folder, made.summary, told)
    return made.summary


def _both(one: Callable[[str], None], other: Callable[[str], None]) -> Callable[[str], None]:
    def tell(message: str) -> None:
        one(message)
        other(message)

    return tell


def add(
    inputs: Paths,
    output: AnyPath = "out",
    *,
    format: str | None = None,
    columns: Mapping[str, str] | None = None,
    tell: Callable[[str], None] = lambda message: None,
    base: str | None = None,
    jobs: int | None = 1,
) -> Summary:
    """Merge more publication lists into a build, with the outcome of one build of all.

    The old sources are not read again; options are those of the build. Where every input was
    there already nothing is changed, and the summary has no files.

    Raises: InputError: no build there, one that this program did not make, or one with another
    base than `base`; otherwise as `build`.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     old, new, out = (Path(folder, name) for name in ("old.bib", "new.bib", "out"))
    ...     _ = old.write_text("@article{a, title = {Owls}, author = {Lopez, Ana}}")
    ...     _ = new.write_text("@article{b, title = {Bats}, author = {Lopez, Ana}}")
    ...     _ = build(old, out, mentions=False)
    ...     add(new, out).total.line()
    '2 read, 2 published, 0 merged, 0 quarantined'
    """
    with _changing(output) as (kept, staging):
        if base is not None and base != kept.options.base:
            raise InputError(
                "the build has another base", where="--base", value=kept.options.base,
                todo="leave --base out, or build again from all sources",
            )  # fmt: skip
        before = (list(kept.reading.sources), list(kept.reading.refused))
        repeated = kept.reading.read(as_names(inputs), format, columns=columns, tell=tell)
        is_old = before == (list(kept.reading.sources), kept.reading.refused)
        if is_old and is_whole(Path(output)):
            return Summary(repeated=repeated)
        with _working(kept, jobs) as workers:
            made = write(make(kept, workers, repeated), kept, staging, workers)
    return made.summary


def remove(names: str | Sequence[str], output: AnyPath = "out", *, jobs: int | None = 1) -> Summary:
    """Take sources out of a build, with the outcome of a build without them.

    A source is named as in `summary.json`, or by the first digits, eight at least, of its SHA-256;
    `names` are one or several.

    Raises: InputError: no such source, or none would be left; otherwise as `add`.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     old, new, out = (Path(folder, name) for name in ("old.bib", "new.bib", "out"))
    ...     _ = old.write_text("@article{a, title = {Owls}, author = {Lopez, Ana}}")
    ...     _ = new.write_text("@article{b, title = {Bats}, author = {Lopez, Ana}}")
    ...     _ = build([old, new], out, mentions=False)
    ...     remove("new.bib", out).total.line()
    '1 read, 1 published, 0 merged, 0 quarantined'
    """
    names = [names] if isinstance(names, str) else names
    with _changing(output) as (kept, staging):
        sources = {each for name in names for each in _find(name, kept.reading)}
        kept.reading = kept.reading.without(sources)
        kept.reading.refused = [each for each in kept.reading.refused if each[0] not in names]
        if not kept.reading.sources:
            raise InputError(
                "no source would be left", where=str(output), todo="delete the folder instead"
            )
        with _working(kept, jobs) as workers:
            made = write(make(kept, workers), kept, staging, workers)
    return made.summary


@contextmanager
def _changing(output: AnyPath) -> Iterator[tuple[Kept, Path]]:
    """Give what a build keeps, and a place for the files that will replace its own."""
    folder = Path(output)
    journal.recover(folder)
    if not (folder / RECORDS).exists():
        raise InputError(
            "no build is here to change", where=str(folder),
            todo="build first with `kg build`, or name the folder with --output",
        )  # fmt: skip
    with seldom_collected(), journal.replacing(folder) as staging:
        yield replace(read_kept(folder), alone=False), staging


def _find(name: str, reading: Reading) -> list[SourceId]:
    is_digest = _DIGEST.fullmatch(name)
    found = [
        each
        for each in reading.sources
        if each[0] == name or (is_digest and each[1].startswith(name))
    ]
    if not found and name not in (refused for refused, _ in reading.refused):
        raise InputError(
            "no such source in the build", value=name, todo="name one as in summary.json"
        )
    return found


def _working(kept: Kept, jobs: int | None) -> Workers:
    return workers_for(kept.options, choose_jobs(jobs, len(kept.reading.papers)))
