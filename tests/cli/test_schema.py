"""What `occlookup schema` says of every JSON answer is true, exact, and stays so.

schema_keys.json has every key of every answer with its types, as scripts have come to know them. OCCLOOKUP_WRITE_GOLDEN=1 adds
the new ones to it; none is ever changed or taken away by a test.
"""

from __future__ import annotations

import copy
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from cli.test_errors import IN_JSON
from cli.test_json import ANSWERS as LINES
from command_lines import EVERY_LINE, sampled
from occlookup.answers import ANSWERS
from occlookup.catalog import Catalog
from occlookup.render.json_text import answer_text
from occlookup.render.schema import ERROR_KINDS

KEYS = Path(__file__).with_name("schema_keys.json")
NAMES = (*ANSWERS, "error")
Schema = dict[str, Any]


@pytest.fixture(scope="module")
def schemas() -> dict[str, Schema]:
    """Filled as they are asked for."""
    return {}


@pytest.fixture
def schema(run, schemas) -> Callable[[str], Schema]:
    """The schema that the command prints for a name, "" for that of any answer."""

    def printed(name: str) -> Schema:
        if name not in schemas:
            done = run("schema", *name.split())
            assert (done.code, done.err) == (0, "")
            schemas[name] = json.loads(done.out)
        return copy.deepcopy(schemas[name])

    return printed


def strict(schema: Any) -> Any:
    """The schema with every object closed: a key that it does not name is wrong."""
    if isinstance(schema, list):
        return [strict(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {name: strict(value) for name, value in schema.items()}
    if isinstance(closed.get("properties"), dict) and "additionalProperties" not in closed:
        closed["additionalProperties"] = False
    return closed


def faults(schema: Schema, document: Any) -> list[str]:
    return [f"{error.json_path}: {error.message[:200]}" for error in Draft202012Validator(schema).iter_errors(document)]


@pytest.mark.parametrize("name", ["", *NAMES, "data info", "Show"])
def test_it_is_a_schema(run, schema, name):
    made = schema(name)
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(made)
    Draft202012Validator.check_schema(strict(made))
    assert run("schema", *name.split()).out.isascii()


def test_a_name_may_be_written_as_the_command_is(run):
    assert run("schema", "data", "info").out == run("schema", "data-info").out == run("schema", "DATA", "INFO").out


def test_an_unknown_name_is_wrong(run):
    done = run("schema", "bogus")
    assert (done.code, done.out) == (2, "")
    assert all(name in done.err for name in NAMES)


@pytest.mark.parametrize("line", list(dict.fromkeys([*LINES, *EVERY_LINE])))
def test_every_answer_is_as_its_schema_says(run, schema, line):
    document = run(*line.split(), "--json").document
    name = document["schema"].split("/")[1]
    assert faults(schema(name), document) == []
    assert faults(strict(schema(name)), document) == []


@pytest.mark.parametrize("name", ANSWERS)
def test_any_answer_is_as_the_schema_of_all_says_and_as_no_other(run, schema, name):
    line = next(line for line, (answers, *_) in [*LINES.items(), ("config show", ("config-show",))] if answers == name)
    document = run(*line.split(), "--json").document
    assert faults(schema(""), document) == []
    for other in NAMES:
        assert (faults(schema(other), document) == []) is (other == name)


def test_every_answer_has_its_schema(run, schema):
    """What is gone through above is all that there is."""
    asked = {run(*line.split(), "--json").document["schema"] for line in EVERY_LINE}
    assert asked == {f"occlookup/{name}/1" for name in ANSWERS}


QUESTIONS = ("show", "outlook", "places", "insights", "related")


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_occupation_is_as_the_schema_says(bundled: Catalog, codes, schema, question):
    closed = Draft202012Validator(strict(schema(question)))
    for code in sampled(codes, 10 if question != "show" else 20):
        document = json.loads(answer_text(question, getattr(bundled, question)(code)))
        assert [error.message[:200] for error in closed.iter_errors(document)] == [], code


def test_every_states_listing_is_as_the_schema_says(bundled: Catalog, schema):
    closed = Draft202012Validator(strict(schema("wages")))
    for area in sampled([area for area in bundled.areas().data.rows if area.type == "state"], 18):
        document = json.loads(answer_text("wages", bundled.wages_in(state=area.state)))
        document["data"]["rows"] = sampled(document["data"]["rows"], 10)
        assert [error.message[:200] for error in closed.iter_errors(document)] == [], area


@pytest.mark.parametrize("words, code, kind, message, hint", IN_JSON, ids=[" ".join(mistake[0]) for mistake in IN_JSON])
def test_every_error_is_as_its_schema_says(run, schema, words, code, kind, message, hint):
    error = json.loads(run(*words, "--json").err)
    assert faults(strict(schema("error")), error) == []
    assert faults(schema(""), error) == []
    numbered = {"error": {**error["error"], "line": 1, "input": "x"}}
    assert faults(strict(schema("error")), numbered) == []


def test_the_kinds_of_errors_are_those_of_the_errors():
    from occlookup import errors

    kinds = {value.kind for value in vars(errors).values() if isinstance(value, type) and hasattr(value, "kind")}
    assert kinds == set(ERROR_KINDS)


# objects whose keys are words of the data: none of them must be there
FREE = {"notes", "links", "missing", "block_sources", "sources", "eloundou"}


@pytest.mark.parametrize(
    "line", ["riasec 43-3011", "wages 27-2011 --area hartford", "related 43-3011 --top 1", "outlook 43-3011"]
)
def test_a_document_that_is_changed_anywhere_is_wrong(run, schema, line):
    document = run(*line.split(), "--json").document
    made = schema(document["schema"].split("/")[1])
    changed = 0
    for path in paths_of(document):
        if FREE & set(path[:-1]):
            continue
        without = copy.deepcopy(document)
        holder = at(without, path[:-1])
        value = holder.pop(path[-1])
        assert faults(made, without), f"without {path}"
        if isinstance(value, int | float):
            holder[path[-1]] = str(value)
            assert faults(made, without), f"{path} as text"
        elif isinstance(value, str):
            holder[path[-1]] = 5
            assert faults(made, without), f"{path} as a number"
        elif isinstance(value, dict | list):
            holder[path[-1]] = "x"
            assert faults(made, without), f"{path} as text"
        added = copy.deepcopy(document)
        at(added, path[:-1])["bogus"] = 1
        assert faults(made, added) == [] and faults(strict(made), added), f"beside {path}"
        changed += 1
    assert changed > 10


def paths_of(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path to every key of a document."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        if isinstance(value, dict):
            yield (*path, key)
        yield from paths_of(item, (*path, key))


def at(value: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        value = value[key]
    return value


@pytest.mark.parametrize(
    "line, path, word",
    [
        ("show 43-3011", ("data", "kind"), "group"),
        ("wages 27-2011 --national", ("data", "rows", 0, "notes", "annual_median"), "unknown"),
        ("wages 27-2011 --national", ("data", "area", "type"), "county"),
        ("browse", ("data", "groups", 0, "level"), "detailed"),
        ("browse 43-3", ("schema",), "occlookup/browse/2"),
        ("config show", ("data", "settings", 0, "origin"), "nobody"),
    ],
)
def test_a_word_that_is_none_of_its_few_is_wrong(run, schema, line, path, word):
    document = run(*line.split(), "--json").document
    made = schema(document["schema"].split("/")[1])
    at(document, path[:-1])[path[-1]] = word
    assert faults(made, document)


@pytest.mark.parametrize("change", [{"kind": "nonsense"}, {"message": None}, {"line": "1"}, {"line": 0}, {"suggestions": [{}]}])
def test_an_error_that_is_changed_is_wrong(run, schema, change):
    error = json.loads(run("show", "zzzq", "--json").err)
    assert faults(schema("error"), {"error": {**error["error"], **change}})


def keys_of(schema: Schema, whole: Schema, path: str = "") -> Iterator[tuple[str, set[str]]]:
    """Every key that a schema names, from the top, with the JSON types that it may have."""
    if "$ref" in schema:
        yield from keys_of(whole["$defs"][schema["$ref"].rpartition("/")[2]], whole, path)
    for choice in schema.get("anyOf", ()):
        yield from keys_of(choice, whole, path)
    if "anyOf" in schema or "$ref" in schema:
        return
    if "enum" in schema or "const" in schema:
        words = schema.get("enum", [schema.get("const")])
        yield path, {"null" if word is None else f"{word!r}" for word in words}
        return
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if path:
        yield path, set(types)
    if "array" in types:
        yield from keys_of(schema["items"], whole, f"{path}[]")
    for name, below in schema.get("properties", {}).items():
        yield from keys_of(below, whole, f"{path}.{name}" if path else name)
    if isinstance(schema.get("additionalProperties"), dict):
        yield from keys_of(schema["additionalProperties"], whole, f"{path}.*")


def known_keys(schema: Schema) -> dict[str, list[str]]:
    """Every dotted key with its types, or with its words where it has only a few."""
    keys: dict[str, set[str]] = {}
    for key, types in keys_of(schema, schema):
        keys.setdefault(key, set()).update(types)
    return {key: sorted(types) for key, types in sorted(keys.items())}


def in_lines(recorded: dict[str, dict[str, list[str]]]) -> str:
    """As JSON, a key a line, so that a difference is read at once."""
    parts = []
    for name, keys in sorted(recorded.items()):
        lines = ",\n".join(f"  {json.dumps(key)}: {json.dumps(types)}" for key, types in keys.items())
        parts.append(f" {json.dumps(name)}: {{\n{lines}\n }}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def broken(recorded: dict[str, list[str]], now: dict[str, list[str]]) -> list[str]:
    """What of the recorded is gone or of another type; a new word, or one that is gone, is another type."""
    return [f"{key}: {types} is now {now.get(key)}" for key, types in recorded.items() if now.get(key) != types]


@pytest.mark.parametrize("name", NAMES)
def test_no_key_that_scripts_know_is_gone_or_of_another_type(schema, name):
    recorded = json.loads(KEYS.read_text(encoding="utf-8")) if KEYS.exists() else {}
    now = known_keys(schema(name))
    new = {key: types for key, types in now.items() if key not in recorded.get(name, {})}
    if new and os.environ.get("OCCLOOKUP_WRITE_GOLDEN") == "1":
        recorded[name] = dict(sorted({**recorded.get(name, {}), **new}.items()))
        KEYS.write_text(in_lines(recorded), encoding="utf-8", newline="\n")
        pytest.fail(f"added {len(new)} keys of {name}: read them, then run again without OCCLOOKUP_WRITE_GOLDEN")
    assert broken(recorded.get(name, {}), now) == []
    assert new == {}, "OCCLOOKUP_WRITE_GOLDEN=1 adds them to schema_keys.json"


def test_no_answer_that_scripts_know_is_gone():
    assert set(json.loads(KEYS.read_text(encoding="utf-8"))) == set(NAMES)


def test_a_broken_promise_is_seen(schema):
    now = known_keys(schema("wages"))
    assert now["data.rows[].annual_median"] == ["integer", "null"]
    assert now["data.rows[].notes.*"] == ["'annual_only'", "'at_least'", "'hourly_only'", "'not_published'", "'not_released'"]
    assert broken(now, now) == []
    assert len(broken({**now, "data.rows[].median": ["integer"]}, now)) == 1
    assert len(broken({**now, "data.rows[].annual_median": ["number", "null"]}, now)) == 1
    assert len(broken({**now, "data.rows[].notes.*": ["'at_least'"]}, now)) == 1
