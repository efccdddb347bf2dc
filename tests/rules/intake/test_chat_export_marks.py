"""The marks of an export: what WhatsApp itself says is told from what people say."""

import pytest

from models.rules.intake.chat_export_marks import (
    ATTACHED_ANDROID,
    ATTACHED_IOS,
    NOT_INCLUDED,
    SYSTEM,
    WITHDRAWN,
    visible,
)


@pytest.mark.parametrize(
    "said",
    [
        "Pesan dan panggilan terenkripsi secara end-to-end. Hanya orang di chat ini …",
        "Messages and calls are end-to-end encrypted. No one outside of this chat …",
        "Kode keamanan Anda dengan Pak RT 05 berubah. Ketuk untuk mempelajari selengkapnya.",
        "Your security code with Sari changed. Tap to learn more.",
        "Anda memblokir kontak ini. Ketuk untuk membuka blokir.",
        "Panggilan suara tak terjawab pukul 10.00",
    ],
)
def test_whatsapps_own_sentences_are_known(said: str) -> None:
    assert any(row.match(said) for row in SYSTEM)


@pytest.mark.parametrize("said", ["Sari: kode keamanan saya lupa", "Messages please", "Anda menyebalkan", "You too"])
def test_what_people_say_is_not_taken_for_them(said: str) -> None:
    assert not any(row.match(said) for row in SYSTEM)


@pytest.mark.parametrize(
    "said",
    ["Pesan ini telah dihapus", "Pesan ini dihapus.", "Anda menghapus pesan ini", "This message was deleted."],
)
def test_a_message_taken_back_is_told(said: str) -> None:
    assert WITHDRAWN.fullmatch(said)
    assert not WITHDRAWN.fullmatch(f"{said} oleh siapa?")


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("<Media tidak disertakan>", None),
        ("gambar tidak disertakan", None),
        ("Kartu kontak tidak disertakan", None),
        ("surat polisi.pdf • 2 halaman dokumen tidak disertakan", "surat polisi.pdf"),
        ("document omitted", None),
    ],
)
def test_a_file_left_out_is_told(said: str, name: str | None) -> None:
    found = NOT_INCLUDED.fullmatch(said)
    assert found
    assert found["name"] == name


def test_a_file_that_came_along_is_named() -> None:
    android = ATTACHED_ANDROID.match("IMG 1.jpg (file terlampir)\nini buktinya")
    ios = ATTACHED_IOS.search("surat.pdf • 2 halaman <terlampir: 00000012-surat.pdf>")
    assert android
    assert ios
    assert (android["name"], ios["name"]) == ("IMG 1.jpg", "00000012-surat.pdf")


def test_joiners_of_emoji_are_no_hidden_signs() -> None:
    assert visible("\u200e\u202aa\u00a0👨\u200d👩\u202c") == "a 👨\u200d👩"
