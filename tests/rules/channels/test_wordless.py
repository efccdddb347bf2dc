"""Each sort of item without words: what officers read, and whether alone it opens a case."""

import pytest

from models.rules.channels.wordless import SORTS, Came, is_ours, opens, said

# Whoever adds a sort decides here whether somebody must look.
READ = {
    Came.STICKER: ("[Stiker]", False),
    Came.REACTION: ("[Reaksi]", False),
    Came.POLL_VOTE: ("[Jawaban jajak pendapat: buka di telepon]", False),
    Came.NOTE: ("[Catatan WhatsApp, bukan tulisan pelapor]", False),
    Came.WITHDRAWN: ("[Pesan ditarik kembali sebelum terbaca]", False),
    Came.ALBUM: ("[Album: buka di telepon]", True),
    Came.POLL: ("[Jajak pendapat: buka di telepon]", True),
    Came.CALL: ("[Panggilan WhatsApp – hanya tercatat di telepon]", True),
    Came.EVENT: ("[Undangan acara: buka di telepon]", True),
    Came.ORDER: ("[Pesanan: buka di telepon]", True),
    Came.PRODUCT: ("[Produk: buka di telepon]", True),
    Came.PAYMENT: ("[Pembayaran: buka di telepon]", True),
    Came.GROUP_INVITE: ("[Undangan grup: buka di telepon]", True),
    Came.CHOICES: ("[Pesan dengan tombol pilihan: buka di telepon]", True),
    Came.CHOSEN: ("[Pilihan tombol tanpa tulisan: buka di telepon]", True),
    Came.VIEW_ONCE: ("[Pesan sekali lihat: buka di telepon]", True),
    Came.UNREAD: ("[Pesan tidak terbaca: buka di telepon]", True),
    Came.UNKNOWN: ("[Pesan jenis lain: buka di telepon]", True),
    Came.NOT_FORWARDED: (
        "[Jenis pesan ini tidak diteruskan oleh WhatsApp. Minta pelapor menuliskannya.]",
        True,
    ),
}


def test_every_sort_says_what_came_and_opens_a_case_only_where_somebody_must_look() -> None:
    assert {came: (said(came), opens(came)) for came in SORTS} == READ
    assert set(SORTS) == set(Came)


def test_words_always_open() -> None:
    assert opens(None)


@pytest.mark.parametrize(
    ("came", "detail", "words"),
    [
        (Came.ALBUM, "3 foto", "[Album 3 foto]"),
        (Came.REACTION, "👍", "[Reaksi 👍]"),
        (Came.POLL, "Kapan buka?", "[Jajak pendapat: Kapan buka?]"),
        (Came.POLL, "  ", "[Jajak pendapat: buka di telepon]"),
    ],
)
def test_what_more_is_known_stands_with_it(came: Came, detail: str, words: str) -> None:
    assert said(came, detail) == words


def test_our_names_and_what_older_versions_left_blank_are_told_from_a_citizen_s_words() -> None:
    assert all(is_ours(said(came)) for came in Came)
    assert is_ours("")
    assert not is_ours("Paspor saya")
