"""Answers as Python has them: rows of values, graphs, and sheets of headed tables."""

from kg.answers.graph import Graph
from kg.answers.sheet import Sheet
from kg.answers.table import Cell, Row, Table, YesNo, compact
from kg.answers.values import Value, value_of

__all__ = ["Cell", "Graph", "Row", "Sheet", "Table", "Value", "YesNo", "compact", "value_of"]
