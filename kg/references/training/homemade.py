"""Render records as people write their lists by hand: an order, separators and names of their own."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any

from kg.references.training.examples import set_apart, signed, without_doubles
from kg.references.training.habits import Habit
from kg.references.training.wording import (
    GENRES,
    LETTERS,
    MONTHS,
    REPORTS,
    SAME,
    SPOKEN,
    THESES,
    UNDATED,
    VOLUMES,
    WITH_GENRE,
)

Item = Mapping[str, Any]
_KINDLED, _UNTITLED, _REPEATED = 0.03, 0.004, 0.03


def write(item: Item, habit: Habit, drawn: random.Random, number: int) -> str:
    """Write a record by a habit, with signs."""
    hand = _Hand(item, habit, drawn)
    parts = {
        "author": hand.people(), "title": hand.title(), "date": hand.date(),
        "venue": hand.venue(), "rest": hand.rest(),
    }  # fmt: skip
    shown = [name for name in habit.order if parts[name]]
    text = ""
    for name, after in zip(shown, [*shown[1:], ""], strict=True):
        text += parts[name]
        if after:
            text += _joint(name, after, habit)
    text = without_doubles(text + habit.ways["end"])
    return f"{signed(hand.number(number), 'number')} {text}" if habit.is_numbered else text


def _joint(name: str, after: str, habit: Habit) -> str:
    if (name, after) == ("title", "author") and habit.by:
        return " by "
    return " " if name == "author" and habit.with_[:1] == "(" else habit.separators[name]


def initials(given: str, form: str) -> str:
    """Write given names in full, or their first letters in a form: `J. B.`, `JB`, `J.` …"""
    words = given.replace(".", ". ").split()
    if form == "full" or not words:
        return " ".join(words)
    if form in ("J.", "J"):
        words = words[:1]
    stop = "." if "." in form else ""
    blank = " " if " " in form else ""
    return blank.join(
        "-".join(part[:1].upper() + stop for part in word.split("-") if part) for word in words
    )


class _Hand:
    """Writes the parts of one record."""

    def __init__(self, item: Item, habit: Habit, drawn: random.Random) -> None:
        self.item, self.habit, self.drawn = item, habit, drawn
        self.ways = habit.ways
        self.is_edited = item["type"] == "book" and "author" not in item

    def number(self, number: int) -> str:
        """Write the number of the entry."""
        authors = self.item.get("author", ())[:4]
        letters = "".join(str(each.get("family", "X"))[:1].upper() for each in authors) or "X"
        return self.ways["number"].format(number, letters=letters, yy=f"{number % 30:02}")

    def people(self) -> str:
        """Write whose work it is: its authors, or the editors of a book without any."""
        if self.is_edited:
            return self._edited("led")
        names = self.names("author")
        same = names and not self.habit.with_ and self.drawn.random() < _REPEATED
        return signed(self.drawn.choice(SAME), "author") if same else names

    def names(self, role: str) -> str:
        """Write the names of people."""
        people: Sequence[Mapping[str, str]] = self.item.get(role, ())
        kept = people[: self.habit.most_authors]
        shown = [self._name(each, index) for index, each in enumerate(kept)]
        if not shown:
            return ""
        if self.habit.with_ and role == "author":
            text = ", ".join(shown[:-1]) + " and " + shown[-1] if shown[1:] else shown[0]
            end = ")" if self.habit.with_[0] == "(" else ""
            return signed(self.habit.with_ + text + end, role)
        if len(kept) < len(people):
            return signed(self.habit.between.join(shown) + self.ways["et_al"], role)
        text = self.habit.between.join(shown[:-1])
        return signed(text + self.ways["last"] + shown[-1] if text else shown[-1], role)

    def _name(self, person: Mapping[str, str], index: int) -> str:
        family = person["family"].upper() if self.habit.is_upper else person["family"]
        given = initials(person.get("given", ""), self.ways["given"])
        if not given:
            return family
        inverted = self.ways["inverted"]
        if inverted == "all" or (inverted == "first" and not index):
            return f"{family}{self.habit.inner}{given}"
        return f"{given} {family}"

    def title(self) -> str:
        """Write the title, in quotes or not, or what there is instead; some say what it is."""
        if self.drawn.random() < _UNTITLED:
            return signed(self.drawn.choice(SPOKEN), "genre")
        genre = ""
        if self.drawn.random() < _KINDLED:
            form = self.drawn.choice(WITH_GENRE)
            genre = form.replace("{}", signed(self.drawn.choice(GENRES), "genre"))
        return self._quoted() + genre

    def _quoted(self) -> str:
        first, last = self.habit.quotes
        shown = self._marked(signed(str(self.item["title"]), "title"), "title")
        comma = self.habit.separators.get("title", " ")[0]
        if last and self.habit.comma_inside and comma in ".,":
            last = comma + last
        return f"{first}{shown}{last}"

    def _marked(self, text: str, name: str) -> str:
        kind = self.habit.marks.get(name)
        return set_apart(text, kind) if kind else text

    def date(self) -> str:
        """Write the date, or that there is none."""
        if self.habit.date_at_volume and self.item.get("volume"):
            return ""
        if "issued" not in self.item:
            undated = self.drawn.choice(UNDATED) if self.drawn.random() < 0.3 else ""
            return signed(undated, "note")
        return self._dated(self.ways["date"], letter=self.drawn.random() < 0.03)

    def _dated(self, form: str, *, letter: bool = False) -> str:
        if "issued" not in self.item:
            return ""
        year = str(self.item["issued"]["date-parts"][0][0])
        year += self.drawn.choice("abc") if letter and form in ("{}", "({})") else ""
        month = self.drawn.choice(MONTHS)
        if self.habit.short_month:
            month = month[:3] + self.drawn.choice((".", ""))
        day, m = self.drawn.randint(1, 28), self.drawn.randint(1, 12)
        return signed(form.format(year, month=month, day=day, m=m), "date")

    def venue(self) -> str:
        """Write where it appeared, with editors, volume and pages."""
        name, kind = str(self.item.get("container-title", "")), self.item["type"]
        if kind in ("paper-conference", "chapter") and name:
            parts = [self.editors(), self._marked(signed(name, "book"), "venue")]
            if not self.habit.editor_first:
                parts.reverse()
            shown = [*filter(None, parts), *filter(None, [self._translators()])]
            return self.ways["book"] + ", ".join(shown) + self.numbers(", ")
        if kind in ("thesis", "report"):
            return signed(self._genre(kind), "genre")
        if self.item.get("eprint") and not self.item.get("volume"):
            return self._preprint()
        if not name:
            return self._helpers() if kind == "book" else ""
        return self._marked(signed(name, "journal"), "venue") + self.numbers("")

    def _helpers(self) -> str:
        """Write who edited and who translated a book that others wrote."""
        parts = ["" if self.is_edited else self.editors(), self._translators()]
        return ", ".join(filter(None, parts))

    def _translators(self) -> str:
        names = self.names("translator")
        return signed(self.ways["translator"].format(names), "translator") if names else ""

    def _genre(self, kind: str) -> str:
        choose = self.drawn.choice
        if kind == "thesis":
            return choose(THESES)
        number = self.drawn.randint(1, 900)
        if self.drawn.random() < 0.15:
            return f"{self.item.get('publisher', 'Institute')} {choose(REPORTS)} No. {number}"
        form = choose(("", "", " {n}", " No.{n}", " TR-{n}", " {l}-{n}", " {l}{y}-{n}"))
        return choose(REPORTS) + form.format(n=number, l=choose(LETTERS), y=number % 90)

    def _preprint(self) -> str:
        choose = self.drawn.choice
        name = choose(("arXiv preprint", "arXiv", "CoRR", "arXiv e-prints", "Preprint"))
        form = choose(
            [
                "arXiv:{}",
                "arXiv:{}",
                "arXiv:{} [cs.LG]",
                "{}",
                "arXiv {}",
                "abs/{}",
                "arXiv: {}",
                "[arXiv:{}]",
                "(arXiv:{})",
                "arxiv.org/abs/{}",
            ]
        )
        shown = signed(form.format(self.item["eprint"]), "arxiv")
        return self._marked(signed(name, "journal"), "venue") + choose((" ", ", ", ":")) + shown

    def numbers(self, before: str) -> str:
        """Write volume, issue and pages."""
        item, shown, text = self.item, self.habit.shown, ""
        if "volume" in item and "volume" in shown:
            numbered = self._volume(str(item["volume"]), str(item.get("issue", "")))
            if self.habit.strong_volume:
                numbered = set_apart(numbered, "strong")
            text += self.ways["before_volume"] + numbered
            if self.habit.date_at_volume:
                text += self._dated(self.drawn.choice((" ({})", " ({})", ", {}", " ({month} {})")))
        if "page" in item and "pages" in shown:
            pages = self.ways["pages"].format(str(item["page"]).replace("-", self.ways["dash"]))
            text += self.ways["before_pages"] if text else before or self.ways["before_volume"]
            text += signed(pages, "pages")
        return text

    def _volume(self, volume: str, issue: str) -> str:
        """Write volume and issue, each with the words before it: `vol. 3`, `no. 4`."""
        before, _, rest = self.ways["volume"].partition("{v}")
        text = signed(f"{before}{volume}", "volume")
        if not issue or "issue" not in self.habit.shown:
            return text
        words, _, after = rest.partition("{i}")
        gap = words[: len(words) - len(words.lstrip(", :./"))]
        return text + gap + signed(f"{words[len(gap) :]}{issue}{after}", "issue")

    def editors(self) -> str:
        """Write the editors."""
        return self._edited("editor")

    def _edited(self, way: str) -> str:
        if not self.item.get("editor") or "editor" not in self.habit.shown:
            return ""
        return signed(self.ways[way].format(self.names("editor")), "editor")

    def rest(self) -> str:
        """Write what comes last: series, edition, publisher, identifiers, address."""
        item, shown, chance = self.item, self.habit.shown, self.drawn.random
        choose = self.drawn.choice
        parts = []
        if "collection-title" in item and "series" in shown:
            parts.append(signed(str(item["collection-title"]), "series"))
        if "edition" in item and chance() < 0.7:
            ending = choose((" ed.", " edition", " edn", ""))
            parts.append(signed(f"{item['edition']}{ending}", "edition"))
        if "publisher" in shown:
            parts.append(self._publisher())
        if item["type"] == "book" and chance() < 0.05:
            parts.insert(0, signed(f"{self.drawn.randint(2, 9)} {choose(VOLUMES)}", "volume"))
        if item["type"] == "book" and chance() < 0.08:
            words = choose(("pp.", "p.", "pages", "S."))
            parts.append(signed(f"{self.drawn.randint(80, 900)} {words}", "pages"))
        if "ISBN" in item and chance() < 0.4:
            parts.append(signed(f"ISBN {item['ISBN']}", "isbn"))
        if "DOI" in item and "DOI" in shown:
            parts.append(signed(self.ways["doi"].format(item["DOI"]), "doi"))
        elif "URL" in item and "URL" in shown:
            parts.append(self._url())
        return (". " if self.habit.separators.get("rest") == ". " else ", ").join(
            filter(None, parts)
        )

    def _publisher(self) -> str:
        publisher = str(self.item.get("publisher", ""))
        place = str(self.item.get("publisher-place", ""))
        if not publisher and not place:
            return ""
        form = self.ways["publisher"]
        if not publisher or not place:
            form = "{p}" if publisher else "{l}"
        return form.format(p=signed(publisher, "publisher"), l=signed(place, "place"))

    def _url(self) -> str:
        draw = self.drawn
        form = self.ways["url"].replace("{}", "\0")
        words = form.format(
            day=draw.randint(1, 28), month=draw.choice(MONTHS), year=draw.randint(1998, 2024)
        )
        before, after = words.split("\0")
        shown = signed(before, "note") + signed(str(self.item["URL"]), "url")
        return shown + (signed(after, "note") if len(after) > 2 else after)
