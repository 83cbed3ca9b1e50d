"""The page on which a steward decides: it writes a file, and is answered by its own pages alone."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from kg.pipeline.asking import Review
from kg.pipeline.doubts import Doubt
from kg.pipeline.reviewing import DecisionFile
from kg.resolution import read_decisions
from kg.server.desk import make_desk
from kg.server.running import Ending, configure, listen

TOKEN = "a-path-that-nobody-guesses"
SIDES = {"name": ("Owls <script>alert(1)</script>", "Owls"), "year": ("2001", "")}
DOUBTS = [
    Doubt("paper", "https://e.org/paper/a", "https://e.org/paper/b", 0.6, SIDES, 0.6),
    Doubt("mention", "https://e.org/span/a.title.0-4", "https://e.org/method/owl", 0.5,
          {"name": ("Owls", "owl")}, 0.5, text="…»Owls« at night…"),
    Doubt("person", "https://e.org/person/x", "https://e.org/person/y", 0.4, SIDES, 0.4),
]  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "decided.tsv"


@contextmanager
def asking(review: Review) -> Iterator[httpx.Client]:
    """Ask in a thread, and give a browser's client."""
    with listen("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
        server = Ending(configure(make_desk(review, port, TOKEN)))
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            home = f"http://127.0.0.1:{port}/{TOKEN}/"
            with httpx.Client(base_url=home, follow_redirects=True, timeout=60) as client:
                yield client
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture
def desk(path: Path) -> Iterator[httpx.Client]:
    with asking(Review(DOUBTS, DecisionFile(path), "Ada")) as client:
        yield client


def send(desk: httpx.Client, do: str, at: int, why: str = "") -> httpx.Response:
    """Press a button of the page that asks the question of this number."""
    data = {"do": do, "at": str(at), "why": why}
    return desk.post("", data=data, headers={"Origin": origin_of(desk)})


def origin_of(desk: httpx.Client) -> str:
    """Write what a browser gives for the origin of the desk's pages."""
    return f"http://127.0.0.1:{desk.base_url.port}"


def decisions(path: Path) -> list[str]:
    """List what is decided."""
    return [line.split("\t")[0] for line in path.read_text(encoding="utf-8").splitlines()[1:]]


def test_buttons_decide_skip_and_undo(desk: httpx.Client, path: Path) -> None:
    assert "1 of 3: paper" in desk.get("").text
    assert "2 of 3: mention" in send(desk, "no", 0, "other authors").text
    assert "…»Owls« at night…" in desk.get("").text
    assert "3 of 3: person" in send(desk, "yes", 1).text
    assert decisions(path) == ["different", "right"]
    assert {"Ada", "other authors"} <= {
        *path.read_text(encoding="utf-8").splitlines()[1].split("\t")
    }
    assert "Nothing more is asked" in send(desk, "skip", 2).text
    assert "3 of 3" in send(desk, "undo", 3).text
    assert "2 of 3" in send(desk, "undo", 2).text
    assert decisions(path) == ["different"]
    assert "1 of 3" in send(desk, "undo", 1).text
    assert "1 of 3" in send(desk, "undo", 0).text  # Nothing is left to undo.
    assert not read_decisions(path).count


def test_a_button_that_is_pressed_twice_decides_once(desk: httpx.Client, path: Path) -> None:
    send(desk, "yes", 0)
    assert "2 of 3" in send(desk, "yes", 0).text
    assert decisions(path) == ["same"]


def test_what_contradicts_is_said_and_asked_again(path: Path) -> None:
    file = DecisionFile(path)
    file.add(DOUBTS[0], yes=True, who="", when="", why="")
    review = Review(DOUBTS[1:], file, "Ada")
    review.doubts = [DOUBTS[0]]  # Another program has decided it meanwhile.
    with asking(review) as desk:
        answer = send(desk, "no", 0)
    assert answer.status_code == 409
    assert "by others to be the same" in answer.text
    assert "1 of 1" in answer.text
    assert decisions(path) == ["same"]


@pytest.mark.parametrize("origin", [None, "null", "https://evil.example", "http://127.0.0.1:8001"])
def test_a_page_of_another_site_decides_nothing(
    desk: httpx.Client, path: Path, origin: str | None
) -> None:
    headers = {} if origin is None else {"Origin": origin}
    assert desk.post("", data={"do": "yes", "at": "0"}, headers=headers).status_code == 403
    assert not path.exists()


@pytest.mark.parametrize(
    "elsewhere", ["/", "/x/", f"/{TOKEN[:-1]}/", f"/x/{TOKEN}/", "/static/desk.js", "/%C3%A9/"]
)
def test_another_account_of_the_machine_reaches_nothing(
    desk: httpx.Client, tmp_path: Path, elsewhere: str
) -> None:
    address = f"{origin_of(desk)}{elsewhere}"
    forged = {"Origin": origin_of(desk)}
    for answer in (
        desk.get(address),
        desk.post(address, data={"do": "yes", "at": "0"}, headers=forged),
    ):
        assert answer.status_code == 403
        assert TOKEN not in answer.text
        assert "open the one that kg review prints" in answer.text
    assert not list(tmp_path.iterdir())
    assert "1 of 3" in desk.get("").text


def test_a_name_that_leads_here_is_not_believed(desk: httpx.Client) -> None:
    port = desk.base_url.port
    for host in (f"evil.example:{port}", "127.0.0.1"):
        assert desk.get("", headers={"Host": host}).status_code == 403
    assert desk.get("", headers={"Host": f"localhost:{port}"}).status_code == 200


def test_pages_run_no_text_of_a_list_and_let_their_forms_say_whence_they_come(
    desk: httpx.Client,
) -> None:
    answer = desk.get("")
    assert "<script>alert" not in answer.text
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cache-Control"] == "no-store"
    for name in ("desk.js", "desk.css"):
        assert desk.get(f"static/{name}").status_code == 200
    assert desk.get("static/..%2Fdesk.py").status_code == 404


@pytest.mark.parametrize("do", ["", "drop", "yes\0"])
def test_what_no_button_says_is_refused(desk: httpx.Client, path: Path, do: str) -> None:
    assert send(desk, do, 0).status_code == 400
    assert not path.exists()


def test_kg_review_asks_on_a_page_until_it_is_ended(tmp_path: Path) -> None:
    header = "decision kind a b name_a name_b year_a year_b venue_a venue_b source_a source_b score evidence"
    cells = ["", "paper", "paper/a", "paper/b", "Owls", "Owls", "", "", "", "", "x.bib:1", "x.bib:2",
             "0.50", "same title"]  # fmt: skip
    text = "\t".join(header.split()) + "\n" + "\t".join(cells) + "\n"
    (tmp_path / "candidates.tsv").write_text(text, encoding="utf-8")
    decided = tmp_path / "decided.tsv"
    command = [
        sys.executable,
        "-m",
        "kg",
        "review",
        str(tmp_path),
        "--decisions",
        str(decided),
        "--page",
    ]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        said = next(line for line in process.stderr if line.startswith("asking at "))
        address = said.split()[-1]
        origin, token = address.rstrip("/").rsplit("/", 1)
        assert len(token) > 40
        headers = {"Origin": origin}
        with httpx.Client(base_url=address, headers=headers, timeout=60) as client:
            client.post("", data={"do": "yes", "at": "0"})
            assert "Ended" in client.post("", data={"do": "end", "at": "1"}).text
        _, rest = process.communicate(timeout=60)
    assert process.returncode == 0
    assert rest.startswith("1 decided, 0 open; see ")
    assert decisions(decided) == ["same"]
