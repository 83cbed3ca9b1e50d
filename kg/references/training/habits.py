"""How one person writes a list: what is drawn once, and kept for all of its entries."""

from __future__ import annotations

import random
from collections.abc import Mapping

from kg.references.reference import MarkKind

_ORDERS = {
    "author date title venue rest": 20, "author title venue rest date": 20,
    "author title venue date rest": 20, "title author venue rest date": 14,
    "title author date venue rest": 4, "title venue date author": 3,
    "author title date venue rest": 6, "date title author venue rest": 2,
    "date author title venue rest": 5, "title author venue date rest": 8,
    "venue date title author rest": 1, "author title rest venue date": 2,
    "title date venue rest author": 1, "title venue rest date": 2, "title date venue": 1,
    "author title venue rest": 4, "author title rest date": 3, "author venue date rest": 3,
    "author date venue rest": 3, "author title venue": 2,
}  # fmt: skip
_SEPARATORS = {
    ". ": 50, ", ": 40, "; ": 2, " - ": 1, " – ": 1, " — ": 1, " | ": 1, " · ": 1, ": ": 2,
    " ": 4, "\n": 20, ".\n": 5, ",\n": 2, "\n\n": 1, " / ": 0.3,
}  # fmt: skip
_OPTIONS = {
    "inverted": "all¦all¦first¦none¦none¦none",
    "given": "full¦full¦J. B.¦J. B.¦J.B.¦J.¦JB¦J B¦J",
    "et_al": " et al.¦, et al.¦ et al¦ and others¦, et. al.¦, ...¦ u.a.",
    "last": " and ¦ & ¦, and ¦, & ¦, ¦ and ¦, ¦; ¦ und ¦ et ¦ y ¦ e ",
    "quotes": "“ ”¦\" \"¦‘ ’¦`` ''¦« »¦«\u00a0 \u00a0»¦„ “¦' '",
    "date": "{}¦{}¦({})¦({})¦{}¦[{}]¦{}:¦({}):¦{month} {}¦({month} {})¦{month}, {}¦{}, {month}¦"
    "{} {month} {day}¦{day} {month} {}¦{month} {day}, {}¦{}/{m}¦{m}/{}",
    "volume": "{v}({i})¦{v} ({i})¦{v}, {i}¦{v}:{i}¦vol. {v}, no. {i}¦Vol. {v}, No. {i}¦Vol. {v} ({i})¦"
    "vol.{v}, n°{i}¦{v}.{i}¦volume {v}, number {i}¦{v}, no. {i}¦Volume {v}, Issue {i}¦Bd. {v}, H. {i}¦"
    "{v}/{i}¦vol. {v} issue {i}¦V. {v}, n. {i}¦No. {v}, Part {i}",
    "pages": "{}¦{}¦pp. {}¦pp. {}¦p. {}¦pages {}¦pp {}¦S. {}¦({})¦(pp. {})¦Pages {}¦s. {}¦p.{}¦pp.{}",
    "dash": "-¦–¦–¦--¦ - ¦—¦- ",
    "before_pages": ":¦: ¦, ¦, ¦, ¦ ¦; ¦:",
    "before_volume": " ¦, ¦, ¦ ¦. ¦; ",
    "book": "In ¦In ¦In: ¦in ¦in: ¦¦¦In\u00a0¦appeared in ¦To appear in ¦en ¦dans ¦@ ",
    "publisher": "{l}: {p}¦{l}: {p}¦{p}, {l}¦{p}¦{p}. {l}¦({l}: {p})¦({p}, {l})¦{l}, {p}¦{l}¦{l} : {p}¦({l})¦{p}",
    "editor": "{} (eds.)¦{}, editors¦{}, eds.¦edited by {}¦Edited by {}¦ed. {}¦{} (Eds.)¦{} (ed.)¦eds. {}¦"
    "Ed. by {}¦{}, Eds.¦hg. v. {}¦{} (a cura di)¦({}, eds.)¦(ed. {})¦{} [eds]¦{} (dir.)¦{} (Hrsg.)¦Eds. {}¦"
    "hrsg. von {}¦éd. {}¦{} (coord.)",
    "led": "{} (eds.)¦{}, editors¦{}, eds.¦{} (Eds.)¦{} (ed.)¦{}, Eds.¦{} (dir.)¦{} (Hg.)¦{} Hrsg.¦{} (Editors)¦"
    "{}, editors¦{} (eds)¦{}, editor¦{} (coord.)¦{} (a cura di)¦(eds.) {}",
    "translator": "trans. {}¦translated by {}¦Trans. {}¦Translated by {}¦tr. {}¦(trans. {})¦{} (trans.)¦({}, Trans.)¦"
    "(translated by {})¦traduit par {}¦Traduction de {}¦übers. von {}¦Edited and translated by {}¦trad. {}",
    "number": "[{}]¦{}.¦[{}]¦({})¦{}¦J{}.¦[J{}]¦C{}.¦#{}¦{})¦[{letters}{yy}]¦P{}:",
    "doi": "doi:{}¦DOI: {}¦https://doi.org/{}¦doi: {}¦http://dx.doi.org/{}¦DOI {}¦{}¦doi.org/{}",
    "url": "{}¦URL {}¦Available at: {}¦Retrieved from {}¦<{}>¦URL: {}¦{} (accessed {day} {month} {year})¦"
    "Accessed {month} {day}, {year}. {}¦Available from: {}¦Web. {day} {month} {year}. {}¦[Online]. Available: {}",
    "end": ".¦.¦.¦¦¦;¦,",
}
"""The ways to write each part, one of which a person keeps to."""
_KINDS: tuple[MarkKind, ...] = ("emphasis", "strong", "link", "emphasis")
_WITH = ("with ", "Together with ", "(with ", "joint work with ", "With ", "Joint with ", "with: ")
_SHOWN = {
    "issue": 0.7, "pages": 0.8, "publisher": 0.6, "DOI": 0.35, "URL": 0.2, "volume": 0.9,
    "editor": 0.8, "series": 0.5,
}  # fmt: skip


class Habit:
    """The habits of one person, drawn when it is made."""

    def __init__(self, drawn: random.Random) -> None:
        """Draw the habits."""
        chance = drawn.random
        self.ways = {name: drawn.choice(ways.split("¦")) for name, ways in _OPTIONS.items()}
        self.order = _weighted(_ORDERS, drawn).split()
        self.separators = {name: _weighted(_SEPARATORS, drawn) for name in self.order}
        if chance() < 0.5:
            self.separators = dict.fromkeys(self.order, self.separators[self.order[0]])
        self.shown = {name for name, share in _SHOWN.items() if chance() < share}
        self.marks = {name: drawn.choice(_KINDS) for name in ("title", "venue") if chance() < 0.5}
        self.inner, self.between = self._joints(drawn)
        if chance() < 0.3:
            self.ways["last"] = self.between
        self.quotes = self.ways["quotes"].split(" ") if chance() < 0.3 else ["", ""]
        self.most_authors = drawn.choice((1, 1, 2, 3, 3, 6, 10)) if chance() < 0.25 else 10_000
        self.is_upper = chance() < 0.07
        self.comma_inside = chance() < 0.5
        self.date_at_volume = chance() < 0.08
        self.short_month = chance() < 0.4
        self.editor_first = chance() < 0.6
        self.strong_volume = chance() < 0.15
        self.is_numbered = chance() < 0.2
        self.by = chance() < 0.08
        self.with_ = drawn.choice(_WITH) if chance() < 0.06 else ""
        """Whose list it is leaves out its owner: only the others are named, after these words."""

    def _joints(self, drawn: random.Random) -> tuple[str, str]:
        """Draw what stands between family and given name, and between two names."""
        bare = "." not in self.ways["given"] and self.ways["given"] != "full"
        inner = drawn.choice((", ", ", ", " ", " ")) if bare else ", "
        if self.ways["inverted"] == "all":
            return inner, drawn.choice((", ", "; ", ", ", " and "))
        return inner, drawn.choice((", ", ", ", ", ", "; ", " and ", " & ", "/", " - "))


def _weighted(ways: Mapping[str, float], drawn: random.Random) -> str:
    return drawn.choices(list(ways), list(ways.values()))[0]
