"""Rows are told under the labels their columns declare, files under names no PC takes for anything else."""

from datetime import date

import pytest

from models.actions.privacy.handing import handed, plain_name
from models.tables import Contact, DataCorrection


def test_a_row_is_told_by_what_its_columns_declare_and_nothing_else() -> None:
    row = DataCorrection(field="name", before="Sari", after="Siti", why="KTP", made_at=date(2026, 11, 25))
    assert handed(row) == {"semula": "Sari", "menjadi": "Siti"}
    assert "Alamat" in handed(Contact(name="Sari", address="Jalan Contoh 1"))


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("../../KTP:Sari.jpg", "KTP_Sari.jpg"),
        ("", "berkas"),
        ("con\x00.txt", "con_.txt"),
        ("a" * 99 + ".pdf", "a" * 76 + ".pdf"),
    ],
)
def test_a_name_leads_to_no_folder_and_no_command(name: str, plain: str) -> None:
    assert plain_name(name) == plain
