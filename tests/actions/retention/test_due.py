"""What the database finds over is what the schedule says of each case, and no page reads the archive through."""

from datetime import timedelta
from typing import Any

import pytest

from models.actions.papers.numbers.archive_codes import CATEGORY
from models.actions.retention.appraisal.appraise import to_appraise
from models.actions.retention.destruction.lists import candidates
from models.actions.retention.over import ended, schedule, time_over
from models.actions.retention.transfer.lists import active_files, inactive_files
from models.rules.core.moments import to_wib
from models.rules.retention.phases import Phase
from models.rules.staff.roles import Role
from models.tables import (
    Appraisal,
    AppraisalPanel,
    ArchiveScheme,
    Classification,
    CodeChoice,
    Complaint,
    RecordClass,
    Staff,
)
from tests.actions.retention.filed import cases_read, file_many
from tests.admin_app.queue.test_queue import counted
from tests.office import NOW, actor

DAY, YEAR = timedelta(days=1), timedelta(days=366)
_CODES = (("PW.01", 1, 1, "musnah"), ("PW.02", 4, 9, "dinilai_kembali"), ("PW.03", 2, 90, "permanen"))


def who() -> Any:
    return actor(Role.KEPALA_KANTOR)


def choose(subject: str, code: str, since: Any) -> None:
    CodeChoice.create(subject=subject, code=code, valid_from=since, made_by=Staff.get(), made_at=NOW)


@pytest.fixture
def coded(account: Any) -> Any:
    """An office with two schemes, codes for categories from several days on, and schedules of all kinds."""
    opened = to_wib(NOW).date()
    for name, since, longer in (("Lama", opened - 400 * DAY, 0), ("Baru", opened + 40 * DAY, 5)):
        ArchiveScheme.create(
            name=name, valid_from=since, codes=3, sha256="a" * 64, imported_by=Staff.get(), imported_at=NOW
        )
        for code, active, inactive, fate in _CODES:
            kept = {"active_years": active, "inactive_years": inactive + longer, "fate": fate}
            Classification.create(code=code, meaning=code, scheme=name, valid_from=since, **kept)
    choose(CATEGORY, "PW.01", opened - 90 * DAY)
    choose(CATEGORY, "PW.02", opened + 20 * DAY)
    choose(f"{CATEGORY}paspor", "PW.02", opened - 30 * DAY)
    choose(f"{CATEGORY}paspor", "PW.03", opened + 10 * DAY)
    choose(f"{CATEGORY}visa", "TIDAK", opened)
    return account


def archive(account: Any) -> list[int]:
    """File a case for each mix of kind, category, days of opening and of closing around every edge there is."""
    rows: list[dict[str, object]] = [
        {
            "kind": kind,
            "category": category,
            "misconduct": conduct,
            "opened_at": NOW + opened * DAY,
            "closed_at": NOW + (60 + closed) * DAY,
        }
        for kind, conduct in (("pengaduan", False), ("pertanyaan", False), ("bukan-pengaduan", True))
        for category in ("paspor", "visa", "lain")
        for opened in (-120, -60, 0, 15, 30, 50)
        for closed in (0, 1, 7)
    ]
    return file_many(account, rows)


@pytest.mark.parametrize("years", [1, 2, 3, 5, 7, 10, 13, 18, 20, 30])
def test_what_is_listed_is_what_the_schedule_says_of_each_case(coded: Any, years: int) -> None:
    archive(coded)
    now = (NOW + 61 * DAY).replace(year=NOW.year + years, month=1, day=25)
    kept, cases = schedule(), list(Complaint.select().order_by(Complaint.closed_at, Complaint.id))
    over = [case.id for case in cases if list(time_over(case, kept, now))]
    inactive = [case.id for case in cases if not case.open and kept.phase(case, now) is not Phase.AKTIF]
    newest = sorted(cases, key=lambda case: (case.opened_at, case.id), reverse=True)
    active = [case.id for case in newest if kept.phase(case, now) is Phase.AKTIF]
    assert [one.case.id for one in to_appraise(who(), now, 999)] == over
    assert [line.case.id for line in inactive_files(who(), now, 999)] == inactive
    assert [line.case.id for line in active_files(who(), now, 999)] == active
    assert [one.case.id for one in to_appraise(who(), now, 7)] == over[:7]
    assert [line.case.id for line in inactive_files(who(), now, 7)] == inactive[:7]
    assert [line.case.id for line in active_files(who(), now, 7)] == active[:7]


def test_a_class_that_is_there_twice_lists_no_case_twice(account: Any) -> None:
    first = RecordClass.get(RecordClass.kind == "pertanyaan")
    RecordClass.create(
        key="dua", label="Dua", kind="pertanyaan", active_years=9, inactive_years=9, fate="musnah", basis=first.basis
    )
    (case,) = file_many(account, [{"kind": "pertanyaan"}])
    assert [one.case.id for one in to_appraise(who(), NOW + 3 * YEAR, 9)] == [case]


def test_no_list_reads_more_of_a_large_archive_than_it_shows(account: Any) -> None:
    old = {"category": "paspor", "opened_at": NOW, "closed_at": NOW + DAY}
    rows = [old] * 900 + [old | {"category": "lain", "closed_at": NOW + 2 * DAY}] * 30
    ids = file_many(account, rows)
    since = to_wib(NOW).date() - DAY
    ArchiveScheme.create(
        name="Lama", valid_from=since, codes=1, sha256="a" * 64, imported_by=Staff.get(), imported_at=NOW
    )
    kept = {"active_years": 40, "inactive_years": 9, "fate": "musnah", "scheme": "Lama", "valid_from": since}
    Classification.create(code="PW.04", meaning="lama", **kept)
    choose(f"{CATEGORY}paspor", "PW.04", since)
    now, last = NOW + 9 * YEAR, ids[900:]
    with cases_read() as read, counted() as asked:
        assert [one.case.id for one in to_appraise(who(), now, 20)] == last[:20]
        assert [line.case.id for line in inactive_files(who(), now, 20)] == last[:20]
    assert len(read) <= 100
    assert len(asked) <= 60
    Complaint.update(open=False, stage="ditutup", closed_at=NOW).where(Complaint.open).execute()
    CodeChoice.delete().execute()
    with cases_read() as read:
        assert active_files(who(), now, 20) == []
    assert len(read) <= 40


def test_candidates_are_read_a_page_at_a_time(account: Any) -> None:
    ids = file_many(account, [{"kind": "pertanyaan"}] * 300)
    panel = AppraisalPanel.create(letter="SK-1", letter_date=NOW.date(), made_by=Staff.get(), made_at=NOW)
    for case in ids:
        Appraisal.create(
            complaint=case, panel=panel, verdict="musnah", reason="x", decided_by=Staff.get(), decided_at=NOW + YEAR
        )
    with cases_read() as read:
        assert [one.case.id for one in candidates(who(), NOW + 3 * YEAR, 20)] == ids[:20]
    assert len(read) <= 60
    assert Complaint.select().where(ended()).count() == 300
