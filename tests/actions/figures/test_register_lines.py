"""The register of a month: a line a complaint by the month in WIB, masked where it leaves the house."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from models.actions.core.move_complaint import move_complaint
from models.actions.figures.close_month import close_month
from models.actions.figures.line_words import SHOWN, Line, mask_line
from models.actions.figures.period_figures import open_lines
from models.actions.figures.register_lines import PROBLEM_LIMIT, frozen_line, register_lines, register_page
from models.rules.cases.sop import Move
from models.rules.core.declarations import Reader
from models.rules.core.errors import MonthNotAllowed
from models.rules.figures.months import edges
from models.rules.privacy.masking import HIDDEN, Mask
from models.rules.staff.roles import Role
from models.tables import TABLES, Complaint, ConflictParty, Contact, RegisterLine, Staff, StepRecord
from models.tables.core.declaring import columns_for, held_by
from tests.actions.walking import Walk
from tests.office import NOW, actor, new_complaint


def test_a_finished_complaint_is_a_line_with_the_offices_columns(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back().finished()
    Contact.update(address="Jalan Contoh 1", email="sari@contoh.id").execute()
    Complaint.update(reported_party="Loket 2", incident_place="Ruang tunggu", incident_time="pagi").execute()
    (line,) = register_lines("2026-11", walk.tick())
    assert line["follow_up"] == (
        "Diteruskan dengan nota dinas WIM.32.IMI.5-UM.01.01-1 tanggal 25-11-2026; "
        "Jawaban diterima platform 25-11-2026"
    )
    del line["follow_up"]
    assert line == {
        "position": 1,
        "number": walk.case.number,
        "received": "2026-11-25T02:00:00+00:00",
        "channel": "WhatsApp",
        "officer": "Contoh Pengelola Pengaduan",
        "name": "Sari Contoh",
        "address": "Jalan Contoh 1",
        "phone": "+628110000001",
        "email": "sari@contoh.id",
        "place": "Ruang tunggu",
        "reported": "Loket 2",
        "time": "pagi",
        "problem": "Paspor saya belum jadi",
        "subject": "Paspor belum jadi",
        "new": True,
        "status": "Selesai",
        "on_time": False,  # the walk's minute an action is more than step 1 is given
        "category": "Paspor (DPRI) dan penggantiannya",
        "section": "Seksi Lalintalkim",
    }


def test_the_masked_line_names_nobody(account: Any) -> None:
    walk = Walk(account).identified()
    Contact.update(address="Jalan Contoh 1", email="sari@contoh.id").execute()
    Complaint.update(reported_party="Petugas Contoh").execute()
    (line,) = register_lines("2026-11", walk.tick(), masked=True)
    assert (line["name"], line["phone"], line["email"]) == ("S••• C•••", "+6281•••••001", "s•••@contoh.id")
    assert (line["address"], line["reported"], line["problem"]) == ("", "", "Paspor belum jadi")


def test_who_asked_for_secrecy_is_a_number_even_in_full(account: Any) -> None:
    case = new_complaint(account)
    Complaint.update(identity_protected=True).execute()
    for masked in (False, True):
        (line,) = register_lines("2026-11", NOW, masked=masked)
        assert line["name"] == f"Pelapor {case.number[-6:]} (identitas dirahasiakan)"
        assert (line["phone"], line["email"], line["address"]) == ("", "", "")


def test_a_complaint_belongs_to_the_month_it_was_opened_in_wib(account: Any) -> None:
    first = new_complaint(account, who="628110000001")
    second = new_complaint(account, who="628110000002")
    Complaint.update(opened_at=datetime(2026, 10, 31, 16, 59)).where(Complaint.id == first.id).execute()
    Complaint.update(opened_at=datetime(2026, 10, 31, 17, 0)).where(Complaint.id == second.id).execute()
    assert [line["number"] for line in register_lines("2026-10", NOW)] == [first.number]
    assert [line["number"] for line in register_lines("2026-11", NOW)] == [second.number]
    assert register_lines("2026-09", NOW) == []
    with pytest.raises(MonthNotAllowed):
        register_lines("November", NOW)


def test_a_running_complaint_is_late_from_its_due_time_on(account: Any) -> None:
    case = new_complaint(account, text="kata " * 300)
    (line,) = register_lines("2026-11", case.due_at)
    assert (line["on_time"], line["status"]) == (None, "Dalam proses")
    assert len(str(line["problem"])) <= PROBLEM_LIMIT
    (line,) = register_lines("2026-11", case.due_at + timedelta(seconds=1))
    assert line["on_time"] is False


def test_a_complaint_about_an_officer_is_a_line_without_its_story(account: Any) -> None:
    first, second = new_complaint(account), new_complaint(account, who="628110000002")
    third = new_complaint(account, who="628110000003")
    secret = {"misconduct": True, "reported_party": "Budi", "subject": "pungli"}
    Complaint.update(secret).where(Complaint.id == first.id).execute()
    ConflictParty.create(complaint=second, staff=Staff.get(), why="terlapor", named_at=NOW)
    # Suspected when the month is closed: its line is read by the front desk long after.
    suspected = {"conduct": "usulan", "reported_party": "Budi", "subject": "pungli"}
    Complaint.update(suspected).where(Complaint.id == third.id).execute()
    (still_open,) = [row for row in open_lines(edges("2026-11"), NOW) if row["number"] == third.number]
    assert still_open["subject"] == "(dirahasiakan)"
    for line, case in zip(register_lines("2026-11", NOW), (first, second, third), strict=True):
        assert (line["number"], line["name"]) == (case.number, f"Pelapor {case.number[-6:]}")
        assert (line["reported"], line["phone"], line["place"]) == ("", "", "")
        assert (line["subject"], line["problem"]) == ("(dirahasiakan)", "(dirahasiakan)")


def test_what_is_hidden_from_the_reader_has_no_line_and_leaves_no_hole(account: Any) -> None:
    cases = [new_complaint(account, who=f"62811000000{place}") for place in range(3)]
    lines = register_lines("2026-11", NOW, hidden={cases[1].id})
    for skip, most in ((0, 1), (1, 1), (0, 9), (5, 1)):
        page = register_page("2026-11", NOW, skip, most, hidden={cases[1].id})
        assert page == (lines[skip : skip + most], len(lines), set())
    assert [(line["position"], line["number"]) for line in lines] == [(1, cases[0].number), (2, cases[2].number)]


def test_a_frozen_line_is_masked_when_its_complainant_is_protected_later(account: Any) -> None:
    case = new_complaint(account, "saya Sari Contoh, 0811-0000-001")
    december = NOW + timedelta(days=10)
    close_month("2026-11", actor(Role.KASUBSI_INFOKIM), december)
    assert "Sari" in str(register_lines("2026-11", december))
    Complaint.update(identity_protected=True).execute()
    said = str(register_lines("2026-11", december))
    assert not [word for word in ("Sari", "0811", "8110000001") if word in said]
    assert register_lines("2026-11", december, hidden={case.id}) == []


def test_what_is_declared_for_the_register_stands_in_a_line_and_every_other_key_names_nobody(
    sqlite_account: Any,
) -> None:
    declared = {str(column) for table in TABLES for column in columns_for(table, Reader.REGISTER)}
    assert declared == {str(column) for columns in SHOWN.values() for column in columns}
    Walk(sqlite_account)
    (line,) = register_lines("2026-11", NOW)
    assert set(line) == {"position"} | set(SHOWN) | set(held_by(RegisterLine.facts).harmless or ())


def test_a_frozen_line_of_who_is_protected_since_tells_only_what_names_nobody(sqlite_account: Any) -> None:
    case = Walk(sqlite_account).with_answer().handed_back().finished().case
    kept = {"name": "Sari Contoh", "officer": "Sari Contoh", "unheard": "dari Sari"}
    line = RegisterLine(month="2026-11", position=1, complaint=case, facts=json.dumps(kept))
    told = frozen_line(line, {}, mask=Mask(("Sari Contoh",)))
    assert told == {"position": 1, "name": HIDDEN, "officer": "Sari Contoh", "unheard": f"dari {HIDDEN}"}


def test_outside_a_line_tells_of_what_it_shows_only_what_is_named() -> None:
    line: Line = dict.fromkeys((*SHOWN, "category"), "sangat rahasia")
    told = {key for key, value in mask_line(line).items() if value == "sangat rahasia"}
    assert told == {"place", "time", "subject", "problem", "category"}


def test_a_step_broken_off_makes_no_line_late(account: Any) -> None:
    walk = Walk(account).at_section()
    others = (StepRecord.complaint == walk.id) & (StepRecord.step < 5)
    StepRecord.update(late=False).where(others).execute()  # the walk takes a minute for every action
    walk.now += timedelta(days=2)
    move_complaint(walk.id, Move.TUTUP_DI_TENGAH, actor(Role.KASUBSI_INFOKIM), walk.tick(), reason="Iklan.")
    (line,) = register_lines("2026-11", walk.now)
    assert line["on_time"] is True
