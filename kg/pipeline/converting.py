"""Write a file in another format: RDF as other RDF, papers as reference managers read them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg import bibliography, serialization, sources
from kg.errors import InputError
from kg.model import Paper, Rejected
from kg.system.paths import AnyPath, as_name


def convert(
    file: AnyPath,
    to: str,
    *,
    format: str | None = None,
    base: str | None = None,
    tell: Callable[[str], None] = lambda message: None,
) -> bytes:
    r"""Write an RDF file in another format, or the papers of any list for reference managers.

    `to` is turtle, nt, nq, trig, jsonld or rdfxml: these are canonical, so that equal graphs give
    equal bytes, in UTF-8. Or it is bibtex, ris or csljson: the file is then a build, or a list in
    any of the formats that are read. `format` names that of the file, where its name or content
    does not tell; `base` resolves relative IRIs; `tell` is called with what is left out.

    Raises: RdfError: a file that cannot be parsed, or a format that cannot hold it. SourceError: a
    file that holds no paper.

    >>> from kg.resources import ONTOLOGY_FILE
    >>> convert(ONTOLOGY_FILE, "nt").count(b"\n") > 100
    True
    """
    if to not in bibliography.FORMATS:
        return serialization.convert(file, to, format=format, base=base)
    if base is not None:
        raise InputError(
            "nothing is resolved in a bibliography", where="--base", value=base,
            todo="leave --base out",
        )  # fmt: skip
    return "".join(bibliography.FORMATS[to](_papers(as_name(file), format, tell))).encode()


def _papers(name: str, format: str | None, tell: Callable[[str], None]) -> Iterator[Paper]:
    for item in sources.read(name, format=format):
        if isinstance(item, Paper):
            yield item
        elif isinstance(item, Rejected):
            line = f":{item.line}" if item.line is not None else ""
            tell(f"{name}{line}: left out: {item.reasons[0]}")
