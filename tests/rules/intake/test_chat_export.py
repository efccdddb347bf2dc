"""The six layouts of a WhatsApp export, each from a small example of its own and from the samples where they are."""

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.rules.intake.chat_export import Export, read_export
from models.rules.intake.chat_export_marks import sender_name
from tests.tools import shared

TODAY = date(2026, 11, 25)
LRM, NNBSP = "\u200e", "\u202f"

ANDROID_ID_4 = """25/10/2026 07.58 - Pesan dan panggilan terenkripsi secara end-to-end. Hanya: Anda.
25/10/2026 08.07 - Sari Contoh: Paspor saya belum jadi
sudah tiga minggu
25/10/2026 08.09 - Kantor Contoh: <Media tidak disertakan>
25/10/2026 08.10 - Kode keamanan Anda dengan Sari: Contoh berubah. Ketuk: lihat.
25/10/2026 08.11 - Sari Contoh: IMG-20261025-WA0004.jpg (file terlampir)
ini buktinya
26/10/2026 08.12 - Sari Contoh: Pesan ini telah dihapus
26/10/2026 08.13 - Sari Contoh: jadi kapan? <Pesan ini telah diedit>
"""
ANDROID_ID_2 = ANDROID_ID_4.replace("/2026 ", "/26 ")
ANDROID_EN_12 = f"""10/25/26, 7:58{NNBSP}AM - Messages and calls are end-to-end encrypted. Only: you.
10/25/26, 8:07{NNBSP}AM - Sari Contoh: Paspor saya belum jadi
sudah tiga minggu
10/25/26, 8:09{NNBSP}AM - Kantor Contoh: <Media omitted>
10/25/26, 8:11{NNBSP}AM - Sari Contoh: IMG-20261025-WA0004.jpg (file attached)
ini buktinya
10/26/26, 8:12{NNBSP}AM - Sari Contoh: This message was deleted
10/26/26, 8:13{NNBSP}AM - Sari Contoh: jadi kapan? <This message was edited>
"""
IOS_ID = f"""[25/10/26 07.58.11] Sari Contoh: {LRM}Pesan dan panggilan terenkripsi secara end-to-end. Hanya: Anda.
[25/10/26 08.07.01] ~{NNBSP}Sari Contoh: Paspor saya belum jadi
sudah tiga minggu
{LRM}[25/10/26 08.09.30] Kantor Contoh: {LRM}gambar tidak disertakan
{LRM}[25/10/26 08.11.00] Sari Contoh: {LRM}<terlampir: IMG-20261025-WA0004.jpg> ini buktinya
{LRM}[26/10/26 08.12.00] Sari Contoh: {LRM}Pesan ini dihapus.
[26/10/26 08.13.59] Sari Contoh: jadi kapan? {LRM}<Pesan ini diedit>
"""
IOS_EN_CRLF = "\r\n".join(
    IOS_ID.replace("gambar tidak disertakan", "image omitted")
    .replace("terlampir:", "attached:")
    .replace("Pesan ini dihapus.", "This message was deleted.")
    .replace("Pesan ini diedit", "This message was edited")
    .replace("jadi\nsudah", "jadi\\sudah")
    .split("\n")
).replace("\\", "\n")
IOS_MANGLED = "\n".join(
    f"{line.replace(' 0', ';0', 1).replace('] ', '] ;', 1)};;" if "[" in line else f"{line};;"
    for line in IOS_ID.strip().split("\n")
)
LAYOUTS = {
    "android_id_4": ANDROID_ID_4,
    "android_id_2": ANDROID_ID_2,
    "android_en_12": ANDROID_EN_12,
    "ios_id": IOS_ID,
    "ios_en_crlf": IOS_EN_CRLF,
    "ios_mangled": IOS_MANGLED,
}


def read(text: str, day_first: bool | None = None) -> Export:
    """Read it today."""
    return read_export(text, TODAY, day_first)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_tells_the_same_story(layout: str) -> None:
    export = read(LAYOUTS[layout])
    assert [(row.sender, row.text, row.withdrawn, row.edited) for row in export.messages] == [
        ("Sari Contoh", "Paspor saya belum jadi\nsudah tiga minggu", False, False),
        ("Kantor Contoh", "", False, False),
        ("Sari Contoh", "ini buktinya", False, False),
        ("Sari Contoh", "", True, False),
        ("Sari Contoh", "jadi kapan?", False, True),
    ]
    assert export.messages[0].written_at.replace(second=0) == datetime(2026, 10, 25, 8, 7)
    assert export.messages[-1].written_at.replace(second=0) == datetime(2026, 10, 26, 8, 13)
    assert export.messages[1].left_out in ("berkas", "gambar")
    assert export.messages[2].file == "IMG-20261025-WA0004.jpg"
    assert export.system_lines in (1, 2)
    assert export.unread_lines == 0
    assert export.day_first is (layout != "android_en_12")


def test_the_time_may_stand_first() -> None:
    export = read("[08.07.01, 25/10/2026] Sari Contoh: Paspor\n[12.08.00, 26/10/2026] Kantor: Ya")
    assert [row.written_at for row in export.messages] == [
        datetime(2026, 10, 25, 8, 7, 1),
        datetime(2026, 10, 26, 12, 8),
    ]


@pytest.mark.parametrize(
    ("text", "hour"), [("12:05 AM", 0), ("12:05 PM", 12), ("1:05 pm", 13), ("11:05 p.m.", 23), ("13:05", 13)]
)
def test_the_hours_of_both_clocks(text: str, hour: int) -> None:
    assert read(f"10/25/26, {text} - Sari: halo").messages[0].written_at.hour == hour


@pytest.mark.parametrize(
    ("lines", "order"),
    [
        (("13/1/26, 10:00 - A: x", "1/2/26, 10:00 - A: x"), True),  # no thirteenth month
        (("1/13/26, 10:00 - A: x", "2/1/26, 10:00 - A: x"), False),
        (("1/2/26, 10:00 - A: x", "2/1/26, 10:00 - A: x"), False),  # otherwise time would run back
        (("5/12/26, 10:00 - A: x",), False),  # the fifth of December is yet to come
        (("03/04/26, 10:00 - A: x",), None),  # nothing tells: a person must
        (("03/04/26 10.00 - A: x",), True),  # a dot in the time is Indonesian
        (("3/4/26, 10:00 AM - A: x",), False),  # AM and no zeros is American
    ],
)
def test_day_or_month_first_is_decided_over_the_whole_file(lines: tuple[str, ...], order: bool | None) -> None:
    assert read("\n".join(lines)).day_first is order


def test_a_persons_word_on_the_dates_wins() -> None:
    text = "03/04/26, 10:00 - A: x"
    assert read(text, day_first=True).messages[0].written_at.month == 4
    assert read(text, day_first=False).messages[0].written_at.month == 3


def test_a_name_may_hold_a_colon_and_a_text_too() -> None:
    export = read(
        "25/10/26 08.00 - Dewi: Travel: halo\n25/10/26 08.01 - Dewi: Travel: harga: 5\n"
        "25/10/26 08.02 - Budi: catatan: satu\n25/10/26 08.03 - Budi: dua"
    )
    assert [(row.sender, row.text) for row in export.messages] == [
        ("Dewi: Travel", "halo"),
        ("Dewi: Travel", "harga: 5"),
        ("Budi", "catatan: satu"),
        ("Budi", "dua"),
    ]


def test_a_document_left_out_keeps_its_name() -> None:
    line = f"{LRM}[25/10/26 08.00.00] A: surat polisi.pdf • {LRM}2 halaman {LRM}dokumen tidak disertakan"
    assert read(line).messages[0].left_out == "surat polisi.pdf"


def test_emoji_that_are_joined_stay_whole() -> None:
    assert read("25/10/26 08.00 - A: 👨\u200d👩\u200d👧").messages[0].text == "👨\u200d👩\u200d👧"


def test_what_is_no_export_gives_nothing() -> None:
    export = read("Yth. Kepala Kantor\n\nsaya melapor")
    assert (export.messages, export.unread_lines, export.senders) == ((), 2, {})


def test_a_number_is_written_with_plain_hyphens() -> None:
    assert sender_name("\u202a+62\u00a0812\u20110000\u20111234\u202c") == "+62 812-0000-1234"


@pytest.mark.parametrize(
    ("name", "count", "system"),
    [
        ("android_en_us_12h.txt", 60, 1),
        ("android_id_2digit.txt", 147, 6),
        ("android_id_4digit.txt", 147, 6),
        ("ios_en_ui_id_region_crlf.txt", 138, 1),
        ("ios_id_csv_mangled.txt", 138, 1),
        ("ios_id_ui.txt", 138, 1),
    ],
)
def test_the_samples_are_read_whole(name: str, count: int, system: int) -> None:
    export = read(shared(f"data/wa_export/{name}").read_bytes().decode())
    assert (len(export.messages), export.system_lines, export.unread_lines) == (count, system, 0)
    assert (export.messages[0].written_at.month, export.messages[0].written_at.day) == (3, 9)
    assert "Mbak Dewi: Travel" in export.senders
    assert not any(name.startswith("Kode keamanan") for name in export.senders)


def test_the_mangled_sample_says_what_the_whole_one_says() -> None:
    mangled, whole = (
        read(shared(f"data/wa_export/{name}.txt").read_bytes().decode())
        for name in ("ios_id_csv_mangled", "ios_id_ui")
    )
    assert [(row.sender, row.written_at, row.text) for row in mangled.messages] == [
        (row.sender, row.written_at, row.text) for row in whole.messages
    ]


@pytest.mark.parametrize("filler", ["a\n", ": ", " ", "<", "• ", "25/10/26 "])
def test_a_hostile_export_costs_no_more_than_its_length(filler: str) -> None:
    text = "25/10/26 08.00 - A: B: x\n25/10/26 08.01 - A: B: " + filler * 300_000
    assert len(read(text).messages) == 2


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=40)
NAMES = st.text(st.characters(categories=("Lu", "Ll", "Nd")), min_size=1, max_size=12)
MOMENTS = st.datetimes(datetime(2019, 1, 1), datetime(2026, 11, 24)).map(lambda moment: moment.replace(microsecond=0))
WRITERS = {
    "android": lambda at, who, said: f"{at:%d/%m/%Y %H.%M} - {who}: {said}",
    "ios": lambda at, who, said: f"[{at:%d/%m/%y %H.%M.%S}] {who}: {said}",
    "english": lambda at, who, said: f"{at.month}/{at.day}/{at:%y}, {at:%I:%M %p} - {who}: {said}",
}


@given(st.sampled_from(sorted(WRITERS)), st.lists(st.tuples(MOMENTS, NAMES, WORDS), min_size=1, max_size=12))
@settings(deadline=None)
def test_whatever_is_written_is_read_again(layout: str, rows: list[tuple[datetime, str, str]]) -> None:
    rows = sorted(rows, key=lambda row: row[0])
    text = "\n".join(WRITERS[layout](*row) for row in rows)
    export = read(text, day_first=layout != "english")
    assert [row.written_at.replace(second=0) for row in export.messages] == [
        at.replace(second=0) for at, _, _ in rows
    ]
    assert len(export.messages) + export.system_lines == len(rows)


@given(st.text(max_size=400))
@settings(deadline=None)
def test_no_text_whatever_breaks_the_reader(text: str) -> None:
    export = read(text)
    assert all(row.raw in text.replace("\r\n", "\n") or ";" in text for row in export.messages)


@given(st.sampled_from(sorted(LAYOUTS)), st.integers(0, 600), st.text(max_size=3))
@settings(deadline=None)
def test_a_damaged_export_loses_no_later_message_for_good(layout: str, place: int, junk: str) -> None:
    text = LAYOUTS[layout]
    place %= len(text)
    assert len(read(text[:place] + junk + text[place:]).messages) >= 3
