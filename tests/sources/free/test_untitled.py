"""References without titles, as physics and chemistry write them: put aside with what they tell, and never published so."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading_lists import items_in, told

from kg.model import Rejected

UNTITLED = (
    "A. Lopez and B. Chen, Phys. Rev. Lett. 123, 456789 (2019).",
    "B. Chen, C. Lim, Angew. Chem. Int. Ed. 2018, 57, 3456–3460.",
    "Lopez A., Chen B., Astrophys. J. 567, 123 (2018).",
    "Lopez, A., & Chen, B. 2017, ApJ, 834, 12",
    "C. Lim et al., Nature (London) 567, 123 (2018).",
    "Chen B, Lim C. J Chem Phys 2014;140:12345.",
)
TITLED = (
    "A. Lopez, B. Chen, and C. Lim, Owls in magnetic fields, Phys. Rev. B 99, 123456 (2019).",
    "B. Chen, Bats as ligands, J. Chem. Phys. 140, 12345 (2014).",
)


@pytest.mark.parametrize("reference", UNTITLED)
def test_what_tells_no_title_is_put_aside(reference: str, tmp_path: Path) -> None:
    text = "\n".join(f"{number}. {each}" for number, each in enumerate((reference, *TITLED), 1))
    items = items_in(tmp_path, "a.txt", f"Publications\n\n{text}\n")
    assert [title for title, *_ in told(items)] == ["Owls in magnetic fields", "Bats as ligands"]
    (left,) = (each for each in items if isinstance(each, Rejected))
    assert left.line == 3
    assert left.reasons == ("this entry of a list is not understood: it tells no title",)
    assert isinstance(left.raw, dict) and left.raw["text"] == reference


def test_what_it_tells_is_ready_to_be_mended(tmp_path: Path) -> None:
    text = f"Publications\n\n1. {UNTITLED[0]}\n2. A. Lopez et al. (Owl Collaboration), Phys. Lett. B 716, 1 (2012).\n"
    first, second = items_in(tmp_path, "a.txt", text)
    assert isinstance(first, Rejected) and isinstance(second, Rejected)
    assert first.raw == {
        "title": None, "authors": ["A. Lopez", "B. Chen"], "year": "2019", "venue": "Phys. Rev. Lett",
        "volume": "123", "pages": "456789", "text": UNTITLED[0],
    }  # fmt: skip
    assert "Owl Collaboration" in str(second.raw)
