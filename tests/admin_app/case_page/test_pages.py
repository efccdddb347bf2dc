"""The page itself: every role at every stage, texts as text, the composer and the facts as they are due."""

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from models.actions.core.write_output import write_output
from models.rules.cases.sop import STAGES, Move, Output, Stage
from models.rules.privacy.visibility import sees
from models.rules.staff.roles import Role, Section
from models.tables import ChannelAccount, Complaint, Contact, ReplyTemplate
from tests.actions.walking import Walk
from tests.admin_app.browsing import Browser, text
from tests.admin_app.case_page.submitting import case_page, forms_on
from tests.office import actor, new_complaint

SignedIn = Callable[[Role | str], Browser]


@pytest.mark.parametrize("role", list(Role))
def test_every_role_sees_every_stage_or_is_told_there_is_nothing(
    sqlite_account: ChannelAccount, signed_in: SignedIn, role: Role
) -> None:
    case = new_complaint(sqlite_account)
    browser, scope = signed_in(role), actor(role).scope
    for stage, forwarded in product(Stage, (False, True)):
        if forwarded and scope.everything:
            continue  # was asked before: it is the same to who sees all cases anyhow
        changes = {"stage": str(stage), "section": "lalintalkim", "forwarded": forwarded, "open": STAGES[stage].open}
        Complaint.update(**changes).where(Complaint.id == case.id).execute()
        wanted = 200 if sees(scope, Section.LALINTALKIM, forwarded) else 404
        wanted = 403 if role is Role.ADMINISTRATOR else wanted
        assert browser.get(f"/meja/kasus/{case.public_id}").status_code == wanted, stage
        assert browser.get(f"/meja/kabar?kasus={case.public_id}").status_code == wanted, stage


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_the_queue_opens_for_everybody_who_works_on_cases(
    sqlite_account: Any, signed_in: SignedIn, role: Role
) -> None:
    browser = signed_in(role)
    for tab in ("saya", "terbuka", "selesai", "%00", "x" * 5000):
        assert browser.get(f"/meja/?tab={tab}&cari=%25%00&hal=99999999999999999999").status_code == 200


NASTY = (
    "<script>alert(1)</script> {{7*7}} </textarea>\"'><img src=x onerror=alert(2)> "
    "\u202e\u0645\u0631\u062d\u0628\u0627"
)


def test_what_citizens_and_officers_write_is_shown_as_text(
    sqlite_account: ChannelAccount, signed_in: SignedIn
) -> None:
    walk = Walk(sqlite_account).with_answer()
    Contact.update(name=NASTY).execute()
    changes = {"subject": NASTY, "reported_party": NASTY, "incident_place": NASTY}
    Complaint.update(**changes).where(Complaint.id == walk.id).execute()
    new_complaint(sqlite_account, NASTY, "628114444444")
    for role in (Role.PENGELOLA, Role.KASI_LALINTALKIM):
        page = case_page(signed_in(role), walk.case)
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "&lt;script&gt;alert(1)" in page
        assert "{{7*7}}" in page


def test_the_composer_is_filled_for_the_stage_and_nobody_else_has_one(
    sqlite_account: ChannelAccount, signed_in: SignedIn
) -> None:
    walk = Walk(sqlite_account).identified()
    page = case_page(signed_in(Role.PENGELOLA), walk.case)
    assert "Yth. Sari Contoh,\nTerima kasih telah menghubungi Kantor Imigrasi Kelas II TPI Belakang Padang." in page
    assert 'value="tanggapan_awal" selected' in page
    assert "balas" not in forms_on(case_page(signed_in(Role.KASUBSI_INFOKIM), walk.case))


def test_the_answer_of_the_section_stands_in_the_composer_of_step_8(
    sqlite_account: ChannelAccount, signed_in: SignedIn
) -> None:
    walk = Walk(sqlite_account).with_answer().handed_back()
    page = case_page(signed_in(Role.PENGELOLA), walk.case)
    assert f"Nomor {walk.case.number}.\nPaspor dapat diambil besok.\nApabila belum puas" in page


def test_a_prepared_text_is_inserted_without_a_script_too(
    sqlite_account: ChannelAccount, signed_in: SignedIn
) -> None:
    case = new_complaint(sqlite_account)
    page = text(signed_in(Role.PENGELOLA).get(f"/meja/kasus/{case.public_id}?templat=jam-layanan"))
    assert "\nYth. Sari Contoh,\nLayanan kami buka" in page
    assert 'value="pertanyaan" selected' in page


def test_an_office_may_add_a_prepared_text(sqlite_account: ChannelAccount, signed_in: SignedIn) -> None:
    ReplyTemplate.create(code="baru", title="Teks & baru", purpose="lain", text="Halo {nama}")
    ReplyTemplate.create(code="mati", title="Tidak aktif", purpose="lain", text="x", active=False)
    page = case_page(signed_in(Role.PENGELOLA), new_complaint(sqlite_account))
    assert 'data-text="Halo Sari Contoh" data-code="baru" data-language="id">Teks &amp; baru</option>' in page
    assert "Tidak aktif" not in page


@pytest.mark.parametrize("protected", [False, True])
def test_sections_see_the_complainant_masked_or_not_at_all(
    sqlite_account: ChannelAccount, signed_in: SignedIn, protected: bool
) -> None:
    walk = Walk(sqlite_account).at_section()
    Complaint.update(identity_protected=protected).where(Complaint.id == walk.id).execute()
    page = case_page(signed_in(Role.KASI_LALINTALKIM), walk.case)
    assert "628110000001" not in page
    assert ("Sari Contoh (" in page) is not protected
    assert ("identitas dirahasiakan" in page) is protected
    assert ("+628110000001" in case_page(signed_in(Role.PENGELOLA), walk.case)) is not protected


def test_the_head_reads_the_report_where_he_words_the_answer_and_both_where_he_signs(
    sqlite_account: ChannelAccount, signed_in: SignedIn
) -> None:
    walk, head = Walk(sqlite_account).at_fieldwork(), signed_in(Role.KASI_LALINTALKIM)
    read = '<p class="pre">Diperiksa di loket 3.</p>'
    assert read not in todo(case_page(head, walk.case))
    write_output(walk.id, Output.LAPORAN, "Diperiksa di loket 3.", actor(Role.PETUGAS_SEKSI), walk.tick())
    assert read in todo(case_page(head, walk.case))
    walk.paper("LAPORAN")
    walk.write(Output.NASKAH_JAWABAN, "Paspor dapat diambil besok.")
    walk.move(Move.TETAPKAN_JAWABAN)
    signing = todo(case_page(head, walk.case))
    assert read in signing
    assert '<p class="pre">Paspor dapat diambil besok.</p>' in signing


def todo(page: str) -> str:
    """Cut out of a page what is to be done now, before the folds below it."""
    return page.partition('<div class="todo')[2].partition('<div class="other">')[0]


def test_a_return_shows_its_reason_to_whoever_has_to_act(sqlite_account: ChannelAccount, signed_in: SignedIn) -> None:
    walk = Walk(sqlite_account).at_section()
    walk.move(Move.BUKAN_SEKSI_INI, "Ini wewenang Inteldakim")
    page = case_page(signed_in(Role.KASUBSI_INFOKIM), walk.case)
    assert page.index("Ini wewenang Inteldakim") < page.index("todo-title")


def test_the_next_complaint_of_the_same_citizen_is_linked_both_ways(
    sqlite_account: ChannelAccount, signed_in: SignedIn
) -> None:
    walk = Walk(sqlite_account).with_answer().handed_back().finished()
    later = new_complaint(sqlite_account, "Masih belum jadi juga")
    browser = signed_in(Role.PENGELOLA)
    assert f"/meja/kasus/{walk.case.public_id}" in case_page(browser, later)
    assert later.number in case_page(browser, walk.case)


def test_the_rail_tells_done_running_skipped_and_to_come(sqlite_account: ChannelAccount, signed_in: SignedIn) -> None:
    walk = Walk(sqlite_account, Section.KEPALA_KANTOR).at_section()
    page = case_page(signed_in(Role.KEPALA_KANTOR), walk.case)
    states = [page.split('class="rail-step rail-')[place].split('"')[0].split(" ")[0] for place in range(1, 10)]
    assert states == ["selesai"] * 4 + ["berjalan"] + ["nanti"] * 4


def test_kepala_kantor_is_told_only_ways_that_are_open(sqlite_account: ChannelAccount, signed_in: SignedIn) -> None:
    walk = Walk(sqlite_account, Section.KEPALA_KANTOR).at_section()
    page = case_page(signed_in(Role.KEPALA_KANTOR), walk.case)
    assert STAGES[Stage.DISPOSISI].to_do_alone in page
    assert "Disposisi ke seksi" not in page
    Complaint.update(misconduct=False).where(Complaint.id == walk.id).execute()
    page = case_page(signed_in(Role.KEPALA_KANTOR), walk.case)
    assert STAGES[Stage.DISPOSISI].to_do in page
    assert "Disposisi ke seksi" in page


def test_the_page_needs_few_queries_and_names_no_external_address(
    sqlite_account: ChannelAccount, signed_in: SignedIn
) -> None:
    page = case_page(signed_in(Role.PENGELOLA), new_complaint(sqlite_account))
    assert "http://" not in page
    assert "https://" not in page
    assert "onclick" not in page
    assert "style=" not in page
