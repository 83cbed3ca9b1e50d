"""How often a client may ask: so many requests at once, and so many a second in the long run."""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache

_MOST_CLIENTS = 10_000


class Rates:
    """A bucket of tokens for each address; those on this machine itself may ask as they like.

    >>> rates = Rates(1, 2, clock=lambda: 0.0)
    >>> [rates.allows("192.0.2.1") for _ in range(3)]
    [True, True, False]
    """

    def __init__(
        self, a_second: float, at_once: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._a_second, self._at_once, self._clock = a_second, at_once, clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def allows(self, client: str) -> bool:
        """Tell whether a client may ask now, and count that it does."""
        if _is_here(client):
            return True
        now = self._clock()
        tokens, then = self._buckets.pop(client, (self._at_once, now))
        tokens = min(self._at_once, tokens + (now - then) * self._a_second)
        self._buckets[client] = (tokens - 1 if tokens >= 1 else tokens, now)
        if len(self._buckets) > _MOST_CLIENTS:
            self._buckets.popitem(last=False)
        return tokens >= 1


@lru_cache(1000)
def _is_here(client: str) -> bool:
    try:
        return ipaddress.ip_address(client).is_loopback
    except ValueError:
        return False
