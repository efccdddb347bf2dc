"""The words of a copy are the paper's, however a program broke its lines, apart from anchors and known footers."""

import pytest

from models.rules.papers.same_words import MOST_AT_ANCHOR, NUMBER_AND_DATE, Sameness, as_later, compare_words

PAPER = "NOTA DINAS\nNOMOR ${nomor_naskah}\nYth. Kepala Seksi\nPengaduan – dapat ditangani.\n${ttd_pengirim1}\nContoh"
FILLED = PAPER.replace("${nomor_naskah}", "WIM.32-1").replace("${ttd_pengirim1}", "")


def sameness(signed: str, issued: str = PAPER) -> Sameness:
    return compare_words(issued, signed).sameness


def test_spaces_lines_dashes_and_ligatures_decide_nothing() -> None:
    assert sameness(FILLED) is Sameness.SAME
    assert sameness(FILLED.replace("\n", " ").replace("–", "-").replace("Kepala", "Ke pala")) is Sameness.SAME
    assert sameness("ﬁle", "fi le") is Sameness.SAME


@pytest.mark.parametrize(
    "signed",
    [
        FILLED.replace("dapat", "tidak dapat"),
        FILLED.replace("dapat ditangani", "dapat"),
        f"{FILLED} tambahan",
        f"Awal {FILLED}",
        FILLED.replace("WIM.32-1", "x" * 61),
        FILLED.replace("Contoh", "x" * (MOST_AT_ANCHOR + 1) + "Contoh"),
        "",
    ],
)
def test_a_word_more_or_less_is_told(signed: str) -> None:
    assert compare_words(PAPER, signed).sameness is Sameness.DIFFERENT
    assert "pada PDF" in compare_words(PAPER, signed).difference


@pytest.mark.parametrize(
    "added",
    [
        "Ditandatangani secara elektronik oleh:",
        "UU ITE No 11 Tahun 2008 Pasal 5 Ayat 1\n“Informasi Elektronik dan/atau Dokumen Elektronik dan/atau hasil "
        "cetaknya merupakan alat bukti hukum yang sah.”",
        "Dokumen ini telah ditandatangani secara elektronik menggunakan sertifikat elektronik yang diterbitkan "
        "Balai Sertifikasi Elektronik (BSrE), Badan Siber dan Sandi Negara",
    ],
)
def test_what_signing_services_print_is_no_difference(added: str) -> None:
    assert sameness(f"{FILLED}\n{added}\n") is Sameness.SAME
    assert sameness(f"{FILLED}\n{added}\nsetuju") is Sameness.DIFFERENT


@pytest.mark.parametrize("hyphen", ["\u00ad", "\x1e", "\u2011", "\u2212", " - ", ""])
def test_a_hyphen_that_comes_back_as_another_sign_or_not_at_all_is_no_difference(hyphen: str) -> None:
    issued = PAPER + "\nADU-2025-000123 harap-harap"
    signed = FILLED.replace("WIM.32-1", "WIM.32\u00ad1") + f"\nADU{hyphen}2025{hyphen}000123 harap{hyphen}harap"
    told = compare_words(issued, signed)
    assert (told.sameness, told.filled[0]) == (Sameness.SAME, ("nomor_naskah", "WIM.32-1"))
    assert compare_words(issued, signed.replace("123", "124")).sameness is Sameness.DIFFERENT
    law = "Catatan:\n- Undang-Undang ITE No 11 Tahun 2008 Pasal 5 Ayat 1 Informasi Elektronik dan/atau Dokumen "
    law += "Elektronik dan/atau hasil cetaknya merupakan alat bukti hukum yang sah."
    assert compare_words(issued, signed + law.replace("-", hyphen)).sameness is Sameness.SAME


def test_without_words_to_compare_with_nothing_is_said() -> None:
    assert sameness(FILLED, "") is Sameness.UNKNOWN
    assert sameness(FILLED, "${ttd_pengirim}") is Sameness.UNKNOWN


def test_braces_that_no_template_writes_leave_no_room_for_words() -> None:
    assert sameness("Saya bayar seratus ribu", "Saya ${bayar} ribu") is Sameness.DIFFERENT
    assert sameness("Saya ${bayar} ribu", "Saya ${bayar} ribu") is Sameness.SAME


def test_hundreds_of_pages_with_an_anchor_on_each_are_compared_in_one_pass() -> None:
    page = "kata " * 400
    assert sameness((page + "1 ") * 400, (page + "${hal} ") * 400) is Sameness.SAME


def test_what_stands_at_an_anchor_is_told_as_far_as_the_words_are_the_same() -> None:
    filled = FILLED.replace("Contoh", "QR\nContoh")
    assert compare_words(PAPER, filled).filled == (("nomor_naskah", "WIM.32-1"), ("ttd_pengirim", "QR"))
    parted = compare_words(PAPER, FILLED.replace("dapat", "tidak dapat"))
    assert (parted.sameness, parted.filled) == (Sameness.DIFFERENT, ())
    assert compare_words("Nomor ${nomor_naskah}${tanggal_naskah} Yth.", "Nomor 1 2 Yth.").filled == (
        (NUMBER_AND_DATE, "12"),
    )
    assert compare_words("Nomor ${nomor_naskah}${sifat} Yth.", "Nomor 1 2 Yth.").filled == ()
    assert compare_words("Tanggal ${tanggal_naskah}", "Tanggal 25 Maret 2026").filled == (
        ("tanggal_naskah", "25Maret2026"),
    )


def test_an_anchor_that_still_stands_is_not_filled_though_a_citizen_wrote_the_same() -> None:
    issued = "Nomor ${nomor_naskah} kata warga: \uff04{hal} \uff04{ttd_pengirim} tanda tangan ${ttd_pengirim} selesai"
    left = issued.replace("${nomor_naskah}", "7")
    found = compare_words(issued, left)
    assert (found.sameness, "${ttd_pengirim} belum diisi" in found.difference) == (Sameness.DIFFERENT, True)
    assert compare_words(issued, left.replace("${ttd_pengirim}", "QR")).sameness is Sameness.SAME
    filled = left.replace("${ttd_pengirim}", "QR").replace("\uff04{ttd_pengirim}", "QR")
    assert compare_words(issued, filled).sameness is Sameness.DIFFERENT  # words of a citizen were changed
    drawn_over = compare_words("Isi ${ttd_pengirim} selesai", "Isi ${ttd_pengirim} selesai", "${ttd_pengirim}")
    assert drawn_over.sameness is Sameness.SAME  # by the office's own service


def test_other_words_under_the_number_that_was_sent_are_later_ones_of_a_draft_that_was_put_back() -> None:
    signed = FILLED.replace("Kepala Seksi", "Kepala Kantor")
    found = compare_words(PAPER, signed)
    later = as_later(found, signed, "WIM.32 - 1")
    assert (later.sameness, later.difference) == (Sameness.OLDER, found.difference)
    assert as_later(found, signed, "").sameness is Sameness.EITHER  # nothing tells it from another paper's PDF
    assert as_later(found, signed, "WIM.32-2") == found
    assert as_later(same := compare_words(PAPER, FILLED), FILLED, "WIM.32-1") == same
