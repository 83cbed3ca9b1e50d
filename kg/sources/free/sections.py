"""Tell from a heading what stands under it: publications of a kind, other things, or a year."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.text import fold
from kg.venues import known_venue

_PUBLISHED = (
    ("", r"\w*(?:论文|論文|论著|論著|业绩|業績|成果|文献|논문)\w*|публикац\w+|труды|статьи|(?:научные|избранные|основные) работы|список литературы|литература|(?:vak|boek|kern)?publica\w*|veroffentlichung\w*|pubblicazion\w*|publikation\w*|bibliogra\w+|artigos?|articulos?|scholarship|writings?|"
         r"publikac[ij]\w*|publikace|publikasjon\w*|публікаці\w*|objav[ae]|julkaisut|kozlemenyek|yayinlar\w*|δημοσιευσεισ|artikelen|"
         r"المنشورات|منشورات|انتشارات|مقالات|cac cong trinh|cong bo khoa hoc|bai bao|ผลงานตีพิมพ์|प्रकाशन|פרסומים|"
         r"publiceringar|publikasjonsliste|yayin (?:listesi|ve bildiriler)|bilimsel yayinlar|wykaz publikacji|prace naukowe|lista de publicacoes|producao (?:bibliografica|cientifica)|produccion cientifica|scritti|ecrits|travaux|trabajos|in press|forthcoming|refereed|peer reviewed|selected (?:works?|papers|articles)|research (?:papers|articles|output)|references|literature(?: cited)?|(?:literatur|quellen)(?:verzeichnis|liste)?|referen(?:cias|ser|zen|cje|cer|ties)|riferimenti(?: bibliografici)?|lahteet|kirjallisuus|literatura|works cited|(?:reading|reference) list|paper list|papers|schriften|works"),
    ("Preprint", r"\w*(?:预印本|预印)\w*|препринты?|pre ?prints?|working papers?|manuscripts?|(?:papers? )?(?:under|in) (?:review|preparation|submission|progress)|submitted(?: papers?)?|arxiv|drafts?"),
    ("BookChapter", r"\w*(?:章节|分担執筆)\w*|главы|(?:book )?chapters?|chapitres?\b.*|buchkapitel|capitulos?\b.*|beitrage in buchern|sammelb\w+|capitoli\b.*|(?:contributions|articles|papers) in (?:edited )?(?:books?|volumes?)|(?:contributions?|participations?) (?:a|dans) (?:des |un |d )?(?:ouvrages?|livres?|volumes?)\b.*|chapitres?(?= d)|contributi in\b.*|voci (?:di|in)\b.*|saggi in\b.*|\w*(?:lexikon|handbuch|enzyklopadie)(?:artikel|beitrage)|(?:entries|articles) in encyclopa?edias?|bokkapit\w+|bogkapit\w+|boekbijdragen|boekhoofdstukken|hoofdstukken|bijdragen (?:aan|in)\b.*|rozdzial\w*|kapitoly\b.*|kitap bolum\w*|konyvfejezet\w*|(?:kirjan|teoksen) (?:luvut|osat)|capitols?\b.*|buchbeitr\w+"),
    ("Book", r"\w*(?:专著|專著|著书|著書|图书|저서)\w*|книги|монографии|(?:edited )?(?:books?|volumes?|monographs?)|livres?|ouvrages|bucher|monographien|monografi\w*|bocker|boger|boeken|ksiazki|knihy|konyvek|kirjat|kitap(?:lar)?|edited collections?|herausgegebene\w*|edizioni|curatele|direction d ouvrages?\b.*|herausgeberschaften|libri|libros?|livros?|edited (?:books?|volumes?|proceedings)"),
    ("JournalArticle", r"\w*(?:期刊|学術誌|学術雑誌|雑誌)\w*|журнал\w*|journals?|articles?|articoli\b.*|artykul\w*|czasopism\w*|artiklar|artikler|artikkelit|tidskrift\w*|tidsskrift\w*|tijdschrift\w*|clanky|folyoirat\w*|cikkek|makale\w*|\w*dergi\w*|(?:zeitschriften)?aufsatze(?! in (?:sammelb|buch))|revues?|revistas?|zeitschrift\w*|periodicos?|magazines?"),
    ("ConferencePaper", r"\w*(?:会议|會議|国際会議|国内会議|학술대회)\w*|конференци\w+|conferences?|conferencias?|(?:communications?|comunicac\w+) (?:dans|a|en|em)\b.*|anais|atti|actes|congres|congresos?|congressi|kongress\w*|konferens\w*|konferanse\w*|conferentie\w*|konferencj\w*|materialy konferencyjne|\w*bildiri\w*|kongre\w*|sempozyum\w*|convegn\w*|sbornik\w*|(?:communications?|comunicac\w+) avec actes|proceedings|symposi\w+|tagungs\w*|konferenz\w*"),
    ("WorkshopPaper", r"workshops?|extended abstracts?|posters?"),
    ("Thesis", r"\w*(?:学位|博士|修士|硕士)(?:论文|論文)\w*|диссертаци\w+|thes[ie]s|dissertations?|doctoral thesis|tesi|tesis|teses|proefschrift\w*|\w*avhandling\w*|rozprawa\w*|praca (?:doktorska|magisterska)|doktora|(?:doktora |yuksek lisans )?tez(?:i|ler|leri)?|disertac\w+|vaitoskirja\w*|dissertac\w+|memoires?|hochschulschriften|qualifikationsarbeiten|abschlussarbeiten|habilitation\w*"),
    ("ReportDocument", r"\w*(?:技术报告|技術報告)\w*|отч[ее]ты|(?:technical |research )?reports?|tech reports?|rapports?|white ?papers?|deliverables?"),
)  # fmt: skip
_NOUNS = r"(?:papers?|publications?|articles?|contributions?|manuscripts?|proceedings|preprints?|chapters?|abstracts?|publicac\w+|publicacoes|veroffentlichungen)"
_OTHER = (
    ("talk", r"\w*(?:演讲|特邀报告|講演|口頭発表|초청강연)\w*|доклады|выступления|talks?|presentations?|lectures?|seminars?|keynotes?|speaking|colloqui\w+|vortrage|vortrage|exposes|exposes|palestras?|tutorials?|invited|panels?|^communications?(?: orales?| invitees?)?$|ponencias?\b.*|^comunicaciones$|conferencias? invitadas?|relazioni(?: a| in|$)\b.*|interventi\b.*|comunicazioni\b.*|\w*vortrag\w*|conferences? invitees?|referaty|wystapienia|foredrag\w*|lezingen|voordrachten|prednasky|eloadasok|esitelmat|sunum\w*|slides"),
    ("teaching", r"\w*(?:教学|课程|授業|講義|강의)\w*|преподавание|курсы|teaching|courses?|enseignements?|lehre|mentoring|docencia|ensino|insegnament\w*|didattica|dydaktyka|(?:verilen )?dersler|undervisning|onderwijs|opetus|vyuka|lehrveranstaltungen|cours donnes|instructor|curriculum development"),
    ("supervised thesis", r"\w*(?:研究生|学生|指導)\w*|аспиранты|научное руководство|(?:ph ?d |master s? |masters |graduate |undergraduate |former |current )?(?:students?|advisees)|supervis\w+|advising|betreu\w+|dirigid\w+|student projects?|mentees?|(?:co)?direction de (?:theses?|memoires?)\b.*|(?:theses|memoires) (?:dirigee?s|encadr\w+)|encadrement\w*|direccion de tes\w+|yonetilen\b.*|danismanlik\w*|promotorstwo|begeleiding\w*|handledning\w*|veiledning|vejledning|tesi (?:seguite|dirette)|orienta\w+"),
    ("service", r"\w*(?:学术服务|学術活動|学会活動|社会兼职|兼职)\w*|services?|review(?:er|ing)s?|committees?|editorial|memberships?|refereeing|organi[sz]\w+|outreach|program committee|activities|academic duties|gremien"),
    ("software", r"\w*(?:软件|软件著作权|ソフトウェア)\w*|программы|software|codes?|tools?|datasets?|data sets?|projects?|open source|apps?|demos?|libraries"),
    ("book review", r"book reviews?|rezensionen|comptes rendus|recensioni|\w*besprechungen|recensies|recensioner|anmeldelser|recenzje|recenze|рецензии|resenhas|kitap (?:inceleme|tanitim)\w*|resenas"),
    ("award", r"\w*(?:获奖|獲獎|奖励|荣誉|受賞|수상)\w*|награды|премии|awards?|hono[u]?rs?|prizes?|fellowships?|scholarships?|distinctions?|prix|preise|premios?|premi|nagrody|oduller|priser|auszeichnungen|achievements?|recognition"),
    ("grant", r"\w*(?:科研项目|基金|助成|科研费|科研費|研究費|연구과제)\w*|гранты|grants?|funding|fundings|drittmittel|forschungsprojekte|proyectos?\b.*|projetos?\b.*|projets?\b.*|progetti\b.*|projekty\b.*|projeler\w*|forskningsprojekt\w*|onderzoeksprojecten|financements?"),
    ("patent", r"\w*(?:专利|專利|特許|특허)\w*|патенты?|patents?|patent applications?|brevets?|patentes?|inventions?"),
    ("news", r"\w*(?:新闻|新聞|お知らせ|뉴스)\w*|новости|news|updates?|press|media|announcements?|recent events?|blog|posts?|highlights?|actualites|popular|in the press|coverage"),
    ("employment", r"\w*(?:工作经历|职务|職歴|経歴|略歴|경력)\w*|опыт работы|employment|experience|appointments?|positions?|positions? held|career|work history|berufs\w+|professional|industr\w+|visiting\b.*|internships?"),
    ("education", r"\w*(?:教育背景|教育经历|学歴|학력)\w*|образование|education|degrees?|formation|ausbildung|^studies$|qualifications?|formacao|educacion|formazione|istruzione|wyksztalcenie|egitim|utbildning|opleiding|utdanning|uddannelse|koulutus"),
    ("page text", r"\w*(?:个人简介|简介|联系方式|研究方向|研究兴趣|研究内容|自己紹介|連絡先|소개|연락처)\w*|контакты|о себе|научные интересы|about|contact|biography|bio|research interests?|interests|skills|languages?|overview|introduction|summary|nationality|"
                  r"referees|links|navigation|team|members|people|staff|alumni|schedule|programme?|films?|filmography|discography|music|recipes?|products?|gallery|photos|release notes|releases|events|calendar|agenda|minutes|sponsors?|roadmap|todo|table of contents|contents|contributors?|license|licence|installation|install|usage|acknowledg\w+|citation|citing|how to cite|getting started|requirements|hobbies|personal|faq|profile|address|nationality|features|documentation|changelog"),
)  # fmt: skip
_YEAR = re.compile(r"(?<!\d)(?:19[3-9]\d|20[0-4]\d)(?!\d)")
_WHOLE_YEAR = re.compile(r"\W*(?:(?:published )?in )?((?:19[3-9]|20[0-4])\d)\W*(?:\(\d{1,3}\))?\W*")
_VOLUME = re.compile(
    r"\b(?:conference|proceedings|workshop|symposium|(?:vol(?:ume)?|v|bd|t|tom|jg|no?|nr|n[uú]m)\.?º? ?\d|issue ?\d)",
    re.IGNORECASE,
)
"""Words in the headings of volumes and issues."""
_OF_JOURNAL = re.compile(r"\bjournal (?:of|for)\b")
"""The name of a journal, whose other words say nothing: `Journal of Owl Education`."""
_JOINT = re.compile(r"\b(?:and|und|et|y|e|i|ve|og|och|и|і)\b")
"""What stands between two kinds in a heading, where it is over both: `Livres et chapitres`."""
_NARROWER = {
    frozenset({"Book", "BookChapter"}): ["BookChapter"],
    frozenset({"ConferencePaper", "WorkshopPaper"}): ["WorkshopPaper"],
}
"""Kinds in one heading, of which one tells more: `Rozdziały w monografiach`, `Proceedings of the Owl Workshop`."""
_EDITED = re.compile(
    r"(?:co )?edited (?:books?|volumes?|collections?|monographs?|proceedings)|(?:books?|volumes?|proceedings) (?:co )?edited"
    r"|herausgeberschaften|herausgegebene \w+|(?:books |volumes )?as editor|curatele|direction d ouvrages?(?: collectifs?)?"
    r"|(?:libros|volumenes) editados|livros (?:organizados|editados)|organizacao de livros|redakcja \w+"
)
"""Headings of volumes that those who are named edited."""
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Section:
    """What a heading says: `kind` of publication (empty: any), or `other`, what stands there instead.

    Who is named in what stands under one of `edited` volumes edited it.
    """

    published: bool = False
    kind: str = ""
    other: str = ""
    year: str = ""
    edited: bool = False


UNSAID = Section()
"""What stands under no heading."""


def _search(pattern: str, text: str, whole: bool) -> re.Match[str] | None:
    return re.search(rf"^(?:{pattern})$" if whole else rf"\b(?:{pattern})\b", text)


@lru_cache(maxsize=1024)
def section_of(heading: str) -> Section | None:
    """Return what a heading says; None where it says nothing of what stands under it.

    >>> section_of("Refereed Journal Articles (12)"), section_of("Invited talks").other
    (Section(published=True, kind='JournalArticle', other='', year='', edited=False), 'talk')
    >>> section_of("2019").year, section_of("Humanoid robots")
    ('2019', None)
    """
    if len(heading) > _LONGEST:
        return None
    if year := _WHOLE_YEAR.fullmatch(heading):
        return Section(year=year[1])
    # What was taken apart to leave accents out is put together: the letters of Korean, and of Japanese.
    text = re.sub(r"\b\d{1,4}\b", " ", unicodedata.normalize("NFC", fold(heading)))
    text = " ".join(text.split())
    found = _told(text)
    years = _YEAR.findall(heading)
    if (
        found
        and found.published
        and len(set(years)) == 1
        and not re.search(r"since|from|–|-", heading)
    ):
        return replace(found, year=years[0])
    return found


@lru_cache(maxsize=1024)
def year_of_volume(heading: str) -> str:
    """Return the one year in the heading of proceedings or of an issue; nothing where it has none.

    >>> year_of_volume("CVPR 2021 Open Access"), year_of_volume("Vol. 12 No. 3 (2021)"), year_of_volume("Ana 2021")
    ('2021', '2021', '')
    """
    years = set(_YEAR.findall(heading))
    if len(heading) > _LONGEST or len(years) != 1:
        return ""
    before = _YEAR.split(heading)[0].split()
    named = bool(before) and known_venue(before[-1].strip("(")) is not None
    return years.pop() if named or _VOLUME.search(heading) else ""


def _told(text: str) -> Section | None:
    if _OF_JOURNAL.search(text):
        return Section(True, "JournalArticle")
    for whole in (True, False):
        published = [kind for kind, words in _PUBLISHED if _search(words, text, whole)]
        other = [kind for kind, words in _OTHER if _search(words, text, whole)]
        noun = bool(re.search(rf"\b{_NOUNS}\b", text)) or "" in published
        specific = [kind for kind in published if kind]
        if not _JOINT.search(text):
            specific = _NARROWER.get(frozenset(specific), specific)
        awarded = other == ["education"] and "Thesis" in published  # `Degree-awarding theses`
        if published and (not other or noun or awarded):
            kind = specific[0] if len(specific) == 1 else ""
            return Section(True, kind, edited=bool(_EDITED.fullmatch(text)))
        if other:
            return Section(other=other[0])
    return None
