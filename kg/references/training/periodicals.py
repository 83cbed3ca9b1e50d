"""Names of what things appear in that few records tell: abbreviated journals, newspapers, dictionaries."""

from __future__ import annotations

import random

ABBREVIATED = (
    "ApJ", "ApJS", "AJ", "A&A", "MNRAS", "PASP", "PASJ", "ARA&A", "Space Sci. Rev.", "Icarus", "JCAP", "JHEP",
    "Phys. Rev. Lett.", "Phys. Rev. D", "Phys. Rev. B", "Phys. Lett. B", "Nucl. Phys. B", "Rev. Mod. Phys.", "Fortschr. Phys.",
    "Class. Quant. Grav.", "Commun. Math. Phys.", "J. Math. Phys.", "Z. Phys. C", "Int. J. Mod. Phys. A", "Eur. Phys. J. C",
    "Opt. Lett.", "Opt. Express", "Appl. Opt.", "Appl. Phys. Lett.", "J. Appl. Phys.", "J. Opt. Soc. Am. B", "Nat. Photonics",
    "J. Appl. Cryst.", "Acta Cryst. D", "J. Chem. Phys.", "J. Phys. Chem. A", "J. Am. Chem. Soc.", "Angew. Chem. Int. Ed.",
    "Chem. Rev.", "Chem. Commun.", "Org. Lett.", "Tetrahedron Lett.", "Acc. Chem. Res.", "Inorg. Chem.", "Macromolecules",
    "Adv. Mater.", "Nano Lett.", "Proc. Natl. Acad. Sci. U.S.A.", "Science", "Nature", "J. Biol. Chem.", "Nucleic Acids Res.",
    "J. Geophys. Res.", "Geophys. Res. Lett.", "Earth Planet. Sci. Lett.", "Ann. Math.", "Trans. Amer. Math. Soc.", "Comm. ACM",
    "SIAM J. Comput.", "J. Symb. Logic", "Math. Ann.", "Invent. Math.", "J. ACM", "IEEE Trans. Inform. Theory", "Am. J. Psychiatry",
    "N Engl J Med", "Lancet", "BMJ", "J Clin Invest", "Diabetes Care", "Ann. Intern. Med.", "Am. Econ. Rev.", "Q. J. Econ.",
)  # fmt: skip
_NEWSPAPERS = (
    "The {} Times", "{} Times", "{} Post", "The {} Herald", "{} Tribune", "{} Gazette", "Journal de {}", "Corriere di {}",
    "{} Zeitung", "El Diario de {}", "The Guardian", "The Economist", "Der Spiegel", "La Repubblica", "The Observer",
    "The Wall Street Journal", "Die Zeit", "The Independent",
)  # fmt: skip
_WORKS = (
    "Encyclopedia of {}", "The Encyclopedia of {}", "Dictionary of {}", "The Oxford Companion to {}", "Handbook of {}",
    "{} Dictionary", "{} Encyclopedia", "The New Dictionary of {}", "Wikipedia", "Encyclopaedia Britannica", "Lexikon der {}",
)  # fmt: skip
_MATTERS = (
    "Philosophy", "Religion", "Music", "American History", "Economics", "Biography", "World Art", "Science", "Psychology",
    "Literature", "Women Writers", "Education", "Linguistics", "Geography", "Ethics", "Slang", "Cinema", "Medieval Studies",
)  # fmt: skip


def newspaper(place: str, drawn: random.Random) -> str:
    """Return the name of a newspaper of a place."""
    return drawn.choice(_NEWSPAPERS).format(place.split(",", maxsplit=1)[0])


def reference_work(drawn: random.Random) -> str:
    """Return the name of a work in which articles are looked up."""
    return drawn.choice(_WORKS).format(drawn.choice(_MATTERS))
