"""What the type words of every format become: a class to publish with, or a kind to skip.

Published is what reports scholarship and stands on its own, where FaBiO has an Expression for
it and schema.org a class. Volumes of proceedings and journals are the venues of their papers,
talks and data sets are no texts, web pages are FRBR Manifestations: these are skipped, counted
under their kind.

Source: FaBiO 2.3 and schema.org 30.0; the type lists of CSL 1.0.2, BibLaTeX, RIS, Zotero,
EndNote, Crossref, DataCite 4.6 and OpenAlex.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.vocab import publication_class

Words = dict[str, str]
"""Outcome: type words, with commas between them. A FaBiO class begins with a capital letter."""

_PUBLISHED: Words = {
    "JournalArticle": "article, journal article, article-journal, electronic article, data paper, "
    "editorial, suppperiodical, JOUR, EJOUR, INPR, ABST",
    "ReviewArticle": "review, review article",
    "ConferencePaper": "conference paper, inproceedings, conference, paper-conference, "
    "proceedings article, proceedings paper, conference article, CONF, CPAPER",
    "WorkshopPaper": "workshop, workshop paper",
    "Preprint": "preprint, posted content, unpublished, unpublished work, manuscript, working paper, "
    "UNPB, UNPD, MANSCPT",
    "BookChapter": "chapter, book chapter, book section, book part, incollection, inbook, bookinbook, "
    "suppbook, suppcollection, inreference, electronic book section, reference entry, encyclopedia, "
    "encyclopedia article, dictionary entry, entry, entry-encyclopedia, entry-dictionary, CHAP, "
    "ECHAP, ENCYC, DICT",
    "Book": "book, monograph, edited book, reference book, electronic book, mvbook, collection, "
    "mvcollection, reference, mvreference, classic, classical work, EBOOK, EDBOOK, SER, CLSWK",
    "Thesis": "thesis, dissertation, academic dissertation, bachelor's thesis, THES",
    "DoctoralThesis": "PhD thesis, doctoral thesis, doctoral dissertation",
    "MastersThesis": "master's thesis, master thesis",
    "ReportDocument": "report, tech report, technical report, report document, report component, "
    "report-paper, government document, RPRT, GOVDOC",
    "ConferencePoster": "poster, conference poster",
}
_SKIPPED: Words = {
    "proceedings": "mvproceedings, proceedings-series, conference proceedings, conference proceeding",
    "journal": "periodical, journal issue, journal volume, serial, JFULL",
    "series": "book series, book set, report series, standard series",
    "front matter": "paratext",
    "talk": "presentation, speech, slides, lecture, SLIDE",
    "data set": "data, aggregated database, online database, database, AGGR, DBASE",
    "software": "computer program, computational notebook, COMP",
    "patent": "PAT",
    "standard": "STAND",
    "web page": "online, electronic, electronic source, www, web, blog, blog post, post, "
    "post-weblog, forum post, web site, ELEC",
    "magazine article": "article-magazine, MGZN",
    "newspaper article": "article-newspaper, news, newspaper, news item",
    "book review": "review-book",
    "pamphlet": "booklet, PAMP",
    "erratum": "published erratum, corrigendum, correction",
    "audio": "audio recording, sound, SOUND",
    "video": "video recording, film, movie, motion picture, film or broadcast, MPCT",
    "audiovisual": "audiovisual material, ADVS",
    "artwork": "ART",
    "bill": "UNBILL",
    "catalogue": "catalog, CTLG",
    "grant": "award, GRNT",
    "hearing": "HEAR",
    "statute": "STAT",
    "personal communication": "personal_communication, email, instant message, ICOMM, PCOMM",
}
_UNKNOWN = "misc, miscellaneous, generic, other, document, text, unknown, none, GEN"
"""Words that say nothing: such a record is published, without a kind."""

_OWN: dict[str, Words] = {
    "bibtex": {"JournalArticle": "review", "personal communication": "letter"},
    "cff": {
        "Book": "edited-work, dictionary, encyclopedia",
        "software": "software-code, software-container, software-executable, software-virtual-machine",
        "audio": "sound-recording",
        "video": "film-broadcast",
        "web page": "website",
    },
    "crossref-json": {"journal": "journal"},
    "crossref-xml": {
        "journal": "journal",
        "proceedings": "conference",
        "other posted content": "posted_content",
    },
    "csl-json": {"book review": "review", "archive": "collection", "": "article"},
    "datacite-json": {"collection": "collection", "journal": "journal"},
    "datacite-xml": {"collection": "collection", "journal": "journal"},
    "dblp": {"person": "person", "web page": "www"},
    "dblp-page": {
        "JournalArticle": "j", "ConferencePaper": "c", "Preprint": "i", "BookChapter": "p, r",
        "Book": "b", "proceedings": "e", "data set": "d",
    },
    "dublin-core": {
        "JournalArticle": "contributiontoperiodical",
        "ConferencePaper": "conferenceobject",
        "Thesis": "bachelorThesis",
        "": "nonpeerreviewed, peerreviewed, other",
        "book review": "review",
        "artwork": "image, stillimage, physicalobject",
        "video": "movingimage",
        "event": "event",
    },
    "endnote-xml": {"ConferencePaper": "conference proceedings"},
    "hayagriva": {
        "BookChapter": "anthos",
        "Book": "anthology",
        "": "original",
        "journal": "periodical",
        "software": "repository",
        "web page": "thread",
    },
    "jats": {
        "JournalArticle": "letter, news, collection, reply, discussion, abstract",
        "ConferencePaper": "proceedings, proceedings-paper, meeting-paper",
        "book review": "product-review, book-received, books-received",
    },
    "mods": {
        "artwork": "still image, three dimensional object, three-dimensional object",
        "map": "cartographic",
        "audio": "sound recording-musical, sound recording-nonmusical",
        "video": "moving image",
        "music": "notated music",
        "software": "software multimedia",
    },
    "openalex": {"JournalArticle": "letter"},
    "orcid": {
        "ConferencePaper": "conference abstract, conference output",
        "Thesis": "dissertation or thesis",
        "talk": "conference presentation, lecture speech",
    },
    "ovid": {
        "JournalArticle": "journal, peer reviewed journal, research article, research articles, original article",
        "Book": "text/reference, drug reference, book authored book, book edited book",
        "BookChapter": "book chapters, chapter",
        "Thesis": "dissertation abstract",
        "ConferencePaper": "conference abstract",
    },
    "refer": {"ConferencePaper": "conference proceedings"},
    "refworks": {
        "JournalArticle": "journal, journal electronic, abstract",
        "ConferencePaper": "conference proceedings",
        "Book": "book whole, book edited",
        "Thesis": "dissertation/thesis, dissertation/thesis unpublished, dissertation unpublished",
        "Preprint": "unpublished material",
        "bill": "bills/resolutions",
        "statute": "laws/statutes",
        "video": "video/DVD",
    },
    "table": {
        "JournalArticle": "journal, short survey, IEEE Journals, IEEE Magazines",
        "ConferencePaper": "conference proceedings, conference proceeding",
        "proceedings": "conference review",
        "": "poster, oral, spotlight",
    },
    "wikitext": {
        "JournalArticle": "journal, paper",
        "Preprint": "arXiv, bioRxiv, medRxiv, SSRN, CiteSeerX",
        "BookChapter": "encyclopaedia, dictionary",
        "": "Q, DOI, PMID",
        "magazine article": "magazine",
        "audiovisual": "AV media, episode, serial",
        "audio": "podcast",
    },
    "wos": {"JournalArticle": "J", "ConferencePaper": "C", "Book": "B, S", "patent": "P"},
    "zotero": {"personal communication": "letter"},
}  # fmt: skip
"""Where a format means something else by a word than the others do, or has it alone."""

_DEGREES = (
    (r"\bmaster|\bm\.?\s?(?:a|sc|eng|phil)\b|diplom|mathesis", "MastersThesis"),
    (r"\bma?estr|magist|[硕碩修]士|석사", "MastersThesis"),
    (r"ph\.?\s?d|doct|doutor|dottorato|habilitation|博士|박사", "DoctoralThesis"),
)
_IN_WORDS = (
    ("poster", "ConferencePoster"),
    (r"presentation|slides|lecture|\btalk", "talk"),
    ("preprint|working paper|pré-?publication", "Preprint"),
    ("chapter|section|chapitre", "BookChapter"),
    ("data ?set", "data set"),
    ("web ?page|web ?site", "web page"),
    ("patent", "patent"),
    (r"thesis|theses|thèse|tesis|\btes[ei]\b|dissertation|学位论文", "Thesis"),
    ("^book|monograph|^ouvrage", "Book"),
    ("conference|proceeding|congrès", "ConferencePaper"),
    ("review article|literature review", "ReviewArticle"),
    ("report", "ReportDocument"),
    ("article", "JournalArticle"),
)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a record is: the FaBiO class of a publication, None where not known; or what is skipped."""

    fabio: str | None = None
    skipped: str | None = None


def kind_of(format: str, word: str | None, *, otherwise: Kind | None = None) -> Kind:
    """Tell what a type word of a format becomes.

    A word that no table has is skipped under its own name, unless `otherwise` is given.

    >>> kind_of("ris", "EDBOOK"), kind_of("csl-json", "article-journal").fabio
    (Kind(fabio='Book', skipped=None), 'JournalArticle')
    >>> kind_of("zotero", "computerProgram").skipped, kind_of("bibtex", "misc")
    ('software', Kind(fabio=None, skipped=None))
    """
    key = _folded(word or "")
    if not key:
        return Kind()
    for table in (_table(format), _table("")):
        if key in table:
            return table[key]
    return otherwise or Kind(skipped=_spaced(word or ""))


def kind_in(description: str | None) -> Kind:
    """Find the kind that a free description such as `Conference Poster (A0)` speaks of.

    >>> kind_in("Poster at a conference").fabio, kind_in("Lecture slides").skipped, kind_in("A0")
    ('ConferencePoster', 'talk', Kind(fabio=None, skipped=None))
    """
    written = (description or "").casefold()
    outcome = next((each for words, each in _IN_WORDS if re.search(words, written)), "")
    kind = _kind(outcome)
    return Kind(thesis(written)) if kind.fabio == "Thesis" else kind


def thesis(said: str) -> str:
    """Tell the class of a thesis by what is said of its degree.

    >>> thesis("PhD, Oslo"), thesis("M.Sc."), thesis("")
    ('DoctoralThesis', 'MastersThesis', 'Thesis')
    """
    found = (kind for pattern, kind in _DEGREES if re.search(pattern, said, re.IGNORECASE))
    return next(found, "Thesis")


def kind_rows() -> list[tuple[str, str]]:
    """List what becomes of which type words; a word that one format alone means so names it."""
    outcomes = [*_PUBLISHED, "", *_SKIPPED]
    words = {**_PUBLISHED, "": _UNKNOWN, **_SKIPPED}
    for format, own in _OWN.items():
        for outcome, written in own.items():
            marked = ", ".join(f"{each} ({format})" for each in written.split(", "))
            words[outcome] = f"{words[outcome]}, {marked}" if outcome in words else marked
            outcomes += [outcome] if outcome not in outcomes else []
    rows = [(_classes(each), _with_name(each, words[each])) for each in outcomes]
    return [*rows, ("skipped: as it is called", "every other word")]


def _classes(outcome: str) -> str:
    if not outcome or outcome[0].isupper():
        names = [publication_class(outcome), *([f"fabio:{outcome}"] if outcome else [])]
        return ", ".join(names)
    return f"skipped: {outcome}"


def _with_name(outcome: str, words: str) -> str:
    """Name what is skipped among the words that stand for it."""
    own = outcome and outcome[0].islower() and f"{outcome} (" not in words
    return f"{outcome}, {words}" if own else words


@lru_cache
def _table(format: str) -> dict[str, Kind]:
    """Map each folded word to its kind: of one format, or those that all formats share."""
    tables = [_OWN.get(format, {})] if format else [_PUBLISHED, {"": _UNKNOWN}, _SKIPPED]
    found = {
        _folded(word): _kind(outcome)
        for table in tables
        for outcome, words in table.items()
        for word in words.split(", ")
    }
    names = {_folded(outcome): _kind(outcome) for outcome in ([] if format else _SKIPPED)}
    return names | found


def _kind(outcome: str) -> Kind:
    if outcome and outcome[0].islower():
        return Kind(skipped=outcome)
    return Kind(outcome or None)


def _folded(word: str) -> str:
    return "".join(char for char in word.casefold() if char.isalnum())


def _spaced(word: str) -> str:
    """Write `ComputationalNotebook` or `journal-issue` as words in small letters."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", word)
    return " ".join(re.split(r"[\s_-]+", parted.strip())).lower()
