"""How many bytes a request may bring is judged by where it goes and by whether a session comes with it."""

import inspect
import re
from typing import Any

import pytest
from flask import Flask

from admin_app.limits.bodies import LARGEST_FORM, LARGEST_OF_STRANGERS, LARGEST_REQUEST, TAKE_FILES, Bodies
from models.rules.channels.push_schemes import LARGEST_PUSH
from models.rules.staff.roles import Role
from tests.admin_app.browsing import Browser
from tests.tools import ROOT

WITH = "aduan_perangkat=y; aduan_sesi=abc"


@pytest.mark.parametrize(
    ("method", "path", "cookies", "most"),
    [
        ("POST", "/impor/periksa", WITH, LARGEST_REQUEST),
        ("POST", "/meja/kasus/1b9d/balas", WITH, LARGEST_REQUEST),
        ("POST", "/impor/periksa", "", LARGEST_OF_STRANGERS),
        ("POST", "/kategori/new/", WITH, LARGEST_FORM),
        ("POST", "/login", WITH, LARGEST_OF_STRANGERS),
        ("POST", "/dorong/7", "", LARGEST_PUSH),
        ("POST", "/tidak-ada", WITH, LARGEST_OF_STRANGERS),
        ("GET", "/impor/", WITH, LARGEST_OF_STRANGERS),
        ("PUT", "/impor/periksa", WITH, LARGEST_OF_STRANGERS),
    ],
)
def test_a_body_may_be_as_large_as_its_page_needs(
    app: Flask, method: str, path: str, cookies: str, most: int
) -> None:
    assert Bodies(app).most(method, path, cookies) == most


def test_every_page_that_reads_files_takes_them_and_no_other(app: Flask) -> None:
    reads = re.compile(r"request\.files|\bchosen_uploads\(request")
    modules = {path for path in (ROOT / "admin_app").rglob("*.py") if reads.search(path.read_text("utf-8"))}
    endpoints = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ()) and _file_of(app.view_functions[rule.endpoint]) in modules
    }
    assert TAKE_FILES - {"retention.submit", "scheme.submit"} <= endpoints  # those two go through ButtonPage
    assert {rule.endpoint for rule in app.url_map.iter_rules()} >= TAKE_FILES
    forgotten = {path.name for path in modules} - {_file_of(app.view_functions[one]).name for one in TAKE_FILES}
    # The last only looks whether files came with what waits for a proof, and takes none.
    assert forgotten == {"retention_screen.py", "scheme_screen.py", "fresh_proof.py"}


def _file_of(view: Any) -> Any:
    return ROOT / inspect.getsourcefile(inspect.unwrap(view)).split(f"{ROOT}/")[-1]  # type: ignore[union-attr]


def test_a_form_of_words_with_more_than_it_holds_is_refused_whatever_server_brought_it(signed_in: Any) -> None:
    browser: Browser = signed_in(Role.ADMINISTRATOR)
    much = {"nama": "x" * (LARGEST_FORM + 1)}
    assert browser.client.post("/kategori/new/", data=much).status_code == 413
