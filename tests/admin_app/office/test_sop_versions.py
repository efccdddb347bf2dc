"""The screen of the SOP: everybody reads it; the administrator writes the next issue from the one in force."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from models.actions.office.keep_sop import issued_steps
from models.rules.staff.roles import Role
from models.tables import SopStep, SopVersion
from tests.admin_app.browsing import Browser, text
from tests.office import new_complaint

SignedIn = Callable[[Role | str], Browser]


def loaded() -> SopVersion:
    return SopVersion.select().order_by(SopVersion.id).get()


def fields(**changes: str) -> dict[str, str]:
    """What the form sends when nothing but the day and these fields was typed."""
    found = {"number": "SOP-2", "title": "Pengelolaan pengaduan", "valid_from": "2026-12-01"}
    for place, row in enumerate(issued_steps(loaded().id)):
        found |= {f"steps-{place}-title": row.title, f"steps-{place}-actor": row.actor}
        found |= {f"steps-{place}-amount": str(row.standard.amount), f"steps-{place}-unit": str(row.standard.unit)}
        found |= {f"steps-{place}-output": row.output}
    return found | changes


def test_the_administrator_writes_the_next_issue_from_the_one_in_force(
    sqlite_account: Any, signed_in: SignedIn
) -> None:
    new_complaint(sqlite_account)
    browser, first = signed_in(Role.ADMINISTRATOR), loaded()
    page = text(browser.get("/sop/susun"))
    assert 'name="steps-3-amount"' in page and 'value="30"' in page and "Identifikasi pengaduan" in page
    assert 'name="valid_from" required type="date" value=""' in page
    saved = browser.post("/sop/susun", **fields(**{"steps-3-amount": "45"}))
    assert saved.status_code == 302
    second = SopVersion.get(SopVersion.valid_from == date(2026, 12, 1))
    assert SopStep.get((SopStep.version == second) & (SopStep.step == 4)).amount == 45
    listed = text(browser.get("/sop/"))
    assert "Akan berlaku" in listed and "Berlaku</span>" in listed and "Ubah</a>" in listed
    shown = text(browser.get(f"/sop/details/?id={second.id}"))
    assert "45 menit kerja" in shown and "(sebelumnya 30 menit kerja)" in shown and "Batalkan terbitan ini" in shown
    assert "Batalkan terbitan ini" not in text(browser.get(f"/sop/details/?id={first.id}"))


def test_an_issue_to_come_is_changed_and_withdrawn(sqlite_account: Any, signed_in: SignedIn) -> None:
    new_complaint(sqlite_account)
    browser, first = signed_in(Role.ADMINISTRATOR), loaded()
    browser.post("/sop/susun", **fields())
    second = SopVersion.get(SopVersion.number == "SOP-2")
    assert 'value="2026-12-01"' in text(browser.get(f"/sop/ubah?id={second.id}"))
    assert browser.post(f"/sop/ubah?id={second.id}", **fields(valid_from="2026-12-05")).status_code == 302
    assert SopVersion.get_by_id(second.id).valid_from == date(2026, 12, 5)
    refused = browser.post(f"/sop/ubah?id={first.id}", **fields())
    assert refused.status_code == 409 and "isinya tetap" in text(refused)
    assert browser.post(f"/sop/batalkan?id={first.id}").status_code == 302
    assert browser.post(f"/sop/batalkan?id={second.id}").status_code == 302
    assert [row.id for row in SopVersion.select()] == [first.id]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"valid_from": "2026-11-25"}, "paling cepat besok"),
        ({"valid_from": ""}, "has-problem"),
        ({"steps-3-amount": "0"}, "field-problem"),
        ({"steps-3-amount": "4801"}, "Langkah 4: waktunya antara 1 dan 4800 menit"),
        ({"steps-3-amount": "tiga"}, "field-problem"),
        ({"steps-3-unit": "tahun"}, "field-problem"),
        ({"steps-8-output": " "}, "field-problem"),
    ],
)
def test_a_refused_form_keeps_what_was_typed(
    sqlite_account: Any, signed_in: SignedIn, change: dict[str, str], words: str
) -> None:
    new_complaint(sqlite_account)
    answer = signed_in(Role.ADMINISTRATOR).post(
        "/sop/susun", **fields(**{"steps-0-title": "Menerima pesan apa pun"} | change)
    )
    page = text(answer)
    assert answer.status_code == 409 and words in page and "Menerima pesan apa pun" in page
    assert SopVersion.select().count() == 1


def test_who_only_reads_sees_the_steps_and_no_button(sqlite_account: Any, signed_in: SignedIn) -> None:
    browser, first = signed_in(Role.KASUBSI_INFOKIM), loaded()
    assert "Susun terbitan berikutnya" not in text(browser.get("/sop/"))
    assert "30 menit kerja" in text(browser.get(f"/sop/details/?id={first.id}"))
    for address in ("susun", f"ubah?id={first.id}"):
        assert browser.get(f"/sop/{address}").status_code == 403
    assert browser.post(f"/sop/batalkan?id={first.id}").status_code == 403
    assert signed_in(Role.ADMINISTRATOR).get("/sop/ubah?id=999").status_code == 404
