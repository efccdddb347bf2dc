"""Pages are drawn quicker than by Jinja itself, and say the same."""

import pytest
from flask import Flask
from flask.templating import Environment
from jinja2 import DictLoader
from markupsafe import Markup, escape

from admin_app.shell.drawing import QuickEnvironment, drawn
from tests.office import NOW


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


def test_what_needs_no_escaping_stays_as_it_is(drawing: QuickEnvironment) -> None:
    plain = drawing.overlay(autoescape=False).from_string("{{ it }}{% autoescape true %}{{ it }}{% endautoescape %}")
    assert plain.render(it="<") == "<&lt;"
