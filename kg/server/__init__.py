"""The endpoint: a build served over HTTP, with SPARQL, by processes that are ended at their limits."""

from kg.server.access_log import AccessLog
from kg.server.app import make_app
from kg.server.desk import serve_desk
from kg.server.editions import Editions, Settings
from kg.server.running import serve

__all__ = ["AccessLog", "Editions", "Settings", "make_app", "serve", "serve_desk"]
