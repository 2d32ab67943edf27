"""The published JSON Schema: it is what the field table says, and it agrees with the reader."""

import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dateline import paths
from dateline.domain.errors import ChronologyError
from dateline.formats import schema
from dateline.formats.dateline_yaml import read_text

VALIDATOR = jsonschema.Draft202012Validator(schema.json_schema())

GOOD: dict[str, Any] = {
    "dateline": "1",
    "title": "T",
    "language": "en",
    "period": "2024",
    "regions": [{"code": "QX", "name": "X", "also": ["Y"], "parent": "UA"}],
    "kinds": [{"id": "combat", "name": "Combat", "colour": "#4477aa"}],
    "sources": [
        {
            "id": "s",
            "type": "book",
            "author": [{"family": "Doe", "given": "Jane"}],
            "issued": "2024",
            "editor": [{"literal": "A Body"}],
            "event-date": "2023",
            "DOI": "10.1/1",
        },
        {"id": "r", "republishes": "s"},
    ],
    "events": [
        {
            "id": "a",
            "title": "A",
            "when": "2024-12-1X",
            "kind": "combat",
            "regions": ["UA", "QX"],
            "place": {"name": "P", "lat": "1.5", "lon": "-2"},
            "actors": ["B"],
            "claims": [
                {
                    "certainty": "claimed",
                    "said": "2024",
                    "figures": [{"what": "x", "value": "1"}, {"what": "y", "low": "1", "high": "2"}],
                    "cites": [{"source": "s", "page": "3", "quote": "q"}],
                }
            ],
            "relates": [{"to": "b", "how": "updates"}],
        },
        {"id": "b", "title": "B"},
    ],
}

VALUES: tuple[Any, ...] = (
    "", "x", "Not An Id", "2024-10-10", "12", "-3", "claimed", "#4477aa", [], [""], ["x"], {}, {"x": "y"}, [{}], [[]]
)  # fmt: skip
KEYS = ("lat", "low", "value", "literal", "given", "page", "title", "certainty", "unheard-of")


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path to every mapping, list and text."""
    yield path
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield from places(child, (*path, key))


def at(document: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        document = document[key]
    return document


@st.composite
def documents(draw: st.DrawFn) -> Any:
    """The good document with one value replaced, removed or added."""
    document = json.loads(json.dumps(GOOD))
    path = draw(st.sampled_from([path for path in places(document) if path and path != ("dateline",)]))
    holder = at(document, path[:-1])
    match draw(st.sampled_from(["replace", "remove", "add"])):
        case "replace":
            holder[path[-1]] = draw(st.sampled_from(VALUES))
        case "remove":
            del holder[path[-1]]
        case _ if isinstance(holder, dict):
            holder.setdefault(draw(st.sampled_from(KEYS)), draw(st.sampled_from(VALUES)))
    return document


def is_accepted(document: Any) -> bool:
    """Whether the reader has nothing to say beyond what a schema cannot know."""
    try:
        findings = read_text(json.dumps(document, ensure_ascii=False)).findings
    except ChronologyError:
        return False
    return all(any(words in finding.message for words in BEYOND_A_SCHEMA) for finding in findings)


BEYOND_A_SCHEMA = (
    "is not a known region",
    "is not among",
    "is already used",
    "is given twice",
    "is new and needs a “name”",
    "swap them",
    "out of range",  # of a number that is written as a text
    "lies in itself",
)


@given(documents())
def test_schema_and_reader_accept_the_same_documents(document: Any) -> None:
    assert VALIDATOR.is_valid(document) == is_accepted(document)


def test_the_good_document_is_good() -> None:
    VALIDATOR.validate(GOOD)

    assert read_text(json.dumps(GOOD)).findings == ()


def test_the_published_schema_is_the_one_that_the_table_yields() -> None:
    published = paths.bundled("resources", "schema", "dateline-1.schema.json").read_text(encoding="utf-8")

    assert published == schema.schema_text()


def test_the_schema_is_valid_itself() -> None:
    jsonschema.Draft202012Validator.check_schema(schema.json_schema())


@pytest.mark.parametrize(
    "parts", [("data", "kursk-2024.dateline.yaml"), ("resources", "templates", "new.dateline.yaml")]
)
def test_bundled_chronologies_are_valid(parts: tuple[str, ...]) -> None:
    document = yaml.load(paths.bundled(*parts).read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)

    VALIDATOR.validate(document)


@pytest.mark.parametrize("value", [2024, 1, 1.5, True], ids=str)
def test_a_text_that_other_readers_take_for_a_number_or_a_truth_is_valid(value: object) -> None:
    VALIDATOR.validate(GOOD | {"dateline": 1, "title": value})


@pytest.mark.parametrize("lat", [91, -90.5, "91°", None])
def test_a_degree_out_of_range_is_not_valid(lat: object) -> None:
    document = json.loads(json.dumps(GOOD))
    document["events"][0]["place"]["lat"] = lat

    assert not VALIDATOR.is_valid(document)
