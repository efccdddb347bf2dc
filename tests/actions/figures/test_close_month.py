"""Month end: closed once, in order, when the month is over; what is wrong later is a new line, with its reason."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from models.actions.figures.close_month import close_month, correct_line, open_months
from models.actions.figures.month_figures import month_figures
from models.actions.figures.register_lines import register_lines, register_page
from models.rules.cases.sop import Move
from models.rules.core.errors import AlreadyDone, MonthNotAllowed, NotPermitted, NotVisible
from models.rules.privacy.masking import HIDDEN
from models.rules.staff.roles import Role
from models.tables import Audit, Complaint, ConflictParty, Contact, MonthClose, RegisterLine
from tests.actions.drafting import month_whole
from tests.actions.walking import Walk
from tests.office import NOW, actor, new_complaint

OVER = datetime(2026, 12, 1, 1, 0)


def kasubsi() -> Any:
    return actor(Role.KASUBSI_INFOKIM)


def test_a_closed_month_stays_as_it_was(account: Any) -> None:
    walk = Walk(account).at_section()
    lines, figures = register_lines("2026-11", OVER), month_figures("2026-11", OVER)
    close = close_month("2026-11", kasubsi(), OVER)
    assert close.closed_at == OVER
    walk.now = OVER + timedelta(days=3)
    walk.move(Move.BUKAN_SEKSI_INI)
    Contact.update(name="Nama Lain").execute()
    assert register_lines("2026-11", walk.now) == lines
    assert month_figures("2026-11", walk.now) == figures
    assert figures["by_status"] == {"Dalam proses": 1}
    trace = Audit.get(Audit.event == "tutup_bulan")
    assert (trace.subject, trace.after) == ("bulan:2026-11", f"1 baris, sha256 {close.sha256}")
    assert month_whole()


def test_a_month_is_closed_once_when_it_is_over_and_by_kasubsi(account: Any) -> None:
    new_complaint(account)
    with pytest.raises(MonthNotAllowed, match="belum berakhir"):
        close_month("2026-11", kasubsi(), datetime(2026, 11, 30, 16, 59))
    with pytest.raises(NotPermitted):
        close_month("2026-11", actor(Role.PENGELOLA), OVER)
    close_month("2026-11", kasubsi(), OVER, form_key="kunci-sekali-pakai")
    with pytest.raises(MonthNotAllowed, match="sudah ditutup"):
        close_month("2026-11", kasubsi(), OVER)
    with pytest.raises(AlreadyDone):
        close_month("2026-11", kasubsi(), OVER, form_key="kunci-sekali-pakai")
    assert MonthClose.select().count() == 1


def test_months_are_closed_in_order_and_an_empty_one_too(account: Any) -> None:
    case = new_complaint(account)
    Complaint.update(opened_at=NOW - timedelta(days=60)).where(Complaint.id == case.id).execute()
    assert open_months(OVER) == ["2026-09", "2026-10", "2026-11"]
    with pytest.raises(MonthNotAllowed, match="September 2026 lebih dahulu"):
        close_month("2026-11", kasubsi(), OVER)
    for month in open_months(OVER):
        close_month(month, kasubsi(), OVER)
    assert open_months(OVER) == []
    assert (register_lines("2026-10", OVER), month_figures("2026-10", OVER)["received"]) == ([], 0)
    assert open_months(OVER + timedelta(days=31)) == ["2026-12"]
    assert month_whole()


def test_a_correction_is_a_new_line_that_names_the_one_it_corrects(account: Any) -> None:
    new_complaint(account)
    close_month("2026-11", kasubsi(), OVER)
    wrong = RegisterLine.get()
    line = correct_line(wrong.id, {"name": "Sari Contoh Putri", "number": "ADU-1"}, "Salah eja", kasubsi(), OVER)
    first, second = register_lines("2026-11", OVER)
    assert first["name"] == "Sari Contoh"
    assert (second["name"], second["position"], second["corrects"], second["reason"]) == (
        "Sari Contoh Putri",
        2,
        1,
        "Salah eja",
    )
    assert second["number"] == first["number"]
    with pytest.raises(MonthNotAllowed, match="sudah dibetulkan"):
        correct_line(wrong.id, {"name": "Lain"}, "Salah lagi", kasubsi(), OVER)
    correct_line(line.id, {"place": "Loket 2"}, "Tempat terlewat", kasubsi(), OVER)
    whole = register_lines("2026-11", OVER)
    for skip, most in ((0, 3), (0, 1), (1, 1), (2, 5), (3, 1)):
        assert register_page("2026-11", OVER, skip, most) == (whole[skip : skip + most], 3, {1, 2})
    third = register_lines("2026-11", OVER, masked=True)[2]
    assert (third["name"], third["place"], third["corrects"]) == ("S••• C••• P•••", "Loket 2", 2)
    assert Audit.select().where(Audit.event == "betulkan_register").count() == 2
    assert month_whole()


def test_a_correction_needs_a_change_a_reason_a_line_and_the_right(account: Any) -> None:
    new_complaint(account)
    close_month("2026-11", kasubsi(), OVER)
    line = RegisterLine.get()
    name = json.loads(line.facts)["name"]
    for key, changes, reason, why in (
        (line.id, {"name": "Lain"}, " ", "alasan"),
        (line.id, {"name": f" {name} "}, "Salah eja", "Belum ada isian"),
        (line.id, {"number": "ADU-1"}, "Salah nomor", "Belum ada isian"),
        (line.id + 9, {"name": "Lain"}, "Salah eja", "tidak ada"),
    ):
        with pytest.raises(MonthNotAllowed, match=why):
            correct_line(key, changes, reason, kasubsi(), OVER)
    with pytest.raises(NotPermitted):
        correct_line(line.id, {"name": "Lain"}, "Salah eja", actor(Role.PENGELOLA), OVER)
    assert RegisterLine.select().count() == 1


def test_a_line_of_a_case_hidden_from_who_corrects_is_refused_by_the_action_itself(account: Any) -> None:
    case, other = new_complaint(account), new_complaint(account, "Antre lama", who="628110000002")
    close_month("2026-11", kasubsi(), OVER)
    by = actor(Role.KEPALA_KANTOR).staff_id
    naming = {"staff": kasubsi().staff_id, "why": "terlapor", "named_at": OVER, "named_by": by}
    ConflictParty.create(complaint=case.id, **naming)
    Complaint.update(lead=case.id).where(
        Complaint.id == other.id
    ).execute()  # hidden with the case it was merged into
    for line in RegisterLine.select():
        with pytest.raises(NotVisible):
            correct_line(line.id, {"place": "Loket"}, "Salah", kasubsi(), OVER)
    assert RegisterLine.select().count() == 2
    ConflictParty.update(lifted_at=OVER).execute()
    correct_line(RegisterLine.get(RegisterLine.complaint == case.id).id, {"place": "Loket"}, "Salah", kasubsi(), OVER)


def test_what_a_mask_hid_never_takes_the_place_of_what_stands_there(account: Any) -> None:
    case = new_complaint(account)
    close_month("2026-11", kasubsi(), OVER)
    Complaint.update(identity_protected=True).where(Complaint.id == case.id).execute()
    for text in (HIDDEN, f"{HIDDEN} Putri"):
        with pytest.raises(MonthNotAllowed, match="tertutup"):
            correct_line(RegisterLine.get().id, {"name": text}, "Salah", kasubsi(), OVER)
    assert RegisterLine.select().count() == 1
