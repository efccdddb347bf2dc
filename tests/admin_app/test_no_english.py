"""English is known where it stands, and no script speaks it; the pages are asked in test_every_page.py."""

import re

from flask import Flask

from tests.admin_app.browsing import Browser
from tests.admin_app.english import PARTS, WHOLE, english_in, is_english
from tests.tools import ROOT

# What stands before a text that names places of a page, or is thrown for us to read.
_NO_WORDS = re.compile(r"(matches\(|closest\(|querySelector(All)?\(|className = |FIELD = |Error\()$")
_LITERAL = re.compile(r"\"([^\"\n]*)\"|`([^`]*)`")


def test_both_libraries_are_known_word_for_word() -> None:
    assert len(WHOLE) > 140
    assert {"Are you sure you want to delete this record?", "This field is required."} <= WHOLE
    assert "Changes to" in PARTS
    assert is_english("Record was successfully saved.") and is_english("Add Filter")
    assert not is_english("Isian ini wajib diisi.")


def test_what_is_english_on_a_page_is_seen_and_what_is_marked_is_not() -> None:
    page = '<p title="Add Filter">Cari</p><p>Save</p><code>not a word</code><p lang="en">Please wait</p><b>Simpan</b>'
    assert english_in(page) == ["Add Filter", "Save"]


def test_no_script_speaks_english() -> None:
    found = []
    for script in sorted((ROOT / "admin_app" / "static").rglob("*.js")):
        code = re.sub(r"^\s*//.*$", "", script.read_text("utf-8"), flags=re.MULTILINE)
        for match in _LITERAL.finditer(code):
            said = re.sub(r"\$\{[^}]*\}", "", match[1] or match[2] or "")
            if " " in said.strip() and not _NO_WORDS.search(code[: match.start()]) and is_english(said):
                found.append(f"{script.name}: {said}")
    assert found == []


def test_every_page_says_that_it_is_indonesian(app: Flask) -> None:
    assert '<html lang="id"' in Browser(app).get("/login").get_data(as_text=True)
