r"""Turn LaTeX text into Unicode: accents, symbols, ligatures, and formulae where it has all signs."""

from __future__ import annotations

import re
import unicodedata

from kg.sources.fields.markup import SUBSCRIPTS, SUPERSCRIPTS

_ACCENTS = dict(zip("'`^\"~=.", "\u0301\u0300\u0302\u0308\u0303\u0304\u0307", strict=True)) | dict(
    zip("cvuHkrbdt", "\u0327\u030c\u0306\u030b\u0328\u030a\u0331\u0323\u0361", strict=True)
)
_SYMBOL_TABLE = r"""
ss=ß SS=ẞ ae=æ AE=Æ oe=œ OE=Œ aa=å AA=Å o=ø O=Ø l=ł L=Ł i=ı j=ȷ dh=ð DH=Ð th=þ TH=Þ
dj=đ DJ=Đ ng=ŋ NG=Ŋ textbackslash=\ backslash=\ textbraceleft={ textbraceright=} lbrace={ rbrace=} textless=< textgreater=> textbar=|
textendash=– textemdash=— endash=– emdash=— textquoteleft=‘ textquoteright=’
textquotedblleft=“ textquotedblright=” textquotesingle=' textquotedbl=" dq="
quotedblbase=„ quotesinglbase=‚ lq=‘ rq=’ guillemotleft=« guillemotright=»
textasciitilde=~ textasciicircum=^ textasciigrave=` textunderscore=_ textdollar=$
texteuro=€ euro=€ pounds=£ textsterling=£ copyright=© textcopyright=©
textregistered=® texttrademark=™ textdegree=° degree=° textmu=µ dag=† ddag=‡ S=§ P=¶
textellipsis=… ldots=… dots=… textbullet=• bullet=• cdot=· textperiodcentered=· slash=/
times=× texttimes=× pm=± textpm=± div=÷ sim=∼ approx=≈ neq=≠ leq=≤ le=≤ geq=≥ ge=≥
infty=∞ ell=ℓ to=→ rightarrow=→ leftarrow=← leftrightarrow=↔ neg=¬ in=∈ circ=∘
textexclamdown=¡ textquestiondown=¿ textinterrobangdown=⸘ TeX=TeX LaTeX=LaTeX
BibTeX=BibTeX TikZ=TikZ PGF=PGF ConTeXt=ConTeXt XeTeX=XeTeX LuaTeX=LuaTeX pdfTeX=pdfTeX MF=METAFONT MP=METAPOST
Dash=— Emdash=— Endash=– psqq='s textpercent=% ast=* star=⋆ dagger=† prime=′ partial=∂ nabla=∇ sum=∑ prod=∏ int=∫ sqrt=√ ll=≪ gg=≫ equiv=≡ propto=∝ subset=⊂ cup=∪ cap=∩ forall=∀ exists=∃ langle=⟨ rangle=⟩ textordfeminine=ª textordmasculine=º hyphen=-
"""
_SWITCH_NAMES = """
bf it em rm sc sl tt sf cal bfseries itshape scshape slshape ttfamily upshape mdseries
normalfont relax protect noopsort small large boldmath makeatletter makeatother
allowbreak hbox hfill hskip leavevmode linebreak mbox newblock newline nobreak noindent null strut xspace
"""
_SYMBOLS = dict(pair.split("=", 1) for pair in _SYMBOL_TABLE.split())
_SWITCHES = frozenset(_SWITCH_NAMES.split())
_PROTECTED = {"\\": "\\\0", "~": "\\~", "{": "\\{", "}": "\\}"}
_MATH = re.compile(r"((?<!\\)\$[^$]+\$|\\\(.{1,400}?\\\))", re.DOTALL)
_IS_MATH = re.compile(r"[\\^_]|^\s*(?:[A-Za-z<>=]|[+-]?\d+(?:[.,]\d+)*)\s*$")
_STYLED = re.compile(
    r"\\(?:math(?:rm|bf|it|sf|tt)|text(?:rm|bf|it|sf)?|boldsymbol|bm)\s*\{([^{}\$]*)\}"
)
_SCRIPT = re.compile(r"([_^])\s*(?:\{([^{}]{1,12})\}|([^\s{}\\]))")
_BASE = r"(\\(?:[ij]|ae|AE|oe|OE|o|O)(?![A-Za-z])|[^\W\d_])"
_ACCENTED = re.compile(
    rf"""\\(?:([\'`^"~=.])\s*(\{{?)|([cvuHkrbdt])(?:\s*(\{{)|\s+|(?=\\[ij])))\s*{_BASE}"""
)
_COMMAND = re.compile(r"\\([A-Za-z]+)(\*?\s*\{\s*\}|\*?[ \t\n]*)(?=(\{)?)")
_GREEK = re.compile(r"\\textgreek\s*\{([A-Za-z\s]{1,40})\}")
_LETTERS = str.maketrans(
    "abgdezhjiklmnxoprsctufqywABGDEZHJIKLMNXOPRSTUFQYW",
    "αβγδεζηθικλμνξοπρσςτυφχψωΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ",
)
"""The letters of `\\textgreek`. Source: babel-greek, LGR encoding."""
_GERMAN_QUOTED = re.compile(r"\\?\"`([^\"\\]*)\\?\"'|(?<![^\s(\[{]),,(?=\w)")
_LINK = re.compile(r"\\href\s*\{[^{}]*\}")
_GLUED = re.compile(
    r"\\cite[pt]?(?=[a-z])\w*\d\w*\s?"
    r"|\\(?:emph|text(?:bf|it|rm|sc|sf|sl|tt)|math(?:bb|bf|cal|it|rm|sf))(?=[A-Za-z])"
)
_GLUED_SIGN = re.compile(
    r"\\(approx|geq|infty|leq|nabla|neq|prod|propto|sqrt|subset|sum|times)(?=[A-Z]|[a-z](?![A-Za-z]))"
)
_CITATION = re.compile(
    r"\\(?:cite[a-z]*|footnotemark|label|ref)\s*(?:\[[^][]{0,99}\]\s*){0,2}\{[^{}]*\}"
)
_ESCAPE = re.compile(r"\\(\\|[^A-Za-z0-9\s\\]|\s)|[{}]")
_DEEPEST_ACCENT = 3
_SPACES = {"\0": "\\", "\\": " ", ",": " ", ";": " ", ":": " ", "-": "", "/": "", "!": "", "@": ""}
_LIGATURES = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("~", " "))
_MARKED = re.compile(r"[\\{}$~]|--|``|''|,,|\"`")


def regain_braces(text: str) -> str:
    r"""Undo what is left of commands whose braces were dropped: `\emph{x}` became `\emphx`.

    >>> regain_braces(r"an \emphactive \textittask of \mathcalO(\sqrtT) \citepking13 steps, \emph{so}")
    'an active task of O(\\sqrt T) steps, \\emph{so}'
    """
    if "\\" not in text:
        return text
    return _GLUED_SIGN.sub(r"\\\1 ", _GLUED.sub("", text))


def decode_told(text: str | None) -> str | None:
    r"""Decode a text that may be LaTeX, as it was copied: where it has no command, it is none.

    >>> decode_told(r"\'Elo\"ise"), decode_told("Owls {at} night")
    ('Éloïse', 'Owls {at} night')
    """
    return decode_latex(regain_braces(text)) if text and "\\" in text else text


def decode_latex(text: str) -> str:
    r"""Resolve accents and macros and drop braces; `$…$`, unknown macros and plain text stay.

    >>> decode_latex(r"{\"U}ber {\'E}l{\o}ise's \emph{$\alpha$-stable} {Na\"{\i}ve} 50\% --- H$_2$O")
    "Über Éløise's α-stable Naïve 50% — H₂O"
    >>> decode_latex(r"\"`Owls\"' of \textgreek{b} and {\dq}maps{\dq}"), decode_latex(",,Owls``, a,,b")
    ('„Owls“ of β and "maps"', '„Owls“, a,,b')
    """
    if not _MARKED.search(text):
        return text
    text = _GERMAN_QUOTED.sub(lambda found: f"„{found[1]}“" if found[1] else "„", text)
    pieces = _MATH.split(text)
    return "".join(
        _decode_math(piece) if position % 2 else _decode_text(piece)
        for position, piece in enumerate(pieces)
    )


def _decode_math(formula: str) -> str:
    """Write a formula as plain text where Unicode has all its signs; else keep it as it stands."""
    inner = formula[1:-1] if formula.startswith("$") else formula[2:-2]
    if not _IS_MATH.search(inner):
        return formula
    text = _STYLED.sub(r"\1", inner)
    text = _SCRIPT.sub(_raise_or_lower, text)
    text = _COMMAND.sub(_sign, text)
    text = text.replace("{}", "").replace("\\,", " ").replace("\\%", "%")
    return formula if re.search(r"[\\{}^_$]", text) else " ".join(text.split())


def _raise_or_lower(match: re.Match[str]) -> str:
    table = SUPERSCRIPTS if match[1] == "^" else SUBSCRIPTS
    script = (match[2] or match[3]).strip()
    return script.translate(table) if all(ord(char) in table for char in script) else match[0]


def _sign(match: re.Match[str]) -> str:
    return _SYMBOLS.get(match[1]) or _greek(match[1]) or match[0]


def _decode_text(text: str) -> str:
    if "\\" in text:
        for _ in range(_DEEPEST_ACCENT):
            text = _ACCENTED.sub(_accent, text)
        text = _GREEK.sub(lambda found: found[1].translate(_LETTERS), text)
        text = _CITATION.sub("", _LINK.sub("", text))
        text = _COMMAND.sub(_command, text)
    for ligature, char in _LIGATURES:
        text = _replace_unescaped(text, ligature, char)
    return _ESCAPE.sub(_escape, text)


def _replace_unescaped(text: str, ligature: str, char: str) -> str:
    if ligature not in text:
        return text
    return re.sub(rf"(?<!\\){re.escape(ligature)}", char, text)


def _accent(match: re.Match[str]) -> str:
    accent, base = match[1] or match[3], match[5]
    if base.startswith("\\"):
        base = base[1:] if base[1:] in {"i", "j"} else _SYMBOLS[base[1:]]
    composed = unicodedata.normalize("NFC", base + _ACCENTS[accent])
    return (match[2] or match[4] or "") + composed


def _command(match: re.Match[str]) -> str:
    name, rest, group = match[1], match[2], match[3]
    symbol = _SYMBOLS.get(name) or _greek(name)
    if symbol:
        return _PROTECTED.get(symbol, symbol)
    if name in _SWITCHES or group:
        return ""
    if "{" in rest:
        glued = match.string[match.end() : match.end() + 1].isalpha()
        return f"\\{name} " if glued else f"\\{name}"
    return match[0]


def _greek(name: str) -> str | None:
    case = "CAPITAL" if name[0].isupper() else "SMALL"
    spelt = {"lambda": "LAMDA"}.get(name.lower(), name.upper())
    try:
        return unicodedata.lookup(f"GREEK {case} LETTER {spelt}") if len(name) > 1 else None
    except KeyError:
        return None


def _escape(match: re.Match[str]) -> str:
    char = match[1]
    if char is None:
        return ""
    return " " if char.isspace() else _SPACES.get(char, char)
