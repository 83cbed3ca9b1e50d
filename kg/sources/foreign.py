"""Recognise inputs of other kinds, so that each is refused by its name."""

from __future__ import annotations

import re

from kg.errors import SourceError

_BINARY = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive, or an office document (docx, odt, xlsx)"),
    (b"\xd0\xcf\x11\xe0", "an old office document (doc, xls)"),
    (b"\x1f\x8b", "gzip inside gzip"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"{\\rtf", "a rich text document"),
    (b"\xff\xfe", "UTF-16 text"),
    (b"\xfe\xff", "UTF-16 text"),
)


def _compiled(patterns: dict[str, str]) -> dict[str, re.Pattern[str]]:
    flags = re.IGNORECASE | re.MULTILINE | re.DOTALL
    return {name: re.compile(rf"\s*{pattern}", flags) for name, pattern in patterns.items()}


_RDF = _compiled(
    {
        "RDF/XML": r"(<\?xml[^>]*\?>)?(\s*<!--.*?-->|\s*<!DOCTYPE.*?\]>)*\s*<rdf:RDF\b",
        "Turtle": r"(#[^\n]*\n|\s)*@?(prefix|base)\s+([\w-]*:)?\s*<",
        "N-Triples": r"(#[^\n]*\n|\s)*(<[^<>\s]+>|_:\w+)[ \t]+<[^<>\s]+>[ \t][^\n]*\.\s*$",
        "JSON-LD": r'[\[{].*"@(context|graph|id|type)"\s*:',
    }
)
_OTHER = _compiled(
    {
        "HTML": r"(<!--.*?-->\s*)?<(!doctype\s+html|html|head|body|table)\b",
        "BibTeX": r".{0,4000}?^\s*@\w+\s*[{(]",
        "RIS": r".{0,2000}?^(TY|A1|AU|T1|TI|JF)  ?- ",
        "a Web of Science export": r"(?-i:FN |VR |PT [A-Z]$)",
        "MEDLINE": r"PMID ?-",
        "Refer": r".{0,500}?^%[0A-Z] ",
        "JATS": r".{0,4000}?<article[\s>].*<(article-meta|front)[\s>]",
        "PubMed XML": r".{0,4000}?<(PubmedArticle|PubmedArticleSet|MedlineCitation)[\s>]",
        "DBLP XML": r"<.{0,4000}?<dblp[\s>]",
        "EndNote XML": r".{0,4000}?<xml>\s*<records>",
        "an Atom feed": r".{0,4000}?<feed[\s>]",
        "XML": r"<(\?xml|[A-Za-z][\w:.-]*[\s>])",
        "OpenAlex JSON": r'[\[{].*("(abstract_inverted_index|authorships)"\s*:|"id"\s*:\s*"https://openalex\.)',
        "Crossref JSON": r'[\[{].*"(message-type|reference-count|is-referenced-by-count)"\s*:',
        "Zotero JSON": r'[\[{].*"itemType"\s*:',
        "DataCite JSON": r'[\[{].*"(publicationYear|schemaVersion)"\s*:',
        "CSL-JSON": r'[\[{].*"(date-parts|container-title|citation-key)"\s*:',
        "Semantic Scholar JSON": r'[\[{].*"(paperId|paper_id|corpusId)"\s*:',
        "OpenReview JSON": r'[\[{].*"(invitation|invitations|authorids)"\s*:',
        "arXiv JSON": r'[\[{].*"(authors_parsed|journal-ref)"\s*:',
    }
)


def refuse_binary(head: bytes, where: str) -> None:
    """Refuse what is no text, by its first bytes.

    Raises: SourceError: where the bytes are those of a known binary kind, or hold a NUL.
    """
    for start, name in _BINARY:
        if head.startswith(start):
            raise SourceError(
                f"this is {name}, not a list of records", where=where,
                todo="give UTF-8 text in a format that `kg sources` lists",
            )  # fmt: skip
    if b"\0" in head:
        raise SourceError(
            "this is binary, or text in UTF-16", where=where, todo="save it as UTF-8 text"
        )


def foreign_kind(head: str) -> str | None:
    """Name the format of its own that a text has and that is no source here; None where none.

    >>> foreign_kind("@article{key, title = {On It}}"), foreign_kind("Dear colleagues,")
    ('BibTeX', None)
    """
    kinds = (_RDF | _OTHER).items()
    return next((name for name, pattern in kinds if pattern.match(head)), None)


def refusal(head: str, where: str) -> SourceError:
    """Make the error for a text that no reader recognises: what it looks like, what to do."""
    kind = foreign_kind(head)
    if kind in _RDF:
        return SourceError(
            f"this is RDF ({kind}), not a publication list", where=where,
            todo="check it with `kg validate`, ask it with `kg query`",
        )  # fmt: skip
    seen = f"looks like {kind}, which is not read yet" if kind else "plain prose or unknown layout"
    return SourceError(
        seen, where=where, todo="`kg sources` lists the formats, `--format NAME` forces one"
    )
