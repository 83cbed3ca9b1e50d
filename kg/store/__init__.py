"""Files of RDF as one data set that answers SPARQL, in memory or kept on disk."""

from kg.store.cache import Cache
from kg.store.data import Data, files_of, open_data
from kg.store.dataset import Graphs, Sources, Store

__all__ = ["Cache", "Data", "Graphs", "Sources", "Store", "files_of", "open_data"]
