"""The proposed subject is the request itself, in words of real messages: no greeting, introduction or number."""

import pytest

from models.rules.intake.subject import proposed_subject

LIMIT = 120
SAID = {
    "Selamat pagi, nama saya Siti Rahmawati HP 081234567890 paspor C1234567, saya mau tanya apakah paspor saya sudah "
    "bisa diambil?": "Apakah paspor saya sudah bisa diambil?",
    "Assalamualaikum warahmatullahi wabarakaatuh. Perkenalkan saya Budi Santoso dari Batam, ingin melaporkan bahwa "
    "petugas loket meminta uang.": "Petugas loket meminta uang.",
    "Good morning, my name is John Smith from Australia, passport PA1234567. I would like to ask about my visa "
    "extension.": "My visa extension.",
    "Yth. Kepala Kantor Imigrasi, dengan hormat, antrean di loket 3 lama": "Antrean di loket 3 lama",
    "Siang kak, paspor C1234567 saya hilang tanggal 12-03-2026 jam 10.30": (
        "Paspor … saya hilang tanggal 12-03-2026 jam 10.30"
    ),
    "Saya Siti, NIK 2171012345678901. Paspor hilang di kapal": "Paspor hilang di kapal",
    "Nama: Budi\nNo HP: 0812 3456 7890\nAlamat: Jl. Laut 3\nKeluhan: antrean penuh": "Keluhan: antrean penuh",
    "Mau tanya buat paspor itu harus ada penjamin?": "Buat paspor itu harus ada penjamin?",
    "Mau tanya dongg, kok udah seminggu aplikasi maintenance????": "Kok udah seminggu aplikasi maintenance????",
    "Mohon info nya kalau mau ganti kata sandi bagaimana": "Kalau mau ganti kata sandi bagaimana",
    "Selamat malam bapak/ibu Admin... mohon petunjuk, jadwal tidak bisa dipilih": "Jadwal tidak bisa dipilih",
    "Halo min. Aplikasi error. Sudah dicoba tiga kali. Tolong.": "Aplikasi error. Sudah dicoba tiga kali.",
    "halo, saya sudah bayar Rp 650000 tapi belum masuk": "Saya sudah bayar Rp 650000 tapi belum masuk",
}
AS_IT_WAS = (
    "nama saya tidak sesuai di paspor",
    "Admin tidak pernah balas",
    "Paspor saya belum jadi",
    "pagi tadi antrean sudah habis",
    "Malam ini saya tertahan di pelabuhan",
    "Terima kasih banyak atas pelayanannya",
    "saya sudah menunggu dua minggu",
    "Terima kasih",
    "ok",
    "👍",
)
NOTHING = ("Selamat pagi", "Halo kak", "P", "assalamualaikum", "Halo, nama saya Siti Rahmawati", "")


@pytest.mark.parametrize("text", SAID)
def test_what_is_asked_is_proposed(text: str) -> None:
    assert proposed_subject(text, LIMIT) == SAID[text]


@pytest.mark.parametrize("text", AS_IT_WAS)
def test_a_request_that_only_looks_like_a_greeting_or_introduction_keeps_its_words(text: str) -> None:
    assert proposed_subject(text, LIMIT) == text


@pytest.mark.parametrize("text", NOTHING)
def test_a_greeting_alone_names_no_case(text: str) -> None:
    assert proposed_subject(text, LIMIT) == ""


@pytest.mark.parametrize(
    "number", ["2171012345678901", "+62 812-3456-7890", "6281234567890", "081234567890", "B1234567"]
)
def test_no_number_of_a_person_stands_in_it(number: str) -> None:
    assert proposed_subject(f"Paspor saya tertukar, hubungi {number} segera", LIMIT) == (
        "Paspor saya tertukar, hubungi … segera"
    )


def test_it_is_not_longer_than_one_line_of_a_memo() -> None:
    assert len(proposed_subject("paspor " * 60, LIMIT)) <= LIMIT
