"""Tell which columns of a table are the fields of a paper: by their names, or as the user says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from kg.errors import InputError
from kg.sources.format import Columns
from kg.vocab import DETAILS

NAMES = {
    "title": "title papertitle articletitle documenttitle primarytitle titleofpaper titleorchaptertitle chaptertitle titleofcontribution "
    "itemtitle worklabel titel título titulo titre titolo 标题 題名 제목 название paper названиедокумента 题名 title题名 論文名 タイトル",
    "subtitle": "subtitle",
    "abstract": "abstract abstractnote abstracttext zusammenfassung resumen resumo résumé summary description краткоеописание аннотация реферат 摘要 抄録 초록",
    "authors": "authorfullnames authors author authornames authorlist authorsorpatentownersorpresenters creators "
    "creator authorsstring authorstring autoren autorinnen autores auteurs autori autor auteur autore verfasser coauthors authorshipsauthordisplayname "
    "作者 著者 저자 авторы author作者 著者名 저자명",
    "editors": "editors editor herausgeber редакторы",
    "year": "year publicationyear pubyear publishedyear yearpublished dtypub jahr erscheinungsjahr publikationsjahr año ano année annee anno jaar "
    "年份 年 出版年 연도 год 发表年份 発行年 발행년도 발행연도",
    "month": "month publicationmonth pubmonth monat mois",
    "day": "day",
    "date": "date coverdate publicationdate publisheddate dateofpublication publicationdateorpresenteddateordate published pubdate "
    "issued 发表时间 pubtime发表时间",
    "venue": "anthologytitle venue journal journaltitle journalname publicationtitle publicationname sourcetitle "
    "booktitle containertitle publicationvenue venuefull venuename journalfull conference conferencename conferencefull proceedings journaltitlebooktitleconferencename "
    "journalorpublishedproceedingsorbook journalbook primarylocationsourcedisplayname journalpublisherproceedingspublisher venuelabel "
    "zeitschrift revista revue rivista tijdschrift 期刊 刊名 雑誌名 журнал названиеисточника названиежурнала 文献来源 source文献来源 刊物名称 掲載誌 학술지명 "
    "publishedin publication venueshort conferenceshort",
    "status": "status decision paperstatus finaldecision acceptance",
    "track": "track presentation presentationtype",
    "doi": "doi doiurl doilink articledoi itemdoi",
    "arxiv": "arxiv arxivid arxivurl arxivlink eprint",
    "openreview": "openreview openreviewid openreviewurl forum",
    "pmid": "pmid pubmedid idspmid",
    "pmcid": "pmcid pmc pubmedcentralid",
    "openalex": "openalex openalexid openalexurl idsopenalex",
    "acl": "aclid anthologyid aclanthologyid",
    "url": "url link publishedurl publisherurl paperurl paperlink articleurl articlelink fulltexturl urlpdf pdfurl pdflink pdf "
    "preprint preprinturl links urls resources resourceslink site website webpage ссылка",
    "kind": "kind itemtype publicationtype documenttype entrytype bibtype activitytype contributiontype "
    "publicationtypes contenttype subtypedescription documentidentifier type category типдокумента",
    "issn": "issn eissn pissn primarylocationsourceissnl",
    "isbn": "isbn isbns",
    "keywords": "keywords keyword authorkeywords manualtags schlagwörter schlagworte schlüsselwörter palabrasclave "
    "palavraschave motsclés tags ключевыеслова ключевыесловаавтора 关键词 關鍵詞 keyword关键词 キーワード 키워드 주제어",
    "code": "code codeurl codelink urlcode github githuburl githublink repository repo",
    "licence": "licence license",
    "language": "language originallanguage languageoforiginaldocument sprache idioma langue lingua язык языкоригинальногодокумента",
    "volume": "volume vol journalvolume bibliovolume band jahrgang volumen том 卷 巻 권",
    "issue": "issue issuenumber issueidentifier journalissue biblioissue number heft ausgabe выпуск 期 号 호",
    "pages": "pages page pagerange pagenumbers startpage pagestart firstpage pagination paginationbegin bibliofirstpage "
    "seiten páginas paginas pagine страницы страницаначала 页码 ページ 페이지",
    "last_page": "endpage pageend lastpage paginationend bibliolastpage страницаокончания",
    "article_number": "articlenumber artno",
    "report_number": "reportnumber",
    "edition": "edition",
    "series": "series seriestitle bookseriestitle",
    "series_number": "seriesnumber",
    "publisher": "publisher verlag editorial editora éditeur editore издатель издательство 出版社 출판사",
    "place": "place placeofpublication publisheraddress erscheinungsort verlagsort",
    "bibtex": "bibtex bibtexentry bib",
    "extra": "extra",
}
"""The names of each field, without case, blanks and punctuation; the best first."""

_BESIDE = {"publication": "title", "number": "volume"}
"""Names that mean a field only where another stands beside it: a list may number its rows."""
_FIELD_OF = {name: field for field, names in NAMES.items() for name in names.split()}
_RANKS = {name: rank for rank, name in enumerate(_FIELD_OF)}
_TELLING = frozenset(_FIELD_OF.values()) - {
    "title", "subtitle", "abstract", "date", "month", "day", "url", "kind", "keywords", "code", "licence",
    "last_page", "extra",
} - DETAILS.keys()  # fmt: skip
_NUMBERED = re.compile(r"#[1-9]\d*")
_NO_NUMBER = re.compile(r"#0\d*+")
_OR = re.compile(r"/|[ _]or[ _]")
_PREFIX = re.compile(r"^(?:dc|dcterms|prism):")
_PAIR = re.compile(
    r'\s*+(?:(?:"(?P<named>[^"]+)"|(?P<file>[^"=,]+)):)?(?P<field>\w+)\s*='
    r'\s*(?:"(?P<quoted>[^"]*)"|(?P<plain>[^,"]*+))\s*(?:,|$)'
)


@lru_cache(maxsize=1024)
def field_of(column: str) -> str | None:
    """Return the field that a column's name stands for; None where it is no known name.

    >>> field_of("Author full names"), field_of("Abstract Note"), field_of("pdf_size")
    ('authors', 'abstract', None)
    >>> field_of("journal_or_venue"), field_of("Journal / Conference"), field_of("Volume/Issue")
    ('venue', 'venue', None)
    """
    if (name := _folded(column)) in _FIELD_OF:
        return _FIELD_OF[name]
    told = {_FIELD_OF.get(_folded(each)) for each in _OR.split(column)}
    return told.pop() if len(told) == 1 else None


def is_numbered(column: str) -> bool:
    """Tell whether a column is named by its number, `#1`, as in a table without headings."""
    return bool(_NUMBERED.fullmatch(column))


def guess_columns(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Map each field to the columns that hold it, the best first.

    >>> guess_columns(["Number", "Paper"]), guess_columns(["Volume", "Number"])
    ({'title': ('Paper',)}, {'volume': ('Volume',), 'issue': ('Number',)})
    >>> guess_columns(["Title", "Journal", "pdf", "URL", "rank"])
    {'title': ('Title',), 'venue': ('Journal',), 'url': ('URL', 'pdf')}
    """
    names = list(names)
    found: dict[str, list[str]] = {}
    fields = {name: field for name in names if (field := field_of(name))}
    for name, field in fields.items():
        if _BESIDE.get(_folded(name), field) in fields.values():
            found.setdefault(field, []).append(name)
    if "venue" not in found and {"citesurl", "gsrank"} <= set(map(_folded, names)):
        # Publish or Perish, which copies Google Scholar; elsewhere a source is a database.
        found["venue"] = [name for name in names if _folded(name) == "source"]
    return {field: tuple(sorted(columns, key=_rank)) for field, columns in found.items()}


def _rank(column: str) -> int:
    """Tell where among the names of its field a column's name stands; one that is none is the last."""
    return _RANKS.get(_folded(column), len(_RANKS))


def is_telling(known: Mapping[str, tuple[str, ...]]) -> bool:
    """Tell whether fields are those of publications: two that only these have, or one and a title.

    Tasks, films, bookmarks and packages have titles, addresses, dates and descriptions, too.

    >>> is_telling(guess_columns(["Title", "Journal"])), is_telling(guess_columns(["title", "url", "tags"]))
    (True, False)
    """
    telling = len(_TELLING & known.keys())
    # Not so a description, which stands for an abstract, too.
    telling += any(_folded(name).startswith("abstract") for name in known.get("abstract", ()))
    return telling + ("title" in known) > 1


def _folded(column: str) -> str:
    """Write a name without case, blanks and punctuation, and without the prefix of a vocabulary."""
    return "".join(char for char in _PREFIX.sub("", column.casefold()) if char.isalnum())


def parse_columns(*written: str) -> dict[str, str]:
    """Read `title=Titel,authors="Autor, Herausgeber"` as given on a command line, once or often.

    A file before a field, as in `old.csv:title=Titel`, holds for this field and those after it.

    Raises: InputError: where it is not of this form, names no field, or one twice.

    >>> parse_columns('title=Titel,authors="Autor, Hrsg."')
    {'title': 'Titel', 'authors': 'Autor, Hrsg.'}
    >>> parse_columns("old.csv:title=#1,year=#2", "title=Titel")
    {'old.csv:title': '#1', 'old.csv:year': '#2', 'title': 'Titel'}
    """
    columns: dict[str, str] = {}
    for name, column in (pair for each in written for pair in _read_pairs(each)):
        if name in columns:
            raise InputError(
                "this field is named twice", where="--columns", value=name,
                todo="name one column for each field",
            )  # fmt: skip
        columns[name] = column
    for field in sorted({name.rpartition(":")[2] for name in columns} - NAMES.keys()):
        raise InputError(
            "no such field", where="--columns", value=field, todo=f"choose from {', '.join(NAMES)}"
        )
    return columns


def _read_pairs(written: str) -> Iterator[tuple[str, str]]:
    """Yield each `FILE:field` with its column. Raises: InputError: where it is not of this form."""
    position, file = 0, ""
    while match := _PAIR.match(written, position):
        file = (match["named"] or match["file"] or file).strip()
        field = match["field"].casefold()
        column = (match["quoted"] or match["plain"] or "").strip()
        if not column or _NO_NUMBER.fullmatch(column):
            break
        yield f"{file}:{field}" if file else field, column
        position = match.end()
    if position < len(written) or not written:
        raise InputError(
            "the columns cannot be read", where="--columns", value=written[position:] or written,
            todo="write them as title=Titel,authors=Autoren, or title=#1 for the first column",
        )  # fmt: skip


def choose_columns(names: Iterable[str], given: Columns) -> dict[str, tuple[str, ...]]:
    """Map each field to its columns: the one that is given for it, where it is there, else those
    of known names.

    >>> choose_columns(["Owls", "Title", "DOI"], {"title": "Owls"})
    {'title': ('Owls',), 'doi': ('DOI',)}
    """
    names = list(names)
    guessed = guess_columns(each for each in names if each not in given.values())
    chosen = {field: (column,) for field, column in given.items() if column in names}
    return guessed | chosen


def describe_columns(names: Iterable[str], given: Columns) -> str:
    """Say which column is read as which field, and which are not read.

    >>> describe_columns(["Title", "Seiten", "Owls"], {})
    'title from Title; pages from Seiten; not read: Owls'
    """
    names = list(names)
    chosen = choose_columns(names, given)
    parts = [f"{field} from {' or '.join(columns)}" for field, columns in chosen.items()]
    read = {column for columns in chosen.values() for column in columns}
    left = [each for each in names if each and each not in read]
    return "; ".join([*parts, f"not read: {', '.join(left)}"] if left else parts)
