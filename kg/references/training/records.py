"""Vary records before they are rendered: fill in what they lack, leave out what lists leave out."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from typing import Any

from kg.references.training.periodicals import ABBREVIATED, newspaper, reference_work
from kg.references.training.titles import retitled, shortened

Item = Mapping[str, Any]
PLACES = (
    "New York", "London", "Berlin", "Cambridge, MA", "Amsterdam", "Paris", "Oxford", "Cambridge",
    "New York, NY", "Boston", "Chicago", "Dordrecht", "Heidelberg", "Tokyo", "San Francisco, CA",
    "Vancouver, Canada", "Barcelona, Spain", "Milano", "Stockholm, Sweden", "Lisbon", "Madrid",
    "Philadelphia, PA, USA", "Beijing, China", "Sydney, Australia", "Hillsdale, NJ", "Roma",
    "São Paulo", "Rio de Janeiro", "Wien", "Zürich", "Leipzig", "München", "Toronto", "Moscow",
    "Los Altos, CA", "Seattle, Washington", "Edinburgh, UK", "Copenhagen, Denmark", "Bruxelles",
    "Washington, D.C.", "Stanford, CA", "Englewood Cliffs, N.J.", "Buenos Aires", "Genève", "Leiden",
    "The Hague", "Upper Saddle River, NJ", "Mahwah, NJ", "Hong Kong", "Singapore", "Seoul, Korea",
    "Montréal, Québec", "Helsinki", "Warszawa", "Praha", "Budapest", "New Delhi", "Jerusalem",
)  # fmt: skip
PUBLISHERS = (
    "Springer", "Springer-Verlag", "Elsevier", "Cambridge University Press", "MIT Press", "ACM",
    "Oxford University Press", "IEEE", "Wiley", "John Wiley & Sons", "Academic Press", "Kluwer",
    "Morgan Kaufmann", "PMLR", "Association for Computational Linguistics", "CRC Press", "Routledge",
    "Princeton University Press", "McGraw-Hill", "Prentice Hall", "Addison-Wesley", "Sage", "Blackwell",
    "University of Chicago Press", "Harvard University Press", "Yale UP", "North-Holland", "Gallimard",
    "Lawrence Erlbaum Associates", "AAAI Press", "IEEE Computer Society Press", "ACM Press", "Seuil",
    "Suhrkamp", "Walter de Gruyter", "Penguin Books", "Taylor & Francis", "Plenum Press", "Brill",
    "W. H. Freeman", "Basic Books", "Fondo de Cultura Económica", "Editora Unesp", "Il Mulino", "PUF",
    "W. W. Norton & Company", "Johns Hopkins University Press", "Cornell University Press", "Macmillan",
    "Department of Computer Science, University of Toronto", "Stanford University", "CNRS Éditions",
    "Univ. of California Press", "World Scientific", "SIAM", "USENIX Association", "Ellis Horwood",
)  # fmt: skip
_SERIES = (
    "Lecture Notes in Computer Science", "Lecture Notes in Artificial Intelligence", "LNCS", "Advances in Psychology", "Studies in Logic", "Statistics and Computing", "Proceedings of Machine Learning Research", "NATO ASI Series", "CEUR Workshop Proceedings",
)  # fmt: skip
_EDITIONS = (
    "2",
    "3",
    "2nd",
    "3rd",
    "Second",
    "Revised",
    "4th",
    "1st",
    "Rev.",
    "Revised and enlarged",
    "10th",
    "New",
)
_BODIES = (
    "Department of {}", "Ministry of {}", "National Institute of {}", "{} Commission", "Board of {}", "{} Association",
    "World {} Organization", "Committee on {}", "{} Research Group", "Federal {} Agency", "Institute for {}", "The {} Society",
)  # fmt: skip
_MATTERS = (
    "Health", "Education", "Labor", "Statistics", "Trade", "Energy", "Social Services", "Veterans Affairs", "Human Rights",
    "Agriculture", "Science and Technology", "Public Policy", "Housing", "Finance", "Physics", "Psychiatric", "Historical",
)  # fmt: skip
_ALONE = (
    "Homer", "Ovid", "Plato", "Aristotle", "Cicero", "Augustine", "Herodotus", "Plutarch", "Vergil", "Dante", "Voltaire",
    "Collectif", "Anonymous", "Anon.", "AA.VV.", "Anonyme", "Euripides", "Ibn Khaldun", "Thomas Aquinas", "Molière",
)  # fmt: skip
"""Who is known by one name, or by none."""
_VOLUMES = ("XII", "A12", "IV", "37A", "2019", "LXXVIII")
_ISSUES = ("1-2", "3–4", "Suppl 1", "S2", "Pt 1", "468", "3/4")
_PUBLISHED = {
    "book": 0.95,
    "chapter": 0.85,
    "thesis": 0.95,
    "report": 0.9,
    "paper-conference": 0.35,
}
"""In how many entries of a kind a publisher is told."""
_IN_VENUES = ("article-journal", "paper-conference", "chapter")
_IN_SERIES = ("book", "chapter", "paper-conference")
_LONGEST_NOTE = 80
_ARXIV = re.compile(r"\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]{2,10}/\d{7}")


class Pools:
    """What records say, from which others are filled in."""

    def __init__(self, items: Sequence[Item]) -> None:
        """Collect venues, publishers, places and people."""
        self.venues: dict[str, list[str]] = {}
        for kind in _IN_VENUES:
            self.venues[kind] = sorted(
                {
                    str(each["container-title"])
                    for each in items
                    if each["type"] == kind and "container-title" in each
                }
            )
        self.titles = [str(each["title"]) for each in items]
        self.publishers = [
            *sorted({str(each["publisher"]) for each in items if "publisher" in each}),
            *PUBLISHERS * 6,
        ]
        self.places = [
            *sorted({str(each["publisher-place"]) for each in items if "publisher-place" in each}),
            *PLACES * 4,
        ]
        self._people = [
            person for each in items for person in each.get("author", ()) if "given" in person
        ]

    def some(self, count: int, drawn: random.Random) -> list[Mapping[str, str]]:
        """Draw people."""
        return [drawn.choice(self._people) for _ in range(count)]


def varied(item: Item, pools: Pools, drawn: random.Random) -> dict[str, Any]:
    """Fill in what a record lacks, and leave out some of what it has."""
    new = dict(item)
    chance = drawn.random
    if chance() < 0.12:
        new["type"] = drawn.choice(
            ("book", "book", "chapter", "thesis", "report", "article-journal")
        )
    kind = new["type"]
    if pools.venues.get(kind) and (chance() < 0.5 or "container-title" not in new):
        new["container-title"] = drawn.choice(pools.venues[kind])
        new.pop("collection-title", None)
    if kind == "chapter" and chance() < 0.5:
        new["container-title"] = shortened(drawn.choice(pools.titles), drawn)
    if kind == "chapter" and chance() < 0.05:
        new["container-title"] = reference_work(drawn)
    if kind in ("book", "thesis", "report"):
        new.pop("container-title", None)
    if kind == "article-journal" and chance() < 0.12:
        new["container-title"] = drawn.choice(ABBREVIATED)
    _number(new, kind, drawn)
    if kind == "article-journal" and chance() < 0.04:
        _print(new, drawn)
    _publish(new, kind, pools, drawn)
    _edit(new, kind, pools, drawn)
    _date(new, drawn)
    _identify(new, drawn)
    new["title"] = retitled(str(new["title"]), kind, drawn, pools)
    return new


def _print(new: dict[str, Any], drawn: random.Random) -> None:
    """Let a record appear in a newspaper, which tells no volume."""
    new["container-title"] = newspaper(drawn.choice(PLACES), drawn)
    for name in ("volume", "issue", "page", "DOI"):
        new.pop(name, None)
    if drawn.random() < 0.4:
        new["page"] = f"{drawn.choice(('', 'A', 'B', 'C'))}{drawn.randint(1, 40)}"


def _date(new: dict[str, Any], drawn: random.Random) -> None:
    chance = drawn.random
    if ("issued" not in new and chance() < 0.9) or chance() < 0.3:
        old = chance() < 0.2
        new["issued"] = {
            "date-parts": [[drawn.randint(1900, 1990) if old else drawn.randint(1980, 2025)]]
        }
    elif chance() < 0.03:
        new.pop("issued", None)
    if "issued" in new and chance() < 0.2:
        new["issued"] = {"date-parts": [[new["issued"]["date-parts"][0][0], drawn.randint(1, 12)]]}


def _identify(new: dict[str, Any], drawn: random.Random) -> None:
    if not _ARXIV.fullmatch(str(new.get("eprint", ""))):
        new.pop("eprint", None)
    if new["type"] == "manuscript" and "eprint" not in new:
        year, month, number = drawn.randint(7, 24), drawn.randint(1, 12), drawn.randint(1, 18999)
        new["eprint"] = f"{year:02}{month:02}.{number:05}"
    if "DOI" not in new and drawn.random() < 0.2:
        stem, tail = drawn.choice(("j.", "s", "ab", "S0", "jm")), drawn.choice(("", ".03", "-2"))
        new["DOI"] = f"10.{drawn.randint(1000, 9999)}/{stem}{drawn.randint(10**5, 10**9)}{tail}"
    for name in ("URL", "DOI", "note", "ISBN"):
        if drawn.random() < 0.5:
            new.pop(name, None)
    if len(str(new.get("note", ""))) > _LONGEST_NOTE:
        new.pop("note")


def _edit(new: dict[str, Any], kind: str, pools: Pools, drawn: random.Random) -> None:
    chance = drawn.random
    share = {"chapter": 0.7, "paper-conference": 0.12, "book": 0.25}.get(kind, 0)
    if "editor" not in new and chance() < share:
        new["editor"] = pools.some(drawn.choice((1, 2, 2, 3, 4)), drawn)
    if "author" in new and chance() < 0.05:
        new["author"] = pools.some(drawn.choice((1, 1, 2, 3, 8, 15)), drawn)
    if chance() < (0.06 if kind in ("book", "report") else 0.02):
        body = drawn.choice(_BODIES).format(drawn.choice(_MATTERS))
        new["author"] = [{"family": drawn.choice((body, body, drawn.choice(pools.publishers)))}]
    if kind in ("book", "chapter") and chance() < 0.02:
        new["author"] = [{"family": drawn.choice(_ALONE)}]
    if "translator" not in new and chance() < {"book": 0.12, "chapter": 0.05}.get(kind, 0):
        new["translator"] = pools.some(drawn.choice((1, 1, 2)), drawn)
    if kind == "book" and "editor" in new and chance() < 0.7:
        new.pop("author" if chance() < 0.7 else "editor", None)


def _number(new: dict[str, Any], kind: str, drawn: random.Random) -> None:
    chance = drawn.random
    if kind == "article-journal":
        if "volume" not in new and chance() < 0.85:
            new["volume"] = (
                str(int(1.5 ** (chance() * 14) + 1)) if chance() < 0.9 else drawn.choice(_VOLUMES)
            )
        if "issue" not in new and "volume" in new and chance() < 0.6:
            new["issue"] = str(drawn.randint(1, 12)) if chance() < 0.85 else drawn.choice(_ISSUES)
    elif kind == "paper-conference" and "volume" not in new and chance() < 0.12:
        new["volume"] = str(drawn.randint(1, 250))
    if kind in _IN_VENUES and "page" not in new and chance() < 0.7:
        new["page"] = _pages(drawn)


def _pages(drawn: random.Random) -> str:
    start = int(10 ** (drawn.random() * 4)) + 1
    end = str(start + drawn.randint(1, 40))
    roll = drawn.random()
    if roll < 0.08:
        return f"{drawn.choice('eLSA')}{drawn.randint(1000, 999999)}"
    if roll < 0.2 and len(end) > 2 and int(end[-2:]) > start % 100:
        return f"{start}-{end[-2:]}"
    return str(start) if roll < 0.25 else f"{start}-{end}"


def _publish(new: dict[str, Any], kind: str, pools: Pools, drawn: random.Random) -> None:
    chance = drawn.random
    share = _PUBLISHED.get(kind, 0.06)
    if "publisher" not in new and chance() < share:
        new["publisher"] = drawn.choice(pools.publishers)
    if kind == "thesis" and chance() < 0.6:
        town = drawn.choice(pools.places).split(",")[0]
        before = drawn.choice(("University of ", "Universität ", "Univ. ", "Université de ", ""))
        after = "" if before else drawn.choice((" University", " State University"))
        new["publisher"] = f"{before}{town}{after}"
    if "publisher-place" not in new and chance() < share * 0.7:
        new["publisher-place"] = drawn.choice(pools.places)
    if "collection-title" not in new and kind in _IN_SERIES and chance() < 0.07:
        new["collection-title"] = drawn.choice(_SERIES)
    if "edition" not in new and kind == "book" and chance() < 0.15:
        new["edition"] = drawn.choice(_EDITIONS)
    if kind == "thesis":
        new.setdefault(
            "genre", drawn.choice(("PhD thesis", "Doctoral dissertation", "Master's thesis"))
        )
    if kind == "report":
        new |= {"genre": "Technical Report", "number": str(drawn.randint(1, 999))}
