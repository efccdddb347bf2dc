"""Approved texts: named as the platform knows them, their places filled in order, or not offered at all."""

import pytest

from models.rules.channels.approved_texts import NAME, ApprovedText, approved_text, read_approved
from models.rules.replies.blanks import places_in

VALUES = {"{nomor}": "ADU-2026-000001", "{nama}": "Sari", "{kantor}": "Kantor Contoh", "{jawaban}": "baris\nbaris"}


def test_its_places_are_given_in_their_order_as_often_as_they_stand() -> None:
    text = "Yth. {nama}, {nomor} sudah dijawab. {nama}, balas pesan ini."
    assert places_in(text) == ("{nama}", "{nomor}", "{nama}")
    found = approved_text("kabar", "id", text, VALUES)
    assert found == ApprovedText("kabar", "id", ("Sari", "ADU-2026-000001", "Sari"))


def test_the_language_of_the_approval_may_be_another_than_the_text_s() -> None:
    assert approved_text("kabar/en_US", "en", "Dear {nama}.", VALUES) == ApprovedText("kabar", "en_US", ("Sari",))
    assert approved_text("kabar", "en", "Good day.", VALUES) == ApprovedText("kabar", "en")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("", "Yth. {nama}."),
        ("Nama Salah", "Yth. {nama}."),
        ("kabar", "Datanglah {isi tanggal}."),
        ("kabar", "Jawaban: {jawaban}"),  # a line break in a place is refused by Meta
    ],
)
def test_what_the_platform_would_refuse_is_not_offered(name: str, text: str) -> None:
    assert approved_text(name, "id", text, VALUES) is None


def test_a_place_without_a_value_is_not_offered() -> None:
    assert approved_text("kabar", "id", "Jawaban: {jawaban}", {**VALUES, "{jawaban}": ""}) is None


def test_what_was_written_down_is_read_again() -> None:
    text = ApprovedText("kabar", "id", ("Sari “Ani”", "1"))
    assert read_approved(text.write()) == text
    assert read_approved("") is None


@pytest.mark.parametrize(
    ("name", "good"), [("kabar_jawaban", True), ("kabar/en_US", True), ("Kabar", False), ("", False)]
)
def test_names_are_those_of_whatsapp_manager(name: str, good: bool) -> None:
    assert bool(NAME.fullmatch(name)) is good
