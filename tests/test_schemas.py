"""The JSON Schemas are those of the code, and take what the code takes."""

from __future__ import annotations

import jsonschema
import pytest

from scripts import make_schemas


def test_the_files_are_what_the_code_says():
    assert make_schemas.stale() == []


@pytest.mark.parametrize("make", make_schemas.SCHEMAS.values(), ids=make_schemas.SCHEMAS)
def test_a_schema_is_one(make):
    jsonschema.Draft202012Validator.check_schema(make())


@pytest.mark.parametrize(
    ("make", "value", "is_valid"),
    [
        (make_schemas.options_schema, {"per_page": 5, "redirects": ["html", "nginx"], "feeds": False}, True),
        (make_schemas.options_schema, {"per_page": -1}, False),
        (make_schemas.options_schema, {"redirects": "apache"}, False),
        (make_schemas.options_schema, {"avif": "yes"}, False),
        (make_schemas.front_matter_schema, {"title": "A", "tags": ["a", "b"], "cover": "a.jpg", "own": {}}, True),
        (make_schemas.front_matter_schema, {"tags": 3}, False),
        (make_schemas.front_matter_schema, {"date": ["2024-07-23"]}, False),
    ],
)
def test_a_schema_takes_what_the_code_takes(make, value, is_valid):
    assert jsonschema.Draft202012Validator(make()).is_valid(value) is is_valid


def test_every_option_and_field_is_described_or_named():
    options = make_schemas.options_schema()["properties"]
    assert [name for name, schema in options.items() if "description" not in schema] == []
    assert {"title", "cover_image", "reading_time"} <= make_schemas.front_matter_schema()["properties"].keys()
