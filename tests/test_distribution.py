"""What is packed has all that an installed `kg` needs, and works where nothing else is."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from folders import ROOT

VERSIONS = ("3.11", "3.12", "3.13")


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the wheel and the source distribution of the checkout, by their endings."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(folder)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    return {file.suffix: file for file in folder.iterdir()}


def packaged_files() -> set[str]:
    """Return the files of the checkout that travel in the wheel, by their names there."""
    code = {file for file in (ROOT / "kg").rglob("*") if file.is_file()}
    own = {str(file.relative_to(ROOT)) for file in code if file.suffix not in (".pyc", "")}
    data = {file for name in ("ontology", "shapes") for file in (ROOT / name).rglob("*.*")}
    return own | {f"kg/_packaged/{file.relative_to(ROOT)}" for file in data}


def test_wheel_holds_package_and_data_alone(packed: dict[str, Path]) -> None:
    names = set(zipfile.ZipFile(packed[".whl"]).namelist())
    beside = {name for name in names if ".dist-info/" not in name}
    assert beside - {"kg/_packaged/commit"} == packaged_files()
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_source_distribution_holds_what_is_under_version_control(packed: dict[str, Path]) -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout")
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.splitlines()
    with tarfile.open(packed[".gz"]) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    left = {"Dockerfile", ".dockerignore"}
    assert {file for file in listed if (ROOT / file).exists()} - names <= left


@pytest.mark.slow
@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("ending", [".whl", ".gz"])
def test_installed_program_builds_the_same_bytes(
    ending: str, version: str, packed: dict[str, Path], tmp_path: Path
) -> None:
    python = shutil.which(f"python{version}")
    if not python or subprocess.run([python, "-V"], check=False, capture_output=True).returncode:
        pytest.skip(f"python{version} is absent")
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = tmp_path / "constraints.txt"
    locked.write_text(re.sub(r" \\\n(?: +--hash=\S+(?: \\)?\n?)+", "\n", lock), encoding="utf-8")
    subprocess.run([python, "-m", "venv", tmp_path / "venv"], check=True)
    bin = tmp_path / "venv" / "bin"
    subprocess.run(
        [bin / "pip", "install", "--quiet", "--constraint", locked, packed[ending]], check=True
    )
    listed = subprocess.run([bin / "pip", "list"], check=True, capture_output=True, text=True)
    assert "pytest" not in listed.stdout, "what only the tests need is not installed"
    shutil.copytree(ROOT / "seeds", tmp_path / "elsewhere" / "seeds")
    for command in (
        ["build", "seeds/", "--output", "out/"], ["validate"], ["query", "papers", "--limit", "1"],
        ["describe", "D4RL"], ["--version"],
    ):  # fmt: skip
        ran = subprocess.run(
            [bin / "kg", *command], cwd=tmp_path / "elsewhere", check=False,
            capture_output=True, text=True, env={"PATH": "/nowhere", "HOME": str(tmp_path)},
        )  # fmt: skip
        assert ran.returncode == 0, (command, ran.stderr)
    if (ROOT / ".git").exists():
        assert re.search(r"\(commit [0-9a-f]{12}\)", ran.stdout), "carried where there is no git"
    for file in (ROOT / "out").iterdir():
        assert file.read_bytes() == (tmp_path / "elsewhere" / "out" / file.name).read_bytes()
