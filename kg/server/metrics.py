"""What is counted of a server, as Prometheus reads it."""

from __future__ import annotations

from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric

from kg.server.connections import Connection
from kg.server.editions import Editions

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS = (0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60)


class Metrics:
    """Counts requests by the pattern of their address, method and status, and how long they took."""

    def __init__(self, editions: Editions) -> None:
        self._registry = CollectorRegistry()
        labels = ("route", "method", "status")
        self._requests = Counter(
            "kg_http_requests", "Requests answered", labels, registry=self._registry
        )
        self._seconds = Histogram(
            "kg_http_request_seconds", "Seconds from a request to its answer", ("route",),
            buckets=_SECONDS, registry=self._registry,
        )  # fmt: skip
        self._registry.register(_State(editions))

    def note(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count a request."""
        self._requests.labels(route, method, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def write(self) -> bytes:
        """Write all of it."""
        return generate_latest(self._registry)


class _State:
    """What can be read off at any time."""

    def __init__(self, editions: Editions) -> None:
        self._editions = editions

    def collect(self) -> Iterator[Metric]:
        """Read it off."""
        edition = self._editions.current
        for name, pool in (("packaged", edition.packaged), ("ad_hoc", edition.ad_hoc)):
            yield _gauge(f"kg_{name}_processes", "Processes that stand by", pool.size)
            yield _gauge(f"kg_{name}_busy", "Processes at work", pool.busy)
            yield _gauge(
                f"kg_{name}_waiting", "Questions that wait for a process", pool.turns.waiting
            )
        yield _gauge("kg_answers_bytes", "Bytes of the answers that are kept", edition.answers.size)
        yield _gauge(
            "kg_answers_hits", "Answers that were kept and asked for", edition.answers.hits
        )
        yield _gauge(
            "kg_ready_bytes", "Bytes of the answers that are sent as they were", edition.ready.size
        )
        yield _gauge("kg_ready_hits", "Answers that were sent as they were", edition.ready.hits)
        yield _gauge("kg_connections", "Open connections", sum(Connection.open_of.values()))
        yield _gauge("kg_swaps", "New builds that took the place of old ones", self._editions.swaps)


def _gauge(name: str, documentation: str, value: float) -> Metric:
    return GaugeMetricFamily(name, documentation, value)
