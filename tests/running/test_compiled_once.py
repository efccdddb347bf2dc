"""What is compiled once a run is what every application would have compiled for itself."""

from pathlib import Path

import pytest
from flask import Flask
from jinja2 import FileSystemLoader
from werkzeug.routing import Map
from werkzeug.routing.converters import PathConverter, UnicodeConverter
from werkzeug.routing.rules import Rule, RulePart

from admin_app.app import create_app
from models.tables.core.settings import load_settings
from sync_agent.simulator.app import build
from tests.running.compiled_once import remembering, remembering_parts


def _rules(app: Flask) -> list[Rule]:
    return list(app.url_map.iter_rules())


@pytest.fixture
def back_office(sqlite_account: object, tmp_path: Path) -> Flask:
    return create_app(load_settings({"ADUAN_DATA_DIR": str(tmp_path)}, tmp_path / "none.toml"))


@pytest.mark.parametrize("unknown", [True, False])
def test_an_address_is_built_as_if_it_had_been_compiled_for_its_application(
    back_office: Flask, unknown: bool
) -> None:
    compiled = Rule._compile_builder.__wrapped__  # type: ignore[attr-defined]
    for rule in (*_rules(back_office), *_rules(build().app)):
        kept, fresh = Rule._compile_builder(rule, unknown).__code__, compiled(rule, unknown).__code__
        assert (kept.co_code, kept.co_names, kept.co_varnames) == (fresh.co_code, fresh.co_names, fresh.co_varnames)
        assert kept.co_consts == fresh.co_consts


def test_addresses_of_other_words_or_with_set_values_are_not_mistaken_for_each_other() -> None:
    asked: list[str] = []

    def compiled(rule: Rule, append_unknown: bool = True) -> object:
        asked.append(rule.rule)
        return object()

    app = Flask("contoh")
    for path, defaults in (("/a/<x>", None), ("/b/<x>", None), ("/c", {"x": "1"})):
        app.add_url_rule(path, path, defaults=defaults)
    remembered = remembering(compiled)
    ours = [rule for rule in _rules(app) if not rule.rule.startswith("/static")]
    made = [remembered(rule, unknown) for rule in ours for unknown in (True, False)]
    assert len(set(made)) == len(made)
    assert [remembered(rule, unknown) for rule in ours[:2] for unknown in (True, False)] == made[:4]
    assert asked == ["/a/<x>"] * 2 + ["/b/<x>"] * 2 + ["/c"] * 2


def test_a_template_that_changed_is_compiled_anew(tmp_path: Path) -> None:
    def drawn() -> str:
        app = Flask("contoh")
        app.jinja_loader = FileSystemLoader(tmp_path)  # type: ignore[assignment]
        return app.jinja_env.get_template("halaman.html").render()

    (tmp_path / "halaman.html").write_text("satu")
    assert [drawn(), drawn()] == ["satu", "satu"]
    (tmp_path / "halaman.html").write_text("dua")
    assert drawn() == "dua"


def test_an_address_is_read_as_if_it_had_been_parsed_for_its_application(back_office: Flask) -> None:
    parsed = Rule._parse_rule.__wrapped__  # type: ignore[attr-defined]
    for rule in (*_rules(back_office), *_rules(build().app)):
        kept, fresh = Rule(rule.rule), Rule(rule.rule)
        kept.map = fresh.map = rule.map
        assert list(Rule._parse_rule(kept, rule.rule)) == list(parsed(fresh, rule.rule))
        assert kept._trace == fresh._trace
        assert kept.arguments == fresh.arguments
        assert [(name, vars(one) | {"map": None}) for name, one in kept._converters.items()] == [
            (name, vars(one) | {"map": None}) for name, one in fresh._converters.items()
        ]


def test_addresses_are_remembered_each_for_itself_unless_the_application_reads_variables_its_own_way() -> None:
    asked: list[str] = []

    def parsed(rule: Rule, words: str) -> list[RulePart]:
        asked.append(words)
        rule._trace.append(("<" in words, words))
        rule._converters |= {"x": rule.map.converters["default"](rule.map)} if "<" in words else {}
        rule.arguments |= rule._converters.keys()
        return []

    remembered = remembering_parts(parsed)
    rules = [Rule(words) for words in ("/a", "/b", "/a", "/c/<x>", "/c/<x>", "/c/<x>", "/c/<x>", "/a")]
    for number, rule in enumerate(rules):
        rule.map, rule._trace, rule._converters = Map(), [], {}
        if number > 4:
            rule.map.converters["default"] = PathConverter
        remembered(rule, rule.rule)
    assert asked == ["/a", "/b", "/c/<x>", "/c/<x>", "/c/<x>"]
    assert [rule._trace for rule in rules] == [[("<" in rule.rule, rule.rule)] for rule in rules]
    assert [type(rule._converters.get("x")) for rule in rules[3:7]] == [UnicodeConverter] * 2 + [PathConverter] * 2
    assert [rule.arguments for rule in rules] == [{"x"} if "<" in rule.rule else set() for rule in rules]
