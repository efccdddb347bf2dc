"""Penilaian arsip on screen: a panel is appointed, its members say, the head decides."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count
from typing import Any

import pytest

from models.rules.staff.roles import Role
from models.tables import Appraisal, AppraisalOpinion, AppraisalPanel, Complaint, ConflictParty, Staff
from tests.actions.retention.appraising import MEMBERS, panel, say
from tests.actions.upkeep.verify.test_verify import Someone
from tests.admin_app.asked import listening, plan_of
from tests.admin_app.browsing import Browser, Clock, text
from tests.office import NOW

Open = Callable[[Role | str], Browser]
AFTER = NOW + timedelta(days=6 * 366)
KASUBSI, TIKKIM, HEAD = Role.KASUBSI_INFOKIM, Role.KASI_TIKKIM, Role.KEPALA_KANTOR


@pytest.fixture
def old(clock: Clock, sqlite_account: Any) -> Complaint:
    """A finished case whose time is over."""
    case = Someone(sqlite_account, 11).with_answer().handed_back().finished().case
    clock.now = AFTER
    return case


_KEYS = count()


def submit(browser: Browser, button: str, **fields: Any) -> Any:
    sent = {name.replace("_", "-"): value for name, value in fields.items()}
    return browser.post(f"/penilaian/{button}", form_key=f"kunci-penilaian-{next(_KEYS)}", **sent)


def test_a_panel_says_and_the_head_decides(old: Complaint, signed_in: Open) -> None:
    kasubsi, tikkim, head = (signed_in(role) for role in (KASUBSI, TIKKIM, HEAD))
    assert ("Belum ada panitia" in text(page := tikkim.get("/penilaian/")), old.number in text(page)) == (True, True)
    assert "Catat panitia" not in text(page)
    ids = {role: Staff.get(Staff.username == str(role)).id for role in MEMBERS}
    posts = {f"anggota_{ids[TIKKIM]}": "ketua", f"anggota_{ids[KASUBSI]}": "anggota"}
    few = submit(kasubsi, "panitia", surat="SK-7/2032", tanggal=AFTER.date().isoformat(), **posts)
    assert (few.status_code, "paling sedikit 3" in text(few), 'value="SK-7/2032"' in few.text) == (409, True, True)
    posts |= {f"anggota_{ids[HEAD]}": "anggota"}
    made = submit(kasubsi, "panitia", surat="SK-7/2032", tanggal=AFTER.date().isoformat(), **posts)
    assert (made.status_code, AppraisalPanel.get().letter) == (303, "SK-7/2032")
    early = submit(head, "putusan", berkas=str(old.id), putusan="musnah", alasan="Tidak bernilai guna")
    assert (early.status_code, "Masih 3 anggota" in text(early)) == (409, True)
    assert 'value="Tidak bernilai guna"' in early.text
    for browser in (kasubsi, tikkim, head):
        said = submit(browser, "pendapat", **{f"pendapat_{old.id}": "musnah", f"alasan_{old.id}": "Habis gunanya"})
        assert said.status_code == 303
    assert text(tikkim.get("/penilaian/")).count("Habis gunanya") == 3
    assert submit(tikkim, "putusan", berkas=str(old.id), putusan="musnah", alasan="x").status_code == 403
    none = submit(head, "putusan", berkas=str(old.id), putusan="bakar", alasan="x")
    assert (none.status_code, "Pilih permanen atau musnah" in text(none)) == (409, True)
    assert submit(head, "putusan", berkas=str(old.id), putusan="musnah", alasan="Sepakat").status_code == 303
    assert (Appraisal.get().verdict, AppraisalOpinion.select().count()) == ("musnah", 3)
    assert old.number not in text(head.get("/penilaian/"))
    assert old.number in text(kasubsi.get("/retensi/"))
    assert head.post("/penilaian/bakar", form_key="kunci-penilaian-bakar").status_code == 404


def test_a_protected_person_is_named_neither_in_the_subject_nor_in_an_opinion(
    old: Complaint, signed_in: Open
) -> None:
    panel(AFTER)
    say(old, now=AFTER, who=(TIKKIM,))
    AppraisalOpinion.update(reason="Sari Contoh sudah puas").execute()
    Complaint.update(subject="Sari Contoh mengadu").where(Complaint.id == old.id).execute()
    assert text(signed_in(KASUBSI).get("/penilaian/")).count("Sari Contoh") == 2
    Complaint.update(identity_protected=True).where(Complaint.id == old.id).execute()
    page = text(signed_in(KASUBSI).get("/penilaian/"))
    assert (old.number in page, "Sari" in page) == (True, False)


def test_who_is_named_by_a_file_does_not_find_it_there(old: Complaint, signed_in: Open) -> None:
    ConflictParty.create(complaint=old, staff=Staff.get(Staff.username == str(TIKKIM)), named_at=NOW)
    assert old.number not in text(signed_in(TIKKIM).get("/penilaian/"))
    assert old.number in text(signed_in(KASUBSI).get("/penilaian/"))


def test_the_page_reads_each_class_along_its_own_index(signed_in: Open, sqlite_account: Any) -> None:
    browser = signed_in(KASUBSI)
    with listening() as asked:
        assert browser.get("/penilaian/").status_code == 200
    plans = [plan_of(question) for question in asked if question[0].endswith('"closed_at", "t1"."id" LIMIT ?')]
    used = {plan.partition("USING INDEX ")[2].split()[0] for plan in plans}
    assert used == {"complaint_kept", "complaint_kept_kind"}
    assert not [plan for plan in plans if "SCAN t1" in plan]
