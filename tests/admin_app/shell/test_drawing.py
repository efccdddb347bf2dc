"""Pages are drawn quicker than by Jinja itself, and say the same."""

from functools import cache, partial
from typing import Any

import pytest
from flask import Flask
from flask.templating import Environment
from jinja2 import DictLoader, UndefinedError, pass_context, pass_environment, pass_eval_context
from markupsafe import Markup, escape

from admin_app.shell.drawing import QuickEnvironment, drawn
from tests.office import NOW

KINDS = (QuickEnvironment, Environment)


@pytest.fixture
def drawing() -> QuickEnvironment:
    pages = {
        "bagian.html": "{{ kantor }}",
        "halaman.html": "{% import 'potongan.html' as potongan %}{% include 'bagian.html' %}, {{ potongan.kata() }}",
        "potongan.html": "{% macro kata() %}{{ kantor }}{% endmacro %}",
    }
    return QuickEnvironment(Flask("contoh"), loader=DictLoader(pages))


def test_what_all_know_is_read_when_a_page_is_drawn(drawing: QuickEnvironment) -> None:
    drawing.globals["kantor"] = "Ciamis"
    page = drawing.get_template("halaman.html")
    assert page.render() == "Ciamis, Ciamis"
    drawing.globals["kantor"] = "Banjar"
    assert page.render().startswith("Banjar")


def test_what_one_template_brings_no_other_knows(drawing: QuickEnvironment) -> None:
    own = drawing.get_template("bagian.html", globals={"kantor": "Ciamis"})
    assert own.render() == "Ciamis"
    assert drawing.from_string("{{ kantor }}").render() == ""
    assert "kantor" not in drawing.globals


def test_what_a_page_is_given_the_next_one_does_not_know(drawing: QuickEnvironment) -> None:
    page = drawing.get_template("halaman.html")
    assert page.render(kantor="Ciamis").startswith("Ciamis")
    assert page.render() == ", "


class _Ready:
    """Words that are ready for a page, and others where they are read as words."""

    def __html__(self) -> str:
        return "<b>siap</b>"

    def __str__(self) -> str:
        return "<siap>"

    def __repr__(self) -> str:
        return "_Ready()"  # in a test's name, which is the same in every process


class _Words(str):
    """Words of a kind of their own."""


SHOWN = (
    "",
    "a & b <i> \"c\" 'd'",
    "é 😀 \ud800",
    Markup("<i>"),
    _Ready(),
    _Words("<x>"),
    5,
    2.5,
    None,
    True,
    ["<"],
    NOW,
)


@pytest.mark.parametrize("shown", SHOWN, ids=repr)
def test_whatever_is_shown_is_escaped_as_everywhere(drawing: QuickEnvironment, shown: object) -> None:
    assert drawn(shown) == escape(shown)
    words = "{{ it }}{% set kept %}{{ it }}{% endset %}{{ kept }}"
    words += "{% macro again(it) %}{{ it }}{% endmacro %}{{ again(it) }}"
    words += "{{ it | safe }}{{ it ~ '<' }}{% filter upper %}{{ it }}{% endfilter %}{{ missing }}"
    alike = Environment(Flask("contoh"), autoescape=True)
    page = drawing.overlay(autoescape=True).from_string(words)
    assert page.render(it=shown) == alike.from_string(words).render(it=shown)


class _Called:
    """Functions of every kind that a template may call."""

    def __call__(self, *given: Any, **words: Any) -> str:
        return f"{given} {words}"

    def method(self, *given: Any, **words: Any) -> str:
        return self(*given, **words)

    @pass_context
    def knows_the_page(self, context: Any, *given: Any, **words: Any) -> str:
        return f"{sorted(context.keys() - context.environment.globals.keys())} {context['row']} {given} {words}"

    @staticmethod
    def ends(*given: Any, **words: Any) -> str:
        raise StopIteration


@pass_environment
def _knows_the_environment(environment: Any, *given: Any, **words: Any) -> str:
    return f"{environment.autoescape} {given} {words}"


@pass_eval_context
def _knows_how(eval_ctx: Any, *given: Any) -> str:
    return f"{eval_ctx.autoescape} {given}"


CALLED = {
    "function": lambda *given, **words: f"{given} {words}",
    "object": _Called(),
    "method": _Called().method,
    "built in": "<{} {}>".format,
    "kind": range,
    "bound": partial(max, 3),
    "cached": cache(lambda *given, **words: f"<{given}> {words}"),
    "context": _Called().knows_the_page,
    "environment": _knows_the_environment,
    "evaluated": _knows_how,
    "ends": _Called.ends,
}


@pytest.mark.parametrize("name", CALLED)
def test_whatever_is_called_is_called_as_everywhere(drawing: QuickEnvironment, name: str) -> None:
    words = "{% for row in (1, 2) %}{% set seen = row %}{{ it(row, 5) }}{% endfor %}"
    words += "{% macro again(it, x=1) %}[{{ it(x, x) }}{{ caller() if caller }}]{% endmacro %}"
    words += "{{ again(it) }}{{ again(it, x=2) }}{% call again(it, 3) %}<b>{{ it(4, 4) }}</b>{% endcall %}"
    pages = {"potongan.html": "{% macro kata(it) %}{{ it(6, 6) }}{% endmacro %}"}
    words += "{% from 'potongan.html' import kata with context %}{{ kata(it) }}"
    quick, alike = (kind(Flask("contoh"), loader=DictLoader(pages), autoescape=True) for kind in KINDS)
    given = {"it": CALLED[name], "row": "<halaman>"}
    assert quick.from_string(words).render(given) == alike.from_string(words).render(given)


@pytest.mark.parametrize("wrong", ["it(1, 2, 3)", "it(x=1)", "it()", "missing()", "again(1, 2)", "again(y=1)"])
def test_whatever_is_called_wrongly_is_told_as_everywhere(drawing: QuickEnvironment, wrong: str) -> None:
    words, told = "{% macro again(x) %}{% endmacro %}{{ " + wrong + " }}", []
    for kind in KINDS:
        with pytest.raises((TypeError, UndefinedError)) as raised:
            kind(Flask("contoh")).from_string(words).render(it=lambda one, two: f"{one} {two}")
        told.append((raised.type, str(raised.value)))
    assert told[0] == told[1]


def test_what_needs_no_escaping_stays_as_it_is(drawing: QuickEnvironment) -> None:
    plain = drawing.overlay(autoescape=False).from_string("{{ it }}{% autoescape true %}{{ it }}{% endautoescape %}")
    assert plain.render(it="<") == "<&lt;"
