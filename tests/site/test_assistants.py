"""What `llms.txt` says: every address in it is there, and no title breaks out of its line."""

from __future__ import annotations

import re
from pathlib import Path

import kg
from kg.site import Site, file_of


def test_llms_txt_leads_to_what_is_there_and_holds_a_hostile_title_in_its_line(
    tmp_path: Path,
) -> None:
    file, out, base = tmp_path / "owls.jsonl", tmp_path / "out", "https://owls.example.org/kg/"
    file.write_text('{"title": "Owls at night", "authors": ["Ana López"]}')
    said = kg.Description(title="Owls\n# mice](javascript:x) `b`", licence="https://e.org/by/")
    kg.build(file, out, mentions=False, base=base, description=said)
    site = Site.open(out)
    text = site.render("llms.txt", "text/plain").decode()
    assert text.startswith("# Owls \\# mice\\](javascript:x) \\`b\\`\n\n> ")
    assert "Licence: https://e.org/by/\n" in text
    assert f"[Papers]({base}paper/index.html): 1\n" in text and "Methods" not in text
    addresses = re.findall(r"\]\((https://[^)]*)\)", text)
    assert len(addresses) > 6
    names = {file_of(*page) for page in site.paths()}
    assert {each.removeprefix(base) for each in addresses} <= names
