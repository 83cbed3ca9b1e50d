"""Every record comes back from disk, or from another process, as it was."""

from __future__ import annotations

import copy
import inspect
import pickle
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

import kg.model
from kg.model import Agent, Concept, Identifier, Paper, Record, Source
from kg.resolution import Resolved
from kg.system.packing import Packed

RECORDS = [each for _, each in inspect.getmembers(kg.model, is_dataclass) if inspect.isclass(each)]
LIST = Source("00", "owls.bib", "bibtex")
OWLS = Paper(
    title="Owls", authors=(Agent("Ada", "Ada", key="ada"),), track="oral", year="2001",
    identifiers=(Identifier("doi", "10.5555/owls"),), records=(Record(LIST, 1),),
)  # fmt: skip


@pytest.mark.parametrize("class_", RECORDS, ids=lambda class_: class_.__name__)
def test_each_field_of_a_record_comes_back(class_: Any) -> None:
    assert issubclass(class_, Packed)
    record = class_(**{each.name: f"the {each.name}" for each in fields(class_)})
    again = pickle.loads(pickle.dumps(record))
    for each in (again, copy.copy(record), copy.deepcopy(record)):
        assert [getattr(each, field.name) for field in fields(class_)] == [
            f"the {field.name}" for field in fields(class_)
        ]


def test_records_within_records_come_back() -> None:
    resolved = Resolved("owls", OWLS, ("owl",), as_read=True, sure=(0.5,))
    again = pickle.loads(pickle.dumps(resolved))
    assert again == resolved
    assert again.as_read


@pytest.mark.parametrize(
    "shared", [LIST, Concept("method", "owl", "Owl")], ids=["source", "concept"]
)
def test_what_many_records_share_is_one_in_memory(shared: Any) -> None:
    read: Sequence[Any] = [pickle.loads(pickle.dumps(shared)) for _ in range(2)]
    assert read[0] == shared
    assert read[0] is read[1]
