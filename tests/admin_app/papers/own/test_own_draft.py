"""A paper of an own type on the page of its case: asked for, saved, refused until it is whole, signed, and shown."""

import json
import re
from dataclasses import replace
from typing import Any

from models.actions.papers.own.keep_type import change_type, switch_type
from models.rules.staff.roles import Role
from models.tables import Complaint, Document
from tests.actions.walking import Walk
from tests.admin_app.browsing import text
from tests.admin_app.case_page.submitting import case_page, forms_on, send
from tests.admin_app.papers.test_other_papers import submit
from tests.admin_app.papers.test_papers import words
from tests.office import NOW
from tests.own_types import RECORD, admin, keep


def test_a_section_questions_somebody_and_signs_the_record(sqlite_account: Any, signed_in: Any) -> None:
    keep()
    walk = Walk(sqlite_account).at_section()
    kasi = signed_in(Role.KASI_LALINTALKIM)
    page = submit(kasi, walk, "konsep-bap")
    assert "Nama yang diperiksa" in page and "Pertanyaan, baris 1" in page and "– pilih –" in page
    early = send(kasi, forms_on(page)["ttd-bap"])
    assert early.status_code == 409
    assert "Belum diisi: Nama yang diperiksa, Kewarganegaraan, Tanya jawab, Simpulan." in text(early)
    rows = {
        "isian_tanya_jawab.0.0": "Kapan?",
        "isian_tanya_jawab.0.1": "Kemarin.",
        "isian_tanya_jawab.2.0": "Di mana?",
    }
    answers = {"isian_nama": "Budi", "isian_kewarganegaraan": "WNI", "isian_simpulan": "Terbukti.\nSelesai."}
    page = submit(kasi, walk, "konsep-bap", **answers, **rows)
    facts = json.loads(Document.get(Document.type == "BAP").facts)
    assert facts["answers"]["isian_tanya_jawab"] == [["Kapan?", "Kemarin."], ["Di mana?", ""]]
    assert "Pertanyaan, baris 5" in page
    page = submit(kasi, walk, "ttd-bap")
    signed = Document.get(Document.type == "BAP")
    assert (signed.state, signed.number) == ("ditandatangani", "1/2026")
    printed = words(kasi.get(f"/naskah/{signed.public_id}/unduh").data)
    for wanted in ("BERITA ACARA PEMERIKSAAN", "NOMOR 1/2026", "Budi", "WNI", "Kapan?", "Kemarin.", "Terbukti."):
        assert wanted in printed
    assert "Berita Acara Pemeriksaan" in page


def test_a_refused_form_keeps_every_box_of_the_table(sqlite_account: Any, signed_in: Any) -> None:
    keep()
    walk = Walk(sqlite_account).at_section()
    kasi = signed_in(Role.KASI_LALINTALKIM)
    form = forms_on(submit(kasi, walk, "konsep-bap"))["konsep-bap"]
    cells = {"isian_tanya_jawab.1.0": "Mengapa & kapan?", "isian_tanya_jawab.2.1": "呉先生"}
    refused = send(kasi, form, isian_nama="x" * 501, **cells)
    page = text(refused)
    assert refused.status_code == 409
    assert "“Nama yang diperiksa” paling panjang 500 huruf" in page
    assert "Mengapa &amp; kapan?</textarea>" in page and "呉先生</textarea>" in page


def test_a_draft_says_that_its_type_was_changed_since(sqlite_account: Any, signed_in: Any) -> None:
    keep()
    walk = Walk(sqlite_account).at_section()
    kasi = signed_in(Role.KASI_LALINTALKIM)
    assert "diubah Administrator" not in submit(kasi, walk, "konsep-bap")
    change_type(replace(RECORD, questions=RECORD.questions[:1]), 1, admin(), NOW)
    page = case_page(kasi, walk.case)
    assert "konsep ini tetap memakai pertanyaan dan templat lamanya" in page
    assert "Simpulan" in page


def test_the_page_shows_no_name_of_a_protected_complainant_in_an_answer(sqlite_account: Any, signed_in: Any) -> None:
    keep()
    walk = Walk(sqlite_account).at_section()
    kasi = signed_in(Role.KASI_LALINTALKIM)
    submit(kasi, walk, "konsep-bap")
    names = {"isian_nama": "Sari Contoh", "isian_simpulan": "Sari", "isian_tanya_jawab.0.0": "Sari Contoh"}
    assert submit(kasi, walk, "konsep-bap", isian_kewarganegaraan="WNI", **names).count("Sari Contoh") > 2
    Complaint.update(identity_protected=True).execute()
    form = case_page(kasi, walk.case).partition('id="konsep-bap"')[2].partition("</form>")[0]
    assert "▮▮▮" in form and "Sari" not in form


def test_a_draft_is_saved_before_its_answers_are_known(sqlite_account: Any, signed_in: Any) -> None:
    keep()
    walk = Walk(sqlite_account).at_section()
    page = submit(signed_in(Role.KASI_LALINTALKIM), walk, "konsep-bap")
    form = page[page.index('id="konsep-bap"') :].split("</form>")[0]
    assert 'name="isian_nama"' in form and "<select" in form
    own = [tag for tag in form.split("<") if 'name="isian_' in tag]
    assert len(own) > 4 and not [tag for tag in own if " required" in tag]


def test_a_sheet_asks_for_no_subject_that_it_has_no_place_for(sqlite_account: Any, signed_in: Any) -> None:
    keep()
    walk = Walk(sqlite_account).at_section()
    kasi = signed_in(Role.KASI_LALINTALKIM)
    for form, asked in (("konsep-bap", False), ("konsep-undangan", True)):
        drawn = submit(kasi, walk, form).partition(f'id="{form}"')[2].partition("</form>")[0]
        assert ('name="hal"' in drawn) is asked


def test_what_another_officer_wrote_meanwhile_stands_beside_every_answer(sqlite_account: Any, signed_in: Any) -> None:
    keep()
    walk = Walk(sqlite_account).at_section()
    kasi = signed_in(Role.KASI_LALINTALKIM)
    older = forms_on(submit(kasi, walk, "konsep-bap"))["konsep-bap"]
    rows = {"isian_tanya_jawab.0.0": "Kapan?", "isian_tanya_jawab.0.1": "Kemarin."}
    submit(kasi, walk, "konsep-bap", isian_nama="Budi", isian_kewarganegaraan="WNI", **rows)
    typed = {"isian_nama": "Sari", "isian_kewarganegaraan": "WNA", "isian_tanya_jawab.0.0": "?"}
    refused = send(kasi, older, **rows | typed)
    assert refused.status_code == 409
    shown = re.findall(r'<p class="merge-text">([^<]*)</p>', text(refused))
    assert shown == ["Budi", "WNI", "Kapan?; Kemarin."]


def test_a_type_switched_off_is_not_offered_beside_what_was_signed(sqlite_account: Any, signed_in: Any) -> None:
    keep()
    walk = Walk(sqlite_account).at_section()
    kasi = signed_in(Role.KASI_LALINTALKIM)
    rows = {"isian_tanya_jawab.0.0": "Kapan?", "isian_tanya_jawab.0.1": "Kemarin."}
    submit(kasi, walk, "konsep-bap")
    submit(kasi, walk, "konsep-bap", isian_nama="B", isian_kewarganegaraan="WNI", isian_simpulan="S", **rows)
    assert "konsep-bap" in forms_on(submit(kasi, walk, "ttd-bap"))
    switch_type("BAP", False, admin(), NOW)
    page = case_page(kasi, walk.case)
    assert "konsep-bap" not in forms_on(page) and "batal-naskah-bap" in forms_on(page)
    assert "Berita Acara Pemeriksaan tidak dipakai lagi" in page
