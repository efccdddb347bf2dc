"""Putting right on the screen: who has the form, what it changes and where both wordings are read afterwards."""

import re
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from typing import Any

import pytest

from admin_app.case_page.reading import read_case
from models.actions.core.actor import actor_of
from models.actions.core.write_output import choose_section
from models.actions.privacy.protect_identity import protect_identity
from models.actions.replies.record_proof import record_proof
from models.rules.cases.corrections import CORRECTABLE, head_above
from models.rules.cases.sop import Move, Output, Stage
from models.rules.replies.delivery import Purpose, Way
from models.rules.staff.roles import Role, Section
from models.tables import Complaint, Document, OutputCorrection, StepOutput
from tests.actions.walking import Walk
from tests.admin_app.browsing import Browser
from tests.admin_app.case_page.submitting import case_page, forms_on, send
from tests.office import NOW, actor

Open = Callable[[Role | str], Browser]
FORM = "betulkan-identifikasi"


def test_a_case_called_tab_dua_gets_its_name_after_step_2(sqlite_account: Any, signed_in: Open) -> None:
    walk = Walk(sqlite_account).at_section()
    Complaint.update(subject="TAB DUA").execute()
    pengelola = signed_in(Role.PENGELOLA)
    form = forms_on(case_page(pengelola, walk.case))[FORM]
    assert send(pengelola, form, subject="Paspor hilang", reason="").status_code == 409
    done = send(pengelola, form, subject="Paspor hilang", reason="Judulnya keliru.")
    assert done.status_code == 303
    page = case_page(pengelola, walk.case)
    assert "<h2>Paspor hilang</h2>" in page
    assert "Semula: TAB DUA\nMenjadi: Paspor hilang" in page
    assert [row.field for row in OutputCorrection.select()] == ["subject"]
    assert Complaint.get_by_id(walk.id).stage == "analisa_seksi"


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.PENGELOLA, True),
        (Role.KASUBSI_INFOKIM, True),
        (Role.KASI_TIKKIM, False),
        (Role.KASI_LALINTALKIM, False),
        (Role.KEPALA_KANTOR, False),
    ],
)
def test_only_the_writer_and_his_head_have_the_form(
    sqlite_account: Any, signed_in: Open, role: Role, may: bool
) -> None:
    walk = Walk(sqlite_account).at_section()
    assert (FORM in forms_on(case_page(signed_in(role), walk.case))) is may


def test_while_the_stage_has_its_own_form_there_is_no_second_one_for_the_same_words(
    sqlite_account: Any, signed_in: Open
) -> None:
    walk = Walk(sqlite_account).with_answer()
    kasi = signed_in(Role.KASI_LALINTALKIM)
    forms = forms_on(case_page(kasi, walk.case))
    assert {"isian-naskah_jawaban", "betulkan-laporan"} <= forms.keys()
    assert "betulkan-naskah_jawaban" not in forms
    assert send(kasi, forms["betulkan-laporan"], text="Dicek ulang.", reason="Salah loket.").status_code == 303


def test_a_signed_memo_made_from_the_old_words_is_marked_in_the_list(sqlite_account: Any, signed_in: Open) -> None:
    walk = Walk(sqlite_account).at_section()
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    Document.update(drafted_at=NOW - timedelta(hours=1)).execute()  # the pages' clock stands at NOW
    assert "sebelum pembetulan" not in case_page(kasubsi, walk.case)
    form = forms_on(case_page(kasubsi, walk.case))[FORM]
    assert send(kasubsi, form, subject="Paspor hilang", reason="Keliru.").status_code == 303
    page = case_page(kasubsi, walk.case)
    assert "dibetulkan. 1 naskah dibuat dari uraian sebelumnya" in page
    assert "dibuat dari uraian sebelum pembetulan" in page
    assert Document.get().state == "ditandatangani"


def test_masked_words_sent_back_unchanged_are_not_written_over_the_real_ones(
    sqlite_account: Any, signed_in: Open
) -> None:
    walk = Walk(sqlite_account).at_section()
    Complaint.update(subject="Paspor Sari Contoh hilang").execute()
    protect_identity(walk.id, "Diminta pelapor.", actor(Role.KASUBSI_INFOKIM), walk.tick())
    pengelola = signed_in(Role.PENGELOLA)
    page = case_page(pengelola, walk.case)
    shown = re.search(r'id="betulkan-identifikasi-subject" name="subject" value="([^"]*)"', page)
    assert shown is not None
    assert "▮" in shown[1]
    form = forms_on(page)[FORM]
    assert send(pengelola, form, subject=shown[1], urgency="mendesak", reason="Terlewat.").status_code == 303
    case = Complaint.get_by_id(walk.id)
    assert (case.subject, case.urgency) == ("Paspor Sari Contoh hilang", "mendesak")


def correctable_now(walk: Walk) -> tuple[set[Output], list[str]]:
    """Return the written outputs that count now, and those neither their writer nor his head can put right."""
    met, lacking = set(), []
    page = cache(lambda person: read_case(walk.case, person, walk.now))
    written = (StepOutput.complaint == walk.id) & ~StepOutput.undone & StepOutput.made_by.is_null(False)
    newest = {row.kind: row for row in StepOutput.select().where(written).order_by(StepOutput.id)}
    for row in newest.values():
        if Output(row.kind) not in CORRECTABLE:
            continue
        met.add(Output(row.kind))
        writer = row.made_by
        head = head_above(Role(writer.role), Section(writer.section) if writer.section else None)
        for person in filter(None, (actor_of(writer), actor(head) if head else None)):
            seen = page(person)
            if row.id not in seen.correcting and not seen.work.form_for(Output(row.kind)):
                lacking.append(f"{walk.stage}: {row.kind} by {person.role}")
    return met, lacking


# Once the answer is with the citizen, its draft is what he was told.
TOLD = f"{Stage.DOKUMENTASI}: {Output.NASKAH_JAWABAN} by"


def test_every_written_output_can_be_put_right_at_every_later_open_stage(sqlite_account: Any) -> None:
    met: set[Output] = set()
    lacking: list[str] = []

    def look(walk: Walk) -> None:
        found, without = correctable_now(walk)
        met.update(found)
        lacking.extend(without)

    for way, section in enumerate((Section.LALINTALKIM, Section.KEPALA_KANTOR)):
        walk = Walk(sqlite_account, section, who=f"62811000010{way}").identified()
        look(walk)
        noted(walk, Purpose.TANGGAPAN_AWAL)
        look(walk)
        choose_section(walk.id, section, actor(Role.PENGELOLA), walk.tick())
        for move in (Move.AJUKAN_PENERUSAN, *ONWARD[section]):
            for make in BEFORE.get(move, ()):
                make(walk)
            walk.move(move)
            look(walk)
        noted(walk, Purpose.JAWABAN)
        look(walk)
    assert met == set(CORRECTABLE) - {Output.TIDAK_DIHUBUNGI}  # written by a move that waits for an invitation
    assert [row for row in lacking if not row.startswith(TOLD)] == []


def test_the_note_of_a_first_response_made_by_telephone_is_put_right_on_the_page(
    sqlite_account: Any, signed_in: Open
) -> None:
    walk = Walk(sqlite_account).identified()
    noted(walk, Purpose.TANGGAPAN_AWAL)
    pengelola = signed_in(Role.PENGELOLA)
    page = case_page(pengelola, walk.case)
    form = forms_on(page)["betulkan-tanggapan_awal"]
    assert "Ditelepon Bu Rina." in page
    done = send(pengelola, form, text="Ditelepon Pak Rudi.", reason="Salah nama.")
    assert done.status_code == 303
    page = case_page(pengelola, walk.case)
    assert "Semula: Ditelepon Bu Rina.\nMenjadi: Ditelepon Pak Rudi." in page
    assert page.count("Ditelepon Pak Rudi.") >= 3  # in the conversation, among the outputs, in the course
    # What went out by a channel has no such form.
    sent = Walk(sqlite_account, who="628110000009").at_kasubsi()
    assert "betulkan-tanggapan_awal" not in forms_on(case_page(pengelola, sent.case))


def noted(walk: Walk, purpose: Purpose) -> None:
    """Record by hand that the citizen was told by telephone."""
    record_proof(walk.id, purpose, Way.TELEPON, "Ditelepon Bu Rina.", actor(Role.PENGELOLA), walk.tick())


M = Move
_BACK = (M.TERUSKAN_JAWABAN_KE_KASUBSI, M.TERUSKAN_JAWABAN_KE_PENGELOLA)
ONWARD = {
    Section.LALINTALKIM: (
        *(M.TERUSKAN_KE_SEKSI, M.DAPAT_DITANGANI, M.TETAPKAN_JAWABAN, M.SERAHKAN_KE_KASI_TIKKIM),
        *_BACK,
    ),
    Section.KEPALA_KANTOR: (M.TERUSKAN_KE_KEPALA, M.DISPOSISI_JAWAB, M.SERAHKAN_DARI_KEPALA, *_BACK),
}
_MEMO: tuple[Callable[[Walk], Any], ...] = (lambda walk: walk.paper("ND-JAWAB"),)
BEFORE: dict[Move, tuple[Callable[[Walk], Any], ...]] = {
    M.TERUSKAN_KE_SEKSI: (lambda walk: walk.paper("ND-TERUS"),),
    M.TERUSKAN_KE_KEPALA: (lambda walk: walk.paper("ND-TERUS"),),
    M.DAPAT_DITANGANI: (lambda walk: walk.write(Output.IDENTIFIKASI_SEKSI),),
    M.TETAPKAN_JAWABAN: (
        lambda walk: walk.write(Output.LAPORAN),
        lambda walk: walk.paper("LAPORAN"),
        lambda walk: walk.write(Output.NASKAH_JAWABAN),
    ),
    M.DISPOSISI_JAWAB: (lambda walk: walk.write(Output.NASKAH_JAWABAN),),
    M.SERAHKAN_KE_KASI_TIKKIM: _MEMO,
    M.SERAHKAN_DARI_KEPALA: _MEMO,
}
