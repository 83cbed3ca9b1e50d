"""Serve a small graph from a thread."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import httpx

from kg.server import Editions, Settings
from kg.server.running import Server, listen

GRAPH = """@prefix e: <https://e.org/> .
@prefix kg: <https://example.org/kg/ns#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://example.org/kg/paper/owls> a kg:Publication ; schema:name "Owls at night" ;
    schema:author <https://example.org/kg/person/ada> ;
    kg:authorship <https://example.org/kg/authorship/owls.1> .
<https://example.org/kg/authorship/owls.1> a kg:Authorship ; schema:name "A. Hoot" ;
    schema:item <https://example.org/kg/person/ada> ; schema:position 1 .
<https://example.org/kg/person/ada> a schema:Person ; schema:name "Ada Hoot" .
e:default e:p "default" .
"""
NAMED = {
    f"https://e.org/g{n}": f'<https://e.org/s{n}> <https://e.org/p> "{n}" .' for n in (1, 2, 3)
}


def write_build(folder: Path, graph: str = GRAPH) -> Path:
    """Write a graph as a build would."""
    folder.mkdir(exist_ok=True)
    (folder / "kg.ttl").write_text(graph)
    return folder


@contextmanager
def serving(settings: Settings, tell: Callable[[str], None] = print) -> Iterator[httpx.Client]:
    """Serve in a thread, and give a client."""
    with closing(Editions(settings, tell)) as editions:
        server = Server(editions)
        with listen("127.0.0.1", 0) as listener:
            port = listener.getsockname()[1]
            thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
            thread.start()
            while not server.started:
                time.sleep(0.01)
            try:
                with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
                    yield client
            finally:
                server.should_exit = True
                thread.join()
