"""Masking: the middle goes, the length stays, a protected name never shows."""

import pytest

from models.rules.masking import mask_email, mask_handle, mask_name, reporter_label


@pytest.mark.parametrize(
    ("value", "masked"), [("+628110000001", "+6281•••••001"), ("siti_contoh", "siti••••toh"), ("ab", "a•"), ("", "")]
)
def test_the_middle_is_hidden_and_the_length_kept(value: str, masked: str) -> None:
    assert mask_handle(value) == masked
    assert len(masked) == len(value)


def test_a_protected_complainant_is_a_number() -> None:
    label = reporter_label("Siti Contoh", "+628110000001", True, "ADU-2026-000123")
    assert label == "Pelapor 000123 (identitas dirahasiakan)"
    assert reporter_label("Siti Contoh", "+628110000001", False, "ADU-2026-000123").startswith("Siti Contoh (+6281")
    assert reporter_label("", "+628110000001", False, "ADU-2026-000123") == "+6281•••••001"


@pytest.mark.parametrize(
    ("name", "masked"),
    [("Siti Contoh", "S••• C•••"), ("  Siti   Contoh ", "S••• C•••"), ("李 雷", "李••• 雷•••"), ("", "")],
)
def test_a_name_keeps_its_first_letters(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@pytest.mark.parametrize(
    ("address", "masked"), [("siti@contoh.id", "s•••@contoh.id"), ("siti", "s•••"), ("@contoh.id", ""), ("", "")]
)
def test_a_mail_address_keeps_its_domain(address: str, masked: str) -> None:
    assert mask_email(address) == masked
