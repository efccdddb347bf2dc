"""The name on a certificate and the one on the paper name the same person whatever titles stand with them."""

import pytest

from models.rules.papers.signer_name import same_person


@pytest.mark.parametrize(
    ("certified", "named", "same"),
    [
        ("CONTOH KEPALA KANTOR", "Contoh Kepala Kantor", True),
        ("Drs. Contoh Kepala, M.Si.", "Contoh Kepala", True),
        ("Contoh  Kepala", "Dr. H. Contoh Kepala, S.H., M.H.", True),
        ("Contoh Kepala", "Contoh Kepala Dua", False),
        ("Contoh", "Contoh Kepala", False),
        ("", "", False),
        ("M. Contoh", "Contoh", False),
        ("A. Contoh", "M. Contoh", False),
        ("H. M. Contoh", "M. Contoh", True),
        ("apt. Contoh", "PROF. DR. Contoh", True),
    ],
)
def test_titles_are_left_aside(certified: str, named: str, same: bool) -> None:
    assert same_person(certified, named) is same
