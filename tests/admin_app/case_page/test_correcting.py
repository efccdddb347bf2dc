"""Putting right on the screen: who has the form, what it changes and where both wordings are read afterwards."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from models.actions.privacy.protect_identity import protect_identity
from models.rules.staff.roles import Role
from models.tables import Complaint, Document, OutputCorrection
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
