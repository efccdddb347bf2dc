"""What the report on a field check says: the case, the memo it rests on, what was worded, the photos."""

import json
from typing import Any

import pytest

from docgen.documents import content_of
from models.actions.core.report_photos import add_report_photo
from models.actions.papers.draft_document import draft_document
from models.actions.papers.sign_document import sign_document
from models.rules.cases.sop import Output
from models.rules.core.errors import DocumentNotAllowed
from tests.actions.walking import Walk


def test_the_report_takes_the_finding_the_memo_and_the_photos(account: Any) -> None:
    walk = Walk(account).at_fieldwork()
    walk.write(Output.LAPORAN, "Berkas lengkap.\nPaspor sudah dicetak.")
    add_report_photo(walk.id, "ab" * 32, walk.holder(), walk.tick(), caption="Rak serah")
    changes = {"conclusion": "Terbukti.", "officer_name": "Petugas Contoh", "assignment": "Surat Perintah Nomor 1"}
    draft = draft_document(walk.id, "LAPORAN", walk.holder(), walk.tick(), changes=changes)
    facts = json.loads(sign_document(draft.id, walk.holder(), walk.tick()).facts)
    words = content_of("LAPORAN", facts).words
    assert words["temuan"] == ["1. Berkas lengkap.", "2. Paspor sudah dicetak."]
    assert words["rujukan"]["nomor"] == "WIM.32.IMI.5-UM.01.01-1"
    assert words["foto"][0]["kiri"]["keterangan"] == "Foto 1. Rak serah"
    assert (words["simpulan"], words["ttd"]["nama"]) == (["Terbukti."], "Petugas Contoh")
    assert words["mengetahui"]["jabatan"] == ["Kepala Seksi Lalu Lintas dan Izin Tinggal Keimigrasian,"]
    assert words["tanggal"] == "25 November 2026"


def test_without_an_officer_who_went_the_kasi_signs_alone(account: Any) -> None:
    walk = Walk(account).at_fieldwork()
    walk.write(Output.LAPORAN, "Berkas lengkap.")
    facts = json.loads(draft_document(walk.id, "LAPORAN", walk.holder(), walk.tick()).facts)
    words = content_of("LAPORAN", facts).words
    assert words["mengetahui"] == ""
    assert words["ttd"]["jabatan"] == ["Kepala Seksi Lalu Lintas dan Izin Tinggal Keimigrasian,"]


def test_a_report_needs_a_finding_first(account: Any) -> None:
    walk = Walk(account).at_fieldwork()
    with pytest.raises(DocumentNotAllowed):
        draft_document(walk.id, "LAPORAN", walk.holder(), walk.tick())
