"""Several cases at once: shown first, each checked and done alone, each outcome said; nothing hidden is named."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from admin_app.queue.bulk_work import BULK, MOST, done
from models.actions.privacy.name_party import name_party
from models.rules.core.errors import StaleCase
from models.rules.staff.roles import Role
from models.tables import Audit, CaseNote, Complaint, Outbox, Staff
from tests.actions.walking import Walk
from tests.admin_app.browsing import Browser, text
from tests.office import NOW, actor, new_complaint

Open = Callable[[Role | str], Browser]


def three(account: Any) -> list[Complaint]:
    """Take in three complaints."""
    return [new_complaint(account, f"Aduan ke-{place}", f"62811{place:07d}") for place in range(3)]


def versions(cases: list[Complaint]) -> dict[str, str]:
    """Return the versions, and what of their news was shown, as the preview carries them."""
    rows = [Complaint.get_by_id(case.id) for case in cases]
    shown = {f"dilihat:{row.public_id}": str(row.news) for row in rows}
    return shown | {f"versi:{row.public_id}": str(row.version) for row in rows}


def ticked(cases: list[Complaint]) -> list[str]:
    """Name the cases as the boxes do."""
    return [case.public_id for case in cases]


def test_the_preview_says_what_would_happen_and_changes_nothing(signed_in: Open, sqlite_account: Any) -> None:
    cases = three(sqlite_account)
    Complaint.update(urgency="mendesak").where(Complaint.id == cases[0].id).execute()
    browser, before = signed_in(Role.PENGELOLA), Audit.select().count()
    page = text(browser.post("/sekaligus/?tab=saya", kasus=ticked(cases), tindakan="mendesak"))
    assert "Tandai mendesak: 3 kasus" in page
    assert page.count("ditandai mendesak") == 2
    assert f"{cases[0].number} sudah bertanda mendesak." in page
    assert [box.count("checked") for box in re.findall(r'<input type="checkbox" name="kasus"[^>]*>', page)] == [
        0,
        1,
        1,
    ]
    assert Complaint.select().where(Complaint.urgency == "mendesak").count() == 1
    assert Audit.select().where(Audit.event == "ubah_urgensi").count() == 0
    assert Audit.select().count() == before


def test_each_case_is_done_alone_and_said(signed_in: Open, sqlite_account: Any) -> None:
    cases = three(sqlite_account)
    seen = versions(cases)
    Complaint.update(version=Complaint.version + 1).where(Complaint.id == cases[2].id).execute()
    Complaint.update(urgency="mendesak").where(Complaint.id == cases[0].id).execute()
    browser = signed_in(Role.PENGELOLA)
    words = {"kasus": ticked(cases), "tindakan": "mendesak", "form_key": "k" * 32, **seen}
    page = text(browser.post("/sekaligus/lakukan?tab=saya&urgensi=biasa", **words))
    assert "Tandai mendesak: 1 dari 3 kasus" in page
    assert "sudah bertanda mendesak" in page
    assert "baru saja diubah petugas lain" in page
    assert 'href="/meja/?tab=saya&amp;urgensi=biasa"' in page
    assert [row.urgency for row in Complaint.select().order_by(Complaint.id)] == ["mendesak", "mendesak", "biasa"]
    assert browser.post("/sekaligus/lakukan", **words).status_code == 409


@pytest.mark.parametrize("key", ["mendesak", "catatan", "pegang"])
def test_what_changed_after_the_cases_were_read_is_left_alone_too(account: Any, key: str) -> None:
    cases = three(account)
    shown = {case.public_id: str(case.version) for case in cases}
    Complaint.update(version=Complaint.version + 1).where(Complaint.id == cases[1].id).execute()
    words, by = {"text": "Loket 2"}, actor(Role.PENGELOLA)
    said = [outcome.why for outcome in done(BULK[key], cases, shown, {}, words, by, NOW)]
    assert said == ["", StaleCase().sentence, ""]
    changed = Complaint.get_by_id(cases[1].id)
    assert (changed.urgency, changed.assignee_id, changed.version) == ("biasa", None, cases[1].version + 1)
    assert CaseNote.select().where(CaseNote.complaint == changed.id).count() == 0


@pytest.mark.parametrize("key", BULK)
def test_every_action_does_what_it_says_on_a_case_it_fits(signed_in: Open, sqlite_account: Any, key: str) -> None:
    case = new_complaint(sqlite_account)
    role = Role.KASUBSI_INFOKIM if key == "tunjuk" else Role.PENGELOLA
    me = Staff.get(Staff.username == "pengelola").id
    if key in ("lepas", "biasa"):
        Complaint.update(assignee=me, urgency="mendesak").execute()
    if key == "seksi":
        Complaint.update(stage="penerusan_pengelola").execute()
    words = {"text": "Berkas di loket 2", "reason": "Salah alamat", "section": "inteldakim", "petugas": str(me)}
    page = text(
        signed_in(role).post(
            "/sekaligus/lakukan", kasus=case.public_id, tindakan=key, form_key="k" * 32, **words, **versions([case])
        )
    )
    assert "1 dari 1 kasus" in page, page
    now = Complaint.get_by_id(case.id)
    done = {
        "pegang": now.assignee_id == me,
        "tunjuk": now.assignee_id == me,
        "lepas": now.assignee_id is None,
        "mendesak": now.urgency == "mendesak",
        "biasa": now.urgency == "biasa",
        "seksi": now.section == "inteldakim",
        "catatan": CaseNote.select().where(CaseNote.text == "Berkas di loket 2").exists(),
        "dibaca": now.unread == 0,
        "apresiasi": now.kind == "apresiasi",
        "bukan": now.kind == "bukan-pengaduan",
    }
    assert done[key]
    assert Outbox.select().count() == 0


@pytest.mark.parametrize("key", [key for key, row in BULK.items() if row.fields])
def test_what_an_action_asks_for_is_asked_before_anything_is_done(
    signed_in: Open, sqlite_account: Any, key: str
) -> None:
    case = new_complaint(sqlite_account)
    browser = signed_in(Role.KASUBSI_INFOKIM if key == "tunjuk" else Role.PENGELOLA)
    assert BULK[key].will in text(browser.post("/sekaligus/", kasus=case.public_id, tindakan=key))
    answer = browser.post(
        "/sekaligus/lakukan", kasus=case.public_id, tindakan=key, form_key="k" * 32, **versions([case])
    )
    assert answer.status_code == 409
    assert f"Isi lebih dahulu: {BULK[key].fields[0].label}." in text(answer)


def test_of_people_only_those_who_may_hold_the_case_are_offered(signed_in: Open, sqlite_account: Any) -> None:
    walk = Walk(sqlite_account).at_fieldwork()
    page = text(signed_in(Role.KASI_LALINTALKIM).post("/sekaligus/", kasus=walk.case.public_id, tindakan="tunjuk"))
    offered = re.findall(r"<option value=\"\d+\">[^<]*\(([^)]*)\)</option>", page)
    assert sorted(offered) == ["Kasi Lalintalkim", "Petugas Seksi"]


def test_a_head_gives_the_case_to_an_officer_from_its_page(signed_in: Open, sqlite_account: Any) -> None:
    walk = Walk(sqlite_account).at_fieldwork()
    page, kasi = f"/meja/kasus/{walk.case.public_id}?tab=terbuka", signed_in(Role.KASI_LALINTALKIM)
    seen = text(kasi.get(page))
    form = re.search(r'<form class="hand" method="post" action="(/sekaligus/[^"]*)">(.*?)</form>', seen, re.DOTALL)
    assert form is not None
    words = dict(re.findall(r'name="(kasus|tindakan)" value="([^"]+)"', form[2]))
    officer = Staff.get(Staff.username == str(Role.PETUGAS_SEKSI)).id
    assert f'<option value="{officer}">' in text(kasi.post(form[1], **words))
    kasi.post("/sekaligus/lakukan", petugas=str(officer), form_key="k" * 32, **words, **versions([walk.case]))
    assert Complaint.get_by_id(walk.id).assignee_id == officer
    for role in (Role.PETUGAS_SEKSI, Role.PENGELOLA):
        assert "/sekaligus/" not in text(signed_in(role).get(page)).split('id="berikut"', 1)[1].split("</header>")[0]


def test_a_role_is_offered_only_its_own_actions_and_no_hidden_case(signed_in: Open, sqlite_account: Any) -> None:
    walk = Walk(sqlite_account).at_section()
    hidden = new_complaint(sqlite_account, "Bukan untuk seksi", "628119990001")
    kasi = signed_in(Role.KASI_LALINTALKIM)
    assert kasi.post("/sekaligus/", kasus=walk.case.public_id, tindakan="mendesak").status_code == 409
    page = text(kasi.post("/sekaligus/", kasus=[walk.case.public_id, hidden.public_id], tindakan="pegang"))
    assert walk.case.number in page
    assert hidden.number not in page
    name_party(walk.id, actor(Role.KASI_LALINTALKIM).staff_id or 0, "disebut", actor(Role.KASUBSI_INFOKIM), NOW)
    page = text(kasi.post("/sekaligus/", kasus=walk.case.public_id, tindakan="pegang"))
    assert walk.case.number not in page


def test_nothing_ticked_or_too_much_is_said(signed_in: Open, sqlite_account: Any) -> None:
    browser = signed_in(Role.PENGELOLA)
    answer = browser.post("/sekaligus/", tindakan="pegang")
    assert (answer.status_code, "Centang dahulu kasusnya" in text(answer)) == (409, True)
    many = [str(place) for place in range(MOST + 1)]
    assert f"Paling banyak {MOST} kasus" in text(browser.post("/sekaligus/", kasus=many, tindakan="pegang"))
    assert "Pilih tindakan" in text(browser.post("/sekaligus/", kasus=many))


def test_a_protected_complainants_words_are_masked(signed_in: Open, sqlite_account: Any) -> None:
    case = new_complaint(sqlite_account, "Nama saya Sari Contoh dari Belakang Padang")
    Complaint.update(identity_protected=True).execute()
    browser = signed_in(Role.KASI_TIKKIM)
    page = text(browser.post("/sekaligus/", kasus=case.public_id, tindakan="catatan"))
    assert case.number in page
    assert "Sari" not in page
