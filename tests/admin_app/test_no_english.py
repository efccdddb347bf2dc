"""No English word is left: on every page of every role, and in what the scripts say."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.rules.staff.roles import Role
from tests.admin_app.browsing import Browser, Clock, back_office
from tests.admin_app.english import PARTS, WHOLE, english_in, is_english
from tests.admin_app.test_accessibility import shown_to
from tests.admin_app.test_visibility_walk import Scene
from tests.office import office
from tests.tools import ROOT

# What stands before a text that names places of a page, or is thrown for us to read.
_NO_WORDS = re.compile(r"(matches\(|closest\(|querySelector(All)?\(|className = |FIELD = |Error\()$")
_LITERAL = re.compile(r"\"([^\"\n]*)\"|`([^`]*)`")


@pytest.fixture(scope="module")
def looked_at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """The walked office, once for all who only look."""
    folder: Path = tmp_path_factory.mktemp("kantor")
    with office(f"sqlite:///{folder / 'aduan.db'}") as account:
        yield Scene(account, back_office(folder, Clock()))


@pytest.fixture(autouse=True)
def without_office_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make no PDF: it has no words of ours that are not in its Word file."""
    monkeypatch.setattr("docgen.pdf.find_soffice", lambda: None)


def test_both_libraries_are_known_word_for_word() -> None:
    assert len(WHOLE) > 140
    assert {"Are you sure you want to delete this record?", "This field is required."} <= WHOLE
    assert "Changes to" in PARTS
    assert is_english("Record was successfully saved.") and is_english("Add Filter")
    assert not is_english("Isian ini wajib diisi.")


def test_what_is_english_on_a_page_is_seen_and_what_is_marked_is_not() -> None:
    page = '<p title="Add Filter">Cari</p><p>Save</p><code>not a word</code><p lang="en">Please wait</p><b>Simpan</b>'
    assert english_in(page) == ["Add Filter", "Save"]


@pytest.mark.parametrize("role", Role)
def test_no_page_of_a_role_has_an_english_word(role: Role, looked_at: Scene) -> None:
    found = {text: path for path, page in shown_to(looked_at, role) for text in english_in(page)}
    browser = Browser(looked_at.app)
    browser.sign_in(role)
    for path in ("/alamat-yang-tidak-ada", "/pengaduan/?search=zzz", "/meja/?tab=selesai&cari=zzz"):
        found |= dict.fromkeys(english_in(browser.get(path).get_data(as_text=True)), path)
    assert found == {}


def test_no_script_speaks_english() -> None:
    found = []
    for script in sorted((ROOT / "admin_app" / "static").rglob("*.js")):
        code = re.sub(r"^\s*//.*$", "", script.read_text("utf-8"), flags=re.MULTILINE)
        for match in _LITERAL.finditer(code):
            said = re.sub(r"\$\{[^}]*\}", "", match[1] or match[2] or "")
            if " " in said.strip() and not _NO_WORDS.search(code[: match.start()]) and is_english(said):
                found.append(f"{script.name}: {said}")
    assert found == []


def test_every_page_says_that_it_is_indonesian(looked_at: Scene) -> None:
    assert '<html lang="id"' in Browser(looked_at.app).get("/login").get_data(as_text=True)
