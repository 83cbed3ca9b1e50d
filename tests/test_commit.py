"""The commit is read from a checkout as git lays it out, and without git."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from running import Run

import kg.commit
from kg.commit import commit_of

Git = Callable[..., str]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    if not shutil.which("git"):
        pytest.skip("git is not installed")
    folder = tmp_path / "checkout"
    folder.mkdir()
    (folder / "pyproject.toml").touch()
    git(folder, "init", "--quiet")
    git(folder, "add", "pyproject.toml")
    git(folder, "commit", "--quiet", "--message", "one")
    return folder


def git(folder: Path, *words: str) -> str:
    person = ("-c", "user.name=a", "-c", "user.email=a@owls.example", "-c", "init.defaultBranch=b")
    ran = subprocess.run(
        ["git", *person, *words], cwd=folder, check=True, capture_output=True, text=True
    )
    return ran.stdout.strip()


def test_commit_of_a_branch(checkout: Path) -> None:
    assert commit_of(checkout) == git(checkout, "rev-parse", "HEAD")


def test_commit_of_packed_references(checkout: Path) -> None:
    git(checkout, "pack-refs", "--all")
    assert not list((checkout / ".git" / "refs" / "heads").iterdir())
    assert commit_of(checkout) == git(checkout, "rev-parse", "HEAD")


def test_commit_without_a_branch(checkout: Path) -> None:
    git(checkout, "checkout", "--quiet", "--detach")
    assert commit_of(checkout) == git(checkout, "rev-parse", "HEAD")


@pytest.mark.parametrize("packed", [False, True])
def test_commit_of_a_worktree(checkout: Path, packed: bool) -> None:
    beside = checkout.parent / "beside"
    git(checkout, "worktree", "add", "--quiet", str(beside))
    git(beside, "commit", "--quiet", "--allow-empty", "--message", "two")
    if packed:
        git(checkout, "pack-refs", "--all")
    assert commit_of(beside) == git(beside, "rev-parse", "HEAD") != commit_of(checkout)


def test_commit_of_no_checkout_is_not_known(checkout: Path) -> None:
    assert commit_of(checkout.parent) is None
    (checkout / "pyproject.toml").unlink()
    assert commit_of(checkout) is None, "the repository of somebody else around an installed kg"


@pytest.mark.parametrize("head", ["", "ref: refs/heads/none", "ref: ../../../secret", "\udcff"])
def test_version_says_no_commit_that_is_none(
    head: str, checkout: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    (checkout.parent / "secret").write_text("secret")
    (checkout / ".git" / "HEAD").write_bytes(head.encode("utf-8", "surrogateescape"))
    monkeypatch.setattr(kg.commit, "_PACKAGE", checkout / "kg")
    answer = run("--version")
    assert answer.stdout.startswith("kg, version ")
    assert "commit" not in answer.stdout


def test_version_says_the_commit(checkout: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    monkeypatch.setattr(kg.commit, "_PACKAGE", checkout / "kg")
    of = git(checkout, "rev-parse", "HEAD")
    assert f"(commit {of[:12]})" in run("--version").stdout
