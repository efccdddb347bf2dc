"""The catalogue: every type by its code, own ones as their newest version says, for one query."""

from typing import Any

import pytest

from models.actions.core.own_types.catalogue import (
    TypeUnreadable,
    catalogue,
    known_row,
    newest_version,
    own_rows,
    own_type_of,
    row_of_type,
    titles,
)
from models.actions.papers.own.keep_type import change_type, switch_type
from models.rules.papers.documents import DOCUMENTS
from models.rules.papers.own.own_type import OwnType
from models.tables import PaperTypeVersion
from tests.office import NOW
from tests.own_types import ORDER, RECORD, THREE, admin, keep


def test_an_office_without_own_types_has_the_built_in_ones(account: Any) -> None:
    assert catalogue() == DOCUMENTS
    assert (own_rows(), newest_version("BAP"), row_of_type("BAP")) == ({}, None, None)
    with pytest.raises(KeyError):
        known_row("BAP")


def test_own_types_come_back_as_they_were_made(account: Any) -> None:
    made = keep()
    assert [own_type_of(version) for version in made] == list(THREE)
    assert list(catalogue()) == [*DOCUMENTS, *sorted(own.code for own in THREE)]
    assert row_of_type("BAP") == RECORD.row(made[1].id)
    assert row_of_type("SURAT") is DOCUMENTS["SURAT"]
    assert titles()["SURAT-TUGAS"] == "Surat Tugas"


def test_the_newest_version_counts_and_one_switched_off_says_so(account: Any) -> None:
    keep(ORDER)
    changed = OwnType(**{**vars(ORDER), "title": "Surat Perintah Tugas"})
    version = change_type(changed, 1, admin(), NOW)
    switch_type("SURAT-TUGAS", False, admin(), NOW)
    row = known_row("SURAT-TUGAS")
    assert (row.title, row.own_version, row.in_use) == ("Surat Perintah Tugas", version.id, False)
    assert own_rows()["SURAT-TUGAS"] == row


@pytest.mark.parametrize(
    "written",
    [
        {"questions": "[{"},
        {"questions": '[{"key": "a"}]'},
        {"questions": "7"},
        {"form": "gulungan"},
        {"numbering": "romawi"},
        {"stages": "nanti"},
        {"signer": "menteri"},
    ],
    ids=lambda written: next(iter(written)) + str(len(next(iter(written.values())))),
)
def test_a_type_that_cannot_be_read_is_not_offered_and_stops_no_other(account: Any, written: dict[str, str]) -> None:
    made = keep()
    PaperTypeVersion.update(written).where(PaperTypeVersion.id == made[1].id).execute()
    row = known_row("BAP")
    assert (row.title, row.own, row.of_case, row.in_use) == ("Berita Acara Pemeriksaan", True, True, False)
    assert (row.numbered, row.agenda) == (False, "" if "numbering" in written else "naskah BAP")
    assert catalogue()["SURAT-TUGAS"] == ORDER.row(made[2].id)
    with pytest.raises(TypeUnreadable, match="tidak dapat dibaca"):
        own_type_of(PaperTypeVersion.get_by_id(made[1].id))
