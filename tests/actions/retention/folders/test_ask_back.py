"""Who keep the archive are told of a folder that should have come back: once a loan, no longer once it is back."""

from datetime import timedelta
from typing import Any

from models.actions.core.see_notices import see_all_notices, waiting_notices
from models.actions.retention.folders.ask_back import KIND, ask_back
from models.actions.retention.folders.lend import lend_folder, take_back
from models.actions.retention.folders.place import place_folder
from models.actions.staff.clear_notices import clear_notices
from models.rules.core.moments import to_wib
from models.rules.staff.roles import Role
from models.tables import Complaint, ConflictParty, FolderLoan, Notice, Staff
from tests.office import NOW, actor, new_complaint

PENGELOLA, KASUBSI = Role.PENGELOLA, Role.KASUBSI_INFOKIM
DAY, TODAY = timedelta(days=1), to_wib(NOW).date()


def lent(account: Any, due: int = 2) -> Complaint:
    """Return a case whose folder is with a borrower for so many days."""
    case = new_complaint(account)
    if not FolderLoan.select().exists():
        place_folder(case.id, ("Ruang Kerja", "1", "3", "20"), actor(PENGELOLA), NOW)
    lend_folder(case.id, "Ibu Contoh", "diperiksa", TODAY + due * DAY, actor(PENGELOLA), NOW)
    return case


def told(who: Role) -> list[str]:
    return [row.text for row in waiting_notices(actor(who)).where(Notice.kind == KIND)]


def test_a_folder_is_asked_back_on_the_day_after_it_was_due_and_once(account: Any) -> None:
    case = lent(account)
    assert ask_back(NOW + 2 * DAY) == 0
    assert (ask_back(NOW + 3 * DAY), ask_back(NOW + 4 * DAY)) == (2, 0)
    words = f"{case.number}: berkas kertasnya seharusnya kembali {TODAY + 2 * DAY:%d-%m-%Y}."
    assert [told(role) for role in (PENGELOLA, KASUBSI, Role.KASI_TIKKIM)] == [[words], [words], []]


def test_it_is_gone_with_the_return_and_told_anew_of_the_next_loan(account: Any) -> None:
    case = lent(account)
    ask_back(NOW + 3 * DAY)
    take_back(case.id, actor(KASUBSI), NOW + 4 * DAY)
    assert (ask_back(NOW + 4 * DAY), told(PENGELOLA)) == (2, [])
    lend_folder(case.id, "Bapak Contoh", "diperiksa", TODAY + 5 * DAY, actor(PENGELOLA), NOW + 4 * DAY)
    assert ask_back(NOW + 6 * DAY) == 2
    assert len(told(PENGELOLA)) == 1


def test_who_read_it_is_not_told_again_though_the_case_is_long_closed(account: Any) -> None:
    case = lent(account)
    Complaint.update(open=False, stage="ditutup", closed_at=NOW).where(Complaint.id == case.id).execute()
    ask_back(NOW + 3 * DAY)
    see_all_notices(actor(PENGELOLA), 10**6, NOW + 3 * DAY)
    later = NOW + 200 * DAY
    clear_notices(later)
    assert (ask_back(later), told(PENGELOLA)) == (0, [])


def test_whom_the_case_names_is_not_told(account: Any) -> None:
    case = lent(account)
    kasubsi = Staff.get(Staff.username == str(KASUBSI))
    ConflictParty.create(complaint=case.id, staff=kasubsi, why="keluarga", named_at=NOW)
    assert ask_back(NOW + 3 * DAY) == 1
    assert told(KASUBSI) == []
