"""Names: found behind what introduces them and by themselves, and what only looks like one stays."""

import pytest

from models.rules.privacy.personal.names import names_in


def _covered(text: str) -> set[int]:
    return {place for start, end in names_in(text) for place in range(start, end)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("nama saya siti rahmawati ya", "siti rahmawati"),
        ("nama saya zulkarnaen hakim", "zulkarnaen hakim"),
        ("NAMA SAYA SITI RAHMAWATI", "SITI RAHMAWATI"),
        ("Nama : Yohanes Contoh", "Yohanes Contoh"),
        ("a.n. Dewi Putri", "Dewi Putri"),
        ("an. Hendra", "Hendra"),
        ("atas nama: Suryani", "Suryani"),
        ("petugas bernama Rudi Contoh", "Rudi Contoh"),
        ("Ibu saya Sulastri ditolak", "Sulastri"),
        ("suami saya, Joko", "Joko"),
        ("pak budi di loket", "budi"),
        ("Pak Xaverius marah", "Xaverius"),
        ("my name is john macdonald", "john macdonald"),
        ("I am Sarah Connor from there", "Sarah Connor"),
        ("dilayani Siti Contoh kemarin", "Siti Contoh"),
        ("kata siti rahmawati tadi", "siti rahmawati"),
        ("S1t1 R4hmawati tadi", "S1t1 R4hmawati"),
        ("Terima kasih,\nXaverius Contoh", "Xaverius Contoh"),
        ("Makcik Senah jatuh di tangga", "Senah"),
        ("wak dolah tak dapat nomor", "dolah"),
        ("Pak RT Xugeng yang nganter", "Xugeng"),
        ("Uni Yet bayar dua juta", "Yet"),
        ("gw dani yg tadi pagi", "dani"),
        ("Surname: Phanphiphat", "Phanphiphat"),
        ("NAMA SAYA BAHARUDDIN DAENG MATTIRO, ANTRE", "BAHARUDDIN DAENG MATTIRO"),
        ("H. Abdul Karim bin Sulaiman", "Abdul Karim"),
    ],
)
def test_a_name_is_found_whole(text: str, name: str) -> None:
    start = text.index(name)
    assert {start + place for place, sign in enumerate(name) if sign != " "} <= _covered(text)


@pytest.mark.parametrize(
    "text",
    [
        "nama saya salah ketik di paspor",
        "nama saya di KTP beda",
        "nama belakang saya hilang",
        "Bapak Kepala Kantor Imigrasi Belakang Padang",
        "Petugas Imigrasi, Pak Camat, Ibu Lurah",
        "Jalan Ahmad Yani, Bandara Hang Nadim, Pelabuhan Sri Bintan Pura",
        "Saya WNI, istri WNA, I am Malaysian",
        "PETUGAS TIDAK RAMAH, ANAK SAYA MENANGIS",
        "Terima kasih Imigrasi Batam",
        "Ke Sri Lanka bulan Juni",
        "Makcik pakcik semua disuruh berdiri",
        "Warung Bang Jalinus mahal, Toko Bu Anikah tutup",
        "MV Putri Anggreni 05 sama MV Dolphin 5",
        "Mauliate godang tu petugas",
        "Ondeh mandeh, capek bana urusannyo",
        "Sugeng enjing, badhe tangled",
        "",
    ],
)
def test_posts_places_peoples_and_plain_words_are_no_names(text: str) -> None:
    assert list(names_in(text)) == []
