"""Tell from a heading what stands under it: publications of a kind, other things, or a year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.text import fold

_PUBLISHED = (
    ("", r"publica\w*|publicac\w*|veroffentlichung\w*|pubblicazion\w*|publikation\w*|bibliogra\w+|artigos?|articulos?|scholarship|writings?|"
         r"selected (?:works?|papers|articles)|research (?:papers|articles|output)|references|literature(?: cited)?|works cited|reading list|paper list|papers|schriften|works"),
    ("Preprint", r"pre ?prints?|working papers?|manuscripts?|(?:papers? )?(?:under|in) (?:review|preparation|submission|progress)|submitted(?: papers?)?|arxiv|drafts?"),
    ("BookChapter", r"(?:book )?chapters?|chapitres?\b.*|buchkapitel|capitulos?\b.*|capitulos?\b.*|(?:contributions|articles|papers) in (?:edited )?(?:books?|volumes?)|buchbeitr\w+"),
    ("Book", r"(?:edited )?(?:books?|volumes?|monographs?)|livres?|ouvrages|bucher|bucher|libros?|livros?|edited (?:books?|volumes?|proceedings)"),
    ("JournalArticle", r"journals?|articles?|revues?|revistas?|zeitschrift\w*|periodicos?|magazines?"),
    ("ConferencePaper", r"conferences?|conferences?|conferencias?|conferencias?|proceedings|symposi\w+|tagungs\w*|konferenz\w*"),
    ("WorkshopPaper", r"workshops?|extended abstracts?|posters?"),
    ("Thesis", r"thes[ie]s|dissertations?|theses?|doctoral thesis"),
    ("ReportDocument", r"(?:technical |research )?reports?|tech reports?|rapports?|white ?papers?|deliverables?"),
)  # fmt: skip
_NOUNS = r"(?:papers?|publications?|articles?|contributions?|manuscripts?|proceedings|preprints?|chapters?|abstracts?|publicac\w+|publicacoes|veroffentlichungen)"
_OTHER = (
    ("talk", r"talks?|presentations?|lectures?|seminars?|keynotes?|speaking|colloqui\w+|vortrage|vortrage|exposes|exposes|palestras?|tutorials?|invited|panels?|slides"),
    ("teaching", r"teaching|courses?|enseignements?|lehre|mentoring|docencia|ensino|instructor|curriculum development"),
    ("supervised thesis", r"(?:ph ?d |master s? |masters |graduate |undergraduate |former |current )?(?:students?|advisees)|supervis\w+|advising|betreu\w+|student projects?|mentees?|orienta\w+"),
    ("service", r"services?|review(?:er|ing)s?|committees?|editorial|memberships?|refereeing|organi[sz]\w+|outreach|program committee|activities|academic duties|gremien"),
    ("software", r"software|codes?|tools?|datasets?|data sets?|projects?|open source|apps?|demos?|libraries"),
    ("award", r"awards?|hono[u]?rs?|prizes?|fellowships?|scholarships?|distinctions?|prix|preise|achievements?|recognition"),
    ("grant", r"grants?|funding|fundings|drittmittel|financements?"),
    ("patent", r"patents?|patent applications?|brevets?|patentes?|inventions?"),
    ("news", r"news|updates?|press|media|announcements?|recent events?|blog|posts?|highlights?|actualites|popular|in the press|coverage"),
    ("employment", r"employment|experience|appointments?|positions?|positions? held|career|work history|berufs\w+|professional|industr\w+|visiting\b.*|internships?"),
    ("education", r"education|degrees?|formation|ausbildung|studies|qualifications?|formacao|educacion"),
    ("page text", r"about|contact|biography|bio|research interests?|interests|skills|languages?|overview|introduction|summary|nationality|"
                  r"referees|links|navigation|team|members|people|staff|alumni|schedule|programme?|films?|filmography|discography|music|recipes?|products?|gallery|photos|release notes|releases|events|calendar|agenda|minutes|sponsors?|roadmap|todo|table of contents|contents|contributors?|license|licence|installation|install|usage|acknowledg\w+|citation|citing|how to cite|getting started|requirements|hobbies|personal|faq|profile|address|nationality|features|documentation|changelog"),
)  # fmt: skip
_YEAR = re.compile(r"(?<!\d)(?:19[3-9]\d|20[0-4]\d)(?!\d)")
_WHOLE_YEAR = re.compile(r"\W*(?:(?:published )?in )?((?:19[3-9]|20[0-4])\d)\W*(?:\(\d{1,3}\))?\W*")
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Section:
    """What a heading says: `kind` of publication (empty: any), or `other`, what stands there instead."""

    published: bool = False
    kind: str = ""
    other: str = ""
    year: str = ""


def _search(pattern: str, text: str, whole: bool) -> re.Match[str] | None:
    return re.search(rf"^(?:{pattern})$" if whole else rf"\b(?:{pattern})\b", text)


@lru_cache(maxsize=1024)
def section_of(heading: str) -> Section | None:
    """Return what a heading says; None where it says nothing of what stands under it.

    >>> section_of("Refereed Journal Articles (12)"), section_of("Invited talks").other
    (Section(published=True, kind='JournalArticle', other='', year=''), 'talk')
    >>> section_of("2019").year, section_of("Humanoid robots")
    ('2019', None)
    """
    if len(heading) > _LONGEST:
        return None
    if year := _WHOLE_YEAR.fullmatch(heading):
        return Section(year=year[1])
    text = re.sub(r"\b\d{1,4}\b", " ", fold(heading))
    text = " ".join(text.split())
    found = _told(text)
    years = _YEAR.findall(heading)
    if (
        found
        and found.published
        and len(set(years)) == 1
        and not re.search(r"since|from|–|-", heading)
    ):
        return Section(True, found.kind, "", years[0])
    return found


def _told(text: str) -> Section | None:
    for whole in (True, False):
        published = [kind for kind, words in _PUBLISHED if _search(words, text, whole)]
        other = [kind for kind, words in _OTHER if _search(words, text, whole)]
        noun = bool(re.search(rf"\b{_NOUNS}\b", text)) or "" in published
        specific = [kind for kind in published if kind]
        if published and (not other or noun):
            return Section(True, specific[0] if len(specific) == 1 else "")
        if other:
            return Section(other=other[0])
    return None
