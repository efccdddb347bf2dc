"""Indonesian for the two libraries that ship none: complete, built, and used."""

import re
from pathlib import Path

import flask_admin
import pytest
import wtforms
from babel.messages.pofile import read_po
from flask import Flask
from werkzeug.datastructures import MultiDict

from admin_app.office.calendar_screen import HolidayForm
from admin_app.shell.catalogues import FOLDER, built

THEIRS = {
    "admin": Path(flask_admin.__file__).parent / "translations" / "nl" / "LC_MESSAGES" / "admin.po",
    "wtforms": Path(wtforms.__file__).parent / "locale" / "nl" / "LC_MESSAGES" / "wtforms.po",
}


@pytest.mark.parametrize("name", THEIRS)
def test_every_sentence_of_the_library_is_translated_with_its_gaps(name: str) -> None:
    with THEIRS[name].open("rb") as theirs, (FOLDER / f"{name}.po").open("rb") as ours:
        wanted, given = read_po(theirs), read_po(ours, locale="id")
    for message in wanted:
        if message.id:
            translated = given.get(message.id if isinstance(message.id, str) else message.id[0])
            assert translated is not None, message.id
            text = translated.string if isinstance(translated.string, str) else translated.string[0]
            assert text, message.id
            original = message.id if isinstance(message.id, str) else message.id[1]
            gaps = set(re.findall(r"%\(\w+\)\w|%s", text))
            assert gaps <= set(re.findall(r"%\(\w+\)\w|%s", original)), message.id


@pytest.mark.parametrize("name", THEIRS)
def test_the_catalogue_in_use_is_the_one_its_source_makes(name: str) -> None:
    source = FOLDER / f"{name}.po"
    assert source.with_suffix(".mo").read_bytes() == built(source)


def test_a_form_answers_in_indonesian(app: Flask) -> None:
    with app.test_request_context():
        form = HolidayForm(MultiDict({"day": "besok", "name": "", "kind": "apa"}))
        assert not form.validate()
        assert form.errors["day"] == ["Tanggal tidak sah."]
        assert form.errors["name"] == ["Isian ini wajib diisi."]
        assert form.errors["kind"] == ["Pilih salah satu yang tersedia."]


def test_spaces_alone_are_no_answer(app: Flask) -> None:
    with app.test_request_context():
        form = HolidayForm(MultiDict({"day": "2026-12-25", "name": "   ", "kind": "libur"}))
        assert not form.validate()
        assert form.errors["name"] == ["Isian ini wajib diisi."]
