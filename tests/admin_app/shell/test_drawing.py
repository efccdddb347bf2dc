"""What every template knows is looked up in one place, and what one of them brings stays its own."""

import pytest
from flask import Flask
from jinja2 import DictLoader

from admin_app.shell.drawing import OneGlobals


@pytest.fixture
def drawing() -> OneGlobals:
    pages = {
        "bagian.html": "{{ kantor }}",
        "halaman.html": "{% import 'potongan.html' as potongan %}{% include 'bagian.html' %}, {{ potongan.kata() }}",
        "potongan.html": "{% macro kata() %}{{ kantor }}{% endmacro %}",
    }
    return OneGlobals(Flask("contoh"), loader=DictLoader(pages))


def test_what_all_know_is_read_when_a_page_is_drawn(drawing: OneGlobals) -> None:
    drawing.globals["kantor"] = "Ciamis"
    page = drawing.get_template("halaman.html")
    assert page.render() == "Ciamis, Ciamis"
    drawing.globals["kantor"] = "Banjar"
    assert page.render().startswith("Banjar")


def test_what_one_template_brings_no_other_knows(drawing: OneGlobals) -> None:
    own = drawing.get_template("bagian.html", globals={"kantor": "Ciamis"})
    assert own.render() == "Ciamis"
    assert drawing.from_string("{{ kantor }}").render() == ""
    assert "kantor" not in drawing.globals


def test_what_a_page_is_given_the_next_one_does_not_know(drawing: OneGlobals) -> None:
    page = drawing.get_template("halaman.html")
    assert page.render(kantor="Ciamis").startswith("Ciamis")
    assert page.render() == ", "
