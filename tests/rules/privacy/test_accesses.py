"""What the trail's events are called to the person they are about, and which lists may hold him."""

import pytest

from admin_app.office.audit_words import OBJECTS
from models.rules.privacy.accesses import (
    ACCESSES,
    GONE,
    SHOWN,
    access_words,
    list_words,
    may_hold_people,
    post_words,
    shows_whole_case,
)
from models.rules.privacy.looks import LOOKS, Look


@pytest.mark.parametrize("look", [look for look in LOOKS if LOOKS[look].same_within])
def test_every_look_at_one_thing_has_its_words(look: Look) -> None:
    assert ACCESSES[look]


def test_what_was_shown_is_named_where_the_trail_names_it() -> None:
    assert access_words("lihat_berkas", "attachment:a1") == "melihat atau mengunduh berkas: lampiran pesan"
    assert access_words("lihat_kasus", "complaint:7") == "membuka pengaduan"
    assert SHOWN.keys() <= OBJECTS.keys()


def test_a_post_is_read_from_what_the_trail_keeps_of_an_account() -> None:
    assert post_words("ani", "pengelola · aktif") == "Pengelola Pengaduan"
    assert post_words("ani", "petugas_seksi · tikkim · tidak aktif") == "Petugas Seksi (Seksi TIKKIM)"
    assert post_words("ani", None) == GONE
    assert post_words("operator", None) == "Petugas di server"
    assert post_words("ani", "jabatan_lama · aktif") == GONE


@pytest.mark.parametrize(
    ("event", "after", "whole"),
    [
        ("lihat_kasus", "", True),
        ("lihat_kasus", "outbox:3", False),
        ("lihat_berkas", "berkas_perkara:a", True),
        ("lihat_berkas", "attachment:a", False),
        ("unduh_berkas_perkara", "f" * 64, True),
        ("serahkan_data", "f" * 64, False),
    ],
)
def test_a_look_at_one_file_is_no_look_at_the_whole_case(event: str, after: str, whole: bool) -> None:
    assert shows_whole_case(event, after) is whole


def test_a_list_that_nobody_named_may_hold_people() -> None:
    assert may_hold_people("daftar:complaints")
    assert may_hold_people("daftar:baru")
    assert not may_hold_people("daftar:holidays")
    assert list_words("daftar:complaints") == "pengaduan"
    assert list_words("daftar:buku-agenda-2026") == "buku agenda 2026"
