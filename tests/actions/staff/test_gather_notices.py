"""One notice a case and person: counted, gathered, hidden, merged, reopened, and written by two at once."""

import importlib
import pkgutil
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from models import actions
from models.actions.cases.merge_complaints import merge_complaints
from models.actions.cases.write_note import write_note
from models.actions.clocks.give_warnings import give_warnings
from models.actions.core.see_notices import see_all_notices, see_notice, waiting_cases, waiting_notices
from models.actions.staff.gather_notices import earlier_told, told, waiting_told
from models.rules.cases.sop import Move
from models.rules.staff.notices import OFFICE_LABELS, SORTS, ManyCases, folded
from models.rules.staff.roles import Role
from models.tables import Complaint, ConflictParty, Notice, Staff, database
from tests.actions.walking import Walk
from tests.office import NOW, actor, citizen_message, new_complaint, take_in

ME = Role.PENGELOLA


def waiting(who: Role = ME) -> list[str]:
    return [f"{item.number} {item.said} {item.to_do}" for item in told(waiting_told(actor(who)), actor(who))]


def rows(who: Role = ME) -> int:
    return int(waiting_notices(actor(who)).count())


def flood(account: Any, how_many: int) -> None:
    take_in(account, *(citizen_message(who=f"62811{number:07d}") for number in range(how_many)))


def test_thirty_cases_in_thirty_three_minutes_ring_thirty_times_at_most(account: Any) -> None:
    flood(account, 30)
    for minute in range(2, 34):
        give_warnings(NOW + timedelta(minutes=minute))
    assert rows() > 60  # the events of before, every one of them a notice then
    assert waiting_cases(actor(ME), 100) == len(waiting_told(actor(ME))) == 30
    (line,) = folded(waiting_told(actor(ME)), 20)
    assert isinstance(line, ManyCases) and line.sentence.startswith("30 pengaduan")


def test_an_event_of_the_same_case_changes_its_notice(account: Any) -> None:
    case = new_complaint(account)
    give_warnings(NOW + timedelta(minutes=2))
    (first,) = waiting()
    assert first.startswith(f"{case.number} Langkah 2 “Identifikasi pengaduan” sudah memakai separuh waktunya.")
    assert first.endswith(" Tentukan jenis, kategori, dan pokok aduan.")
    give_warnings(NOW + timedelta(minutes=4))
    (now,) = waiting()
    assert "sudah habis waktunya" in now
    write_note(case.id, "Mohon dicek @pengelola", actor(Role.KASUBSI_INFOKIM), NOW + timedelta(minutes=5))
    assert waiting() == [now]
    assert waiting_told(actor(ME))[0].also == ("Catatan internal",)


def test_what_was_read_and_changes_is_unread_again(account: Any) -> None:
    new_complaint(account)
    give_warnings(NOW + timedelta(minutes=2))
    write_note(Complaint.get().id, "Dicek @pengelola", actor(Role.KASUBSI_INFOKIM), NOW)
    see_notice(waiting_told(actor(ME))[0].first.id, actor(ME), NOW)
    assert (waiting_cases(actor(ME), 9), waiting()) == (0, [])
    give_warnings(NOW + timedelta(minutes=4))
    assert waiting_cases(actor(ME), 9) == len(waiting()) == 1
    assert earlier_told(actor(ME), waiting_told(actor(ME)), 60) == []


def test_what_a_lapsed_event_covered_is_shown_again(account: Any) -> None:
    walk = Walk(account)
    write_note(walk.id, "Dicek @pengelola", actor(Role.KASUBSI_INFOKIM), NOW)
    walk.now = NOW + timedelta(minutes=4)
    give_warnings(walk.now)
    assert "habis waktunya" in waiting()[0]
    walk.identified()
    assert "menyebut Anda" in waiting()[0]


def test_a_merged_case_and_its_lead_are_one_notice(account: Any) -> None:
    first, second = new_complaint(account), new_complaint(account, who="628110000777")
    for case in (first, second):
        write_note(case.id, "Dicek @pengelola", actor(Role.KASUBSI_INFOKIM), NOW)
    assert waiting_cases(actor(ME), 9) == 2
    merge_complaints(second.id, first.id, "Hal yang sama", actor(Role.KASUBSI_INFOKIM), NOW)
    assert waiting_cases(actor(ME), 9) == len(waiting()) == 1
    see_notice(waiting_told(actor(ME))[0].first.id, actor(ME), NOW)
    assert rows() == 0


def test_a_reopened_case_rings_anew(account: Any) -> None:
    walk = Walk(account)
    give_warnings(NOW + timedelta(minutes=4))
    see_all_notices(actor(ME), 99, NOW + timedelta(minutes=4))
    walk.now = NOW + timedelta(minutes=5)
    walk.move(Move.TUTUP_BUKAN_PENGADUAN)
    assert waiting() == []
    walk.move(Move.BATAL_TUTUP, reason="Ternyata pengaduan")
    give_warnings(walk.now + timedelta(minutes=4))
    assert len(waiting()) == 1


def test_S4_a_case_that_became_hidden_is_neither_counted_nor_told(account: Any) -> None:
    case = new_complaint(account)
    new_complaint(account, who="628110000888")
    give_warnings(NOW + timedelta(minutes=4))
    staff = Staff.get(Staff.username == str(ME))
    ConflictParty.create(complaint=case.id, staff=staff, why="keluarga", named_at=NOW)
    assert waiting_cases(actor(ME), 9) == len(waiting()) == 1
    assert case.number not in waiting()[0]


def test_who_does_not_hold_the_case_is_told_whom_to_ask(account: Any) -> None:
    new_complaint(account)
    give_warnings(NOW + timedelta(minutes=40))
    assert waiting(Role.KASI_TIKKIM)[0].endswith("Tanyakan kepada Pengelola Pengaduan mengapa belum selesai.")


def test_rows_of_before_are_one_notice_a_case_without_an_upgrade(account: Any) -> None:
    case, staff = new_complaint(account), Staff.get(Staff.username == str(ME)).id
    for grade in ("50", "80", "100", "kasi"):
        key = f"langkah:5:{grade}:{staff}"
        Notice.create(staff=staff, complaint=case.id, kind="peringatan", text="Lama.", key=key, made_at=NOW)
    assert waiting_cases(actor(ME), 9) == len(waiting()) == 1
    assert waiting_told(actor(ME))[0].first.sort.tail == "kasi"


def at_once(*jobs: Callable[[], object]) -> list[Exception]:
    """Run these at the same moment, each with its own connection; return what failed."""
    failed: list[Exception] = []

    def alone(job: Callable[[], object]) -> None:
        try:
            with database.connection_context():
                job()
        except Exception as err:  # noqa: BLE001 - the test looks at it
            failed.append(err)

    threads = [threading.Thread(target=alone, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failed


def test_every_kind_an_action_tells_of_has_its_place() -> None:
    modules = [
        importlib.import_module(found.name) for found in pkgutil.walk_packages(actions.__path__, "models.actions.")
    ]
    kinds = {module.NOTICE for module in modules if isinstance(getattr(module, "NOTICE", None), str)}
    assert {"penunjukan", "sebutan", "undangan"} <= kinds
    assert kinds - {row.kind for row in SORTS} - set(OFFICE_LABELS) == set()


def test_two_agents_and_a_colleague_at_once_leave_one_notice_a_case(account: Any) -> None:
    flood(account, 4)
    cases, kasubsi = [row.id for row in Complaint.select(Complaint.id)], actor(Role.KASUBSI_INFOKIM)

    def warn() -> list[int]:
        return [give_warnings(NOW + timedelta(minutes=minute)) for minute in (2, 3, 4)]

    def note() -> list[object]:
        return [write_note(case, "Dicek @pengelola", kasubsi, NOW) for case in cases]

    assert at_once(warn, warn, note) == []
    assert waiting_cases(actor(ME), 9) == len(waiting()) == 4
    assert Notice.select().where(Notice.kind == "sebutan").count() == 4
