"""What may not stand in public: found in every way people write it, and nothing else."""

import pytest

from models.rules.privacy.public_text import private_facts, without_numbers


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("NIK Anda 2171031509900001 sudah benar", ("NIK",)),
        ("NIK 2171 0315 0990 0001", ("NIK",)),
        ("paspor X1234567 dapat diambil", ("nomor paspor",)),
        ("Passport E 7654321 is ready", ("nomor paspor",)),
        ("hubungi 0812-3456-7890", ("nomor telepon",)),
        ("call +65 8123 4567", ("nomor telepon",)),
        ("(0778) 123456", ("nomor telepon",)),
        ("NIK 2171031509900001 telp 081234567890", ("NIK", "nomor telepon")),
    ],
)
def test_private_numbers_are_named(text: str, facts: tuple[str, ...]) -> None:
    assert private_facts(text) == facts


@pytest.mark.parametrize(
    "text",
    [
        "Pengaduan Anda kami catat dengan nomor ADU-2026-000123.",
        "Layanan buka pukul 07.30-16.00, tanggal 25/11/2026.",
        "Biaya paspor Rp650.000 untuk 48 halaman.",
        "Berkas nomor 12345 kami cek.",
        "https://imigrasi.go.id/paspor?halaman=2",
        "",
    ],
)
def test_harmless_numbers_are_let_pass(text: str) -> None:
    assert private_facts(text) == ()


@pytest.mark.parametrize("written", ["0778-123456", "+62 778 123456", "62778123456"])
def test_the_offices_own_telephone_may_be_told(written: str) -> None:
    assert private_facts("Silakan telepon (0778) 123456.", [written, ""]) == ()
    assert private_facts("Silakan telepon 0812 3456 7890.", [written]) == ("nomor telepon",)


@pytest.mark.parametrize("hyphen", ["\u2010", "\u2011", "\u2212"])
def test_a_hyphen_copied_out_of_a_paper_hides_no_number(hyphen: str) -> None:
    text = "NIK 3201-0112-0190-0001, HP 0812-3456-7890".replace("-", hyphen)
    assert private_facts(text) == ("NIK", "nomor telepon")
    assert without_numbers(text) == "NIK …, HP …"
