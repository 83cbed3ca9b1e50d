"""Write films and broadcasts as lists of the humanities name them: by who directed, played and produced."""

from __future__ import annotations

import random

from kg.references.training.examples import signed
from kg.references.training.homemade import initials
from kg.references.training.records import Pools
from kg.references.training.titles import shortened

_MEDIA = (
    "DVD",
    "Motion picture",
    "Film",
    "Videotape",
    "Television broadcast",
    "TV programme",
    "Documentary",
    "Video file",
)
_STUDIOS = (
    "Studio {}", "{} Films", "{} Pictures", "{} Broadcasting Corporation", "Edition {}", "{} Television", "{} Bros.",
    "National Film Board", "Film Institute of {}", "{} Classics",
)  # fmt: skip
_DIRECTED = (
    "Dir. {}", "Directed by {}", "dir. {}", "Dir, {}", "Réal. {}", "Regie: {}", "director {}", "written and directed by {}",
)  # fmt: skip
_PLAYED = (
    "Perf. {}",
    "With {}",
    "Starring {}",
    "Performed by {}",
    "Screenplay by {}",
    "Prod. {}",
    "Music by {}",
)
_ROLES = (
    "Director",
    "Producer",
    "Writer",
    "Executive Producer",
    "Producer & Director",
    "Director/Writer",
)


def film(pools: Pools, drawn: random.Random) -> str:
    """Write a film, with signs: whoever made it is no author."""
    choose = drawn.choice
    title = shortened(choose(pools.titles), drawn)
    studio = choose(_STUDIOS).format(choose(pools.places).split(",")[0])
    parts = {
        "t": signed(title, "title"), "y": str(drawn.randint(1930, 2024)), "m": choose(_MEDIA),
        "p": signed(studio, "publisher"), "l": signed(choose(pools.places), "place"),
        "d": signed(choose(_DIRECTED).format(_people(pools, drawn, 1)), "translator"),
        "s": signed(choose(_PLAYED).format(_people(pools, drawn, choose((1, 2, 3, 4)))), "note"),
        "r": signed(_makers(pools, drawn), "translator"),
    }  # fmt: skip
    form = choose((
        "{t}. {d}. {s}. {p}, {y}", "{t}. {d}. {p}, {l}, {y}", "{t}. {d}. {s}. {p}, {l}, {y}", "{t}, {d} ({l}: {p}, {y})",
        "{r} ({y}). {t} [{m}]. {l}: {p}", "{r} ({y}). {t} [{m}]. {p}", "{r} {t}. {m}. {l}: {p}, {y}",
        "{t} {y}, {m}, {p}, {l}", "{t} {y}, {m}, {d}, {p}", "{t} ({m}). {d}. {y}. {p}",
    ))  # fmt: skip
    parts["m"] = signed(
        parts["m"] if "[" in form else choose((parts["m"], parts["m"].lower())), "note"
    )
    parts["y"] = signed(parts["y"], "date")
    return form.format(**parts) + choose((".", ".", " "))


def _people(pools: Pools, drawn: random.Random, count: int) -> str:
    return ", ".join(
        f"{each.get('given', '')} {each['family']}".strip() for each in pools.some(count, drawn)
    )


def _makers(pools: Pools, drawn: random.Random) -> str:
    """Write people by family name, each group with what it did: `Ek, A., & Ott, B. (Producers), …`."""
    groups = []
    for role in drawn.sample(_ROLES, drawn.choice((1, 1, 1, 2))):
        people = pools.some(drawn.choice((1, 1, 2, 3)), drawn)
        names = ", ".join(
            f"{each['family']}, {initials(each.get('given', ''), 'J. B.')}" for each in people
        )
        word = f"{role}s" if len(people) > 1 else role
        groups.append(f"{names} ({word})" if drawn.random() < 0.7 else f"{names}, {word.lower()}")
    return ", & ".join(groups) + "."
