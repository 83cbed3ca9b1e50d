"""Jobs of the site: its pages, and the page on which an IRI of the graph stands."""

from __future__ import annotations

import json
from dataclasses import dataclass

from kg.server.jobs import Data
from kg.server.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site in a media type."""

    path: str
    media_type: str

    def run(self, data: Data) -> bytes:
        """Render it. Raises: Refusal: with 404 where there is none."""
        try:
            return data.site.render(self.path, self.media_type)
        except KeyError:
            raise Refusal(404, "there is no such page", value=f"/{self.path}") from None


@dataclass(frozen=True, slots=True)
class Locate:
    """Where the first of these IRIs that the graph knows stands on the site."""

    iris: tuple[str, ...]

    def run(self, data: Data) -> bytes:
        """Find the path and the fragment, as JSON. Raises: Refusal: with 404 where there is none."""
        for iri in self.iris:
            if found := data.site.locate(iri):
                return json.dumps(found).encode()
        raise Refusal(404, "there is no such page, and the graph knows no such thing")
