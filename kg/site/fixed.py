"""The pages that every site has, whatever its graph holds: by path and media type."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from kg.journal import open_current
from kg.site import crawling, redirecting, vocabularies
from kg.site.addresses import KINDS
from kg.site.assistants import PATH as LLMS
from kg.site.assistants import llms_text
from kg.site.context import Context
from kg.site.correcting import PATH as CORRECTIONS
from kg.site.correcting import corrections_page
from kg.site.dataset import PATH as DATASET
from kg.site.dataset import WELL_KNOWN, dataset_page, dataset_turtle, well_known_turtle
from kg.site.evaluation import PATH as MATRIX
from kg.site.evaluation import matrix_page
from kg.site.feeds import PATH as FEED
from kg.site.feeds import feed
from kg.site.front import CHART, chart, front_page, topics_chart
from kg.site.lists import Lists
from kg.site.media import ATOM, HTML, SCRIPT, STATIC_TYPES, SVG, TEXT, TURTLE, XML
from kg.site.network import CHART as COAUTHORS
from kg.site.network import PATH as NETWORK
from kg.site.network import Network
from kg.site.pages import STATIC
from kg.site.topics import CHART as TOPICS

Pages = dict[tuple[str, str], Callable[[], bytes]]


def fixed_pages(context: Context, lists: Lists, files: Callable[[], list[str]]) -> Pages:
    """List the pages that every site has, each with what makes it; `files` are all pages of it."""
    papers = partial(lists.things, KINDS["paper"])
    pages: Pages = {
        ("index", HTML): partial(front_page, context, lists),
        (CHART, SVG): partial(chart, context, lists),
        (TOPICS, SVG): partial(topics_chart, context, lists),
        (NETWORK, HTML): Network(context).page,
        (COAUTHORS, SVG): Network(context).chart,
        (CORRECTIONS, HTML): partial(corrections_page, context),
        (MATRIX, HTML): partial(matrix_page, context),
        (DATASET, HTML): partial(dataset_page, context),
        (DATASET, TURTLE): partial(dataset_turtle, context),
        (WELL_KNOWN, TURTLE): partial(well_known_turtle, context),
        (vocabularies.NS, HTML): partial(vocabularies.ontology_page, context),
        (vocabularies.NS, TURTLE): vocabularies.ontology_turtle,
        (vocabularies.SHAPES, HTML): partial(vocabularies.shapes_page, context),
        (vocabularies.SHAPES, TURTLE): vocabularies.shapes_turtle,
        (FEED, ATOM): lambda: feed(context, context.title, FEED, papers()),
        (LLMS, TEXT): partial(llms_text, context, lists),
        ("robots.txt", TEXT): partial(crawling.robots, context.build.base),
        ("sitemap.xml", XML): lambda: crawling.sitemap_index(context.build.base, len(files())),
    }
    pages |= {
        (redirecting.NGINX, TEXT): partial(redirecting.nginx, context),
        (redirecting.APACHE, TEXT): partial(redirecting.apache, context),
        (redirecting.NETLIFY, TEXT): partial(redirecting.netlify, context),
        (redirecting.GITHUB, TEXT): bytes,
        (redirecting.MISSING, HTML): partial(redirecting.missing_page, context),
        (redirecting.RULES_SCRIPT, SCRIPT): redirecting.rules_script,
    }
    for name, path in context.build.downloads.items():
        pages[name, TURTLE] = partial(_read, path)
    for file in _static():
        pages[f"static/{file.name}", STATIC_TYPES[file.suffix]] = file.read_bytes
    return pages


def _static() -> Iterator[Path]:
    return (each for each in sorted(STATIC.iterdir()) if each.suffix in STATIC_TYPES)


def _read(path: Path) -> bytes:
    with open_current(path) as file:
        return file.read()
