"""Killed at every write while news of an answer is taken in: all of it counts or nothing, and begun again it is once.

Each write of the transaction is a point: the step that ends or is open again, its round, the limits, notices, trail.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any

import pytest

from models.actions.cases.merge_complaints import merge_complaints
from models.actions.clocks.looking.limits import keep_clocks
from models.actions.core.write_output import choose_section
from models.actions.intake.receive_messages import receive_page
from models.actions.replies import deliver_reply as deliver
from models.actions.replies.answer_merged import answer_all
from models.actions.replies.record_proof import record_proof
from models.rules.cases.sop import Move, Stage
from models.rules.channels.messages import Ack, Acknowledgement, Direction, Page, Receipt
from models.rules.replies.delivery import Purpose, Way
from models.rules.staff.roles import Role
from models.tables import TABLES, Complaint, Notice, Outbox, StepRecord, database
from tests.actions.delivering import demand, faults, give, give_with_file, tell
from tests.actions.sending import claim, queue, sending
from tests.actions.walking import Walk
from tests.office import actor, citizen_message, new_complaint, take_in
from tests.tools import ROOT

ANSWER = "Paspor dapat diambil besok."
BY = Role.PENGELOLA
Act = Callable[[], object]


class PowerCut(BaseException):
    """The PC goes off."""


@contextmanager
def dying_at(number: int) -> Iterator[list[int]]:
    """Let the program die at its write of this number, at the commit where it is the last; yield where it died."""
    behind, left, died = database.obj, [number], list[int]()
    execute, commit = behind.execute_sql, behind.commit

    def dies() -> None:
        died.append(number)
        raise PowerCut

    def counted(sql: str, *words: Any, **more: Any) -> Any:
        if sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
            left[0] -= 1
            if left[0] < 0:
                dies()
        return execute(sql, *words, **more)

    def committing(*words: Any, **more: Any) -> Any:
        if left[0] == 0:
            behind.rollback()  # as the server does, or SQLite when it is opened again
            dies()
        return commit(*words, **more)

    behind.execute_sql, behind.commit = counted, committing
    try:
        yield died
    finally:
        del behind.execute_sql, behind.commit


def rows() -> dict[str, list[Any]]:
    """Return every row of the office."""
    names = [table._meta.table_name for table in TABLES]
    return {name: sorted(map(str, database.execute_sql(f'SELECT * FROM "{name}"').fetchall())) for name in names}  # noqa: S608


def killed_at_every_write(act: Act) -> int:
    """Do something that dies at each of its writes in turn, and at last not; return at how many points it died."""
    before, number = rows(), 0
    while True:
        with dying_at(number) as died, suppress(PowerCut):
            act()
        if not died:
            return number
        assert rows() == before, f"half a state is left by a kill at write {number}"
        number += 1


def news(walk: Walk, *acks: Acknowledgement, gone: str = "") -> Act:
    """Return what takes in news of the platform, at one moment however often it is begun."""
    withdrawn = citizen_message("", direction=Direction.OUT, external_id=gone, withdrawn=True)
    page, at = Page((withdrawn,) if gone else (), acknowledgements=acks), walk.tick()
    return lambda: receive_page(walk.account.id, "dm", page, at)


def at_answering(account: Any) -> Walk:
    walk = Walk(account).with_answer().handed_back()
    keep_clocks(walk.tick())
    return walk


def the_receipt(account: Any) -> tuple[Walk, Act]:
    walk = at_answering(account)
    queue(walk, "jawab-1", Purpose.JAWABAN, ANSWER)
    taken, at = sending(walk), walk.now
    return walk, lambda: deliver.record_sent(taken, Receipt("true_jawab-1", Ack.SENT), at)


def accepted(account: Any) -> tuple[Walk, Act]:
    walk = at_answering(account)
    return walk, news(walk, Acknowledgement(give(walk, Purpose.JAWABAN, Ack.PENDING), Ack.SENT))


def reached(account: Any) -> tuple[Walk, Act]:
    walk = at_answering(account)
    demand(walk, "sampai")
    given = give(walk, Purpose.JAWABAN)
    return walk, news(walk, Acknowledgement(given, Ack.READ), Acknowledgement(given, Ack.DELIVERED))


def told_of_one_nobody_knew_of(account: Any) -> tuple[Walk, Act]:
    walk = at_answering(account)
    queue(walk, "jawab-1", Purpose.JAWABAN, ANSWER)
    taken = claim(walk)
    assert taken is not None
    deliver.choose_client_ref(taken, "ref-1")
    assert deliver.record_intent(taken, 60, walk.now)
    return walk, news(walk, *(Acknowledgement("wamid.1", ack, "ref-1") for ack in (Ack.READ, Ack.SENT)))


def failed(account: Any) -> tuple[Walk, Act]:
    walk = at_answering(account)
    given = give(walk, Purpose.JAWABAN)
    walk.paper("LEMBAR")
    walk.move(Move.ARSIPKAN)
    return walk, news(walk, Acknowledgement(given, Ack.FAILED))


def a_file_of_it_failed(account: Any) -> tuple[Walk, Act]:
    walk = at_answering(account)
    return walk, news(walk, Acknowledgement(f"true_{give_with_file(walk)}_2", Ack.FAILED))


def withdrawn(account: Any) -> tuple[Walk, Act]:
    walk = at_answering(account)
    given = give(walk, Purpose.JAWABAN, Ack.READ)
    take_in(account, citizen_message(ANSWER, direction=Direction.OUT, external_id=given), now=walk.tick())
    return walk, news(walk, gone=given)


def typed_and_withdrawn(account: Any) -> tuple[Walk, Act]:
    walk = at_answering(account)
    typed = citizen_message(ANSWER, direction=Direction.OUT, sent_at=walk.tick())
    take_in(account, typed, now=walk.tick())
    record_proof(walk.id, Purpose.JAWABAN, Way.APLIKASI_ASLI, "", actor(BY), walk.tick())
    return walk, news(walk, gone=typed.external_id)


def there_after_all(account: Any) -> tuple[Walk, Act]:
    walk = at_answering(account)
    given = give(walk, Purpose.JAWABAN)
    tell(walk, given, Ack.FAILED)
    return walk, news(walk, Acknowledgement(given, Ack.READ))


def the_first_response_failed(account: Any) -> tuple[Walk, Act]:
    walk = Walk(account).identified()
    given = give(walk, Purpose.TANGGAPAN_AWAL)
    choose_section(walk.id, walk.section, actor(BY), walk.tick())
    walk.move(Move.AJUKAN_PENERUSAN)
    walk.paper("ND-TERUS")
    walk.move(Move.TERUSKAN_KE_SEKSI)
    keep_clocks(walk.tick())
    return walk, news(walk, Acknowledgement(given, Ack.FAILED))


def the_merged_citizens_failed(account: Any) -> tuple[Walk, Act]:
    walk = at_answering(account)
    other = new_complaint(account, "paspor kami", "628110000002")
    merge_complaints(other.id, walk.id, "sama", actor(BY), walk.tick())
    answer_all(walk.id, [other.id], ANSWER, Purpose.JAWABAN, "kunci-gabung-000001", actor(BY), walk.tick())
    for _ in range(2):
        taken = sending(walk)
        assert deliver.record_sent(taken, Receipt(f"true_{taken.row_id}", Ack.SENT), walk.now)
    walk.paper("LEMBAR")
    walk.move(Move.ARSIPKAN)
    copy = Outbox.get((Outbox.complaint == other.id) & (Outbox.purpose == "jawaban"))
    return walk, news(walk, Acknowledgement(copy.external_id, Ack.FAILED))


GIVEN, OWED = Stage.DOKUMENTASI, Stage.PENYAMPAIAN
SCENES: list[tuple[Callable[[Any], tuple[Walk, Act]], Stage, int]] = [
    (the_receipt, GIVEN, 1),
    (accepted, GIVEN, 1),
    (reached, GIVEN, 1),
    (told_of_one_nobody_knew_of, GIVEN, 1),
    (failed, OWED, 2),
    (a_file_of_it_failed, OWED, 2),
    (withdrawn, OWED, 2),
    (typed_and_withdrawn, OWED, 2),
    (there_after_all, GIVEN, 2),
    (the_first_response_failed, Stage.TANGGAPAN_AWAL, 2),
    (the_merged_citizens_failed, GIVEN, 1),
]


@pytest.mark.parametrize(("begun", "stage", "rounds"), SCENES)
def test_killed_at_every_write_of_a_grade_it_is_whole_or_not_there_and_begun_again_it_is_once(
    account: Any, begun: Callable[[Any], tuple[Walk, Act]], stage: Stage, rounds: int
) -> None:
    walk, act = begun(account)
    points = killed_at_every_write(act)
    print(f"{begun.__name__}: killed at {points} points")
    assert points > 4
    assert walk.stage is stage
    step = 3 if stage is Stage.TANGGAPAN_AWAL else 8
    mine = (StepRecord.complaint == walk.id) & (StepRecord.step == step)
    assert StepRecord.select().where(mine).count() == rounds
    told = [(row.staff_id, row.key) for row in Notice.select().where(Notice.kind == "jawaban_jatuh")]
    fell = stage is not GIVEN or begun in (there_after_all, the_merged_citizens_failed)
    assert len(told) == len(set(told)) and bool(told) is fell
    assert not faults()
    after = rows()
    act()
    assert rows() == after


# The other program: it dies by SIGKILL at a write, or with everything written and not committed.
_PROGRAM = """
import os, signal, sys
from datetime import datetime
from models.actions.intake.receive_messages import receive_page
from models.rules.channels.messages import Ack, Acknowledgement, Page
from models.tables import database
from models.tables.core.database import open_database

url, account, moment, last = sys.argv[1:]
left, last = 0, int(last)

def dying(execute):
    def counted(sql, *words, **more):
        global left
        left += sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))
        if left > last:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, *words, **more)
    return counted

open_database(url)
with database.connection_context():
    database.obj.execute_sql = dying(database.obj.execute_sql)
    database.obj.commit = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
    page = Page(acknowledgements=(Acknowledgement("true_jawab-1", Ack.FAILED),))
    receive_page(int(account), "dm", page, datetime.fromisoformat(moment))
"""


def test_a_program_killed_in_the_middle_of_a_fall_leaves_nothing_of_it(account: Any, database_url: str) -> None:
    walk = at_answering(account)
    give(walk, Purpose.JAWABAN)
    before, at = rows(), walk.now + timedelta(minutes=1)
    for last in (4, 1000):
        told = [sys.executable, "-c", _PROGRAM, database_url, str(account.id), at.isoformat(), str(last)]
        assert subprocess.run(told, cwd=ROOT, timeout=120, check=False).returncode == -9
        assert rows() == before
    tell(walk, "true_jawab-1", Ack.FAILED, times=2)
    assert walk.stage is OWED
    assert Complaint.get_by_id(walk.id).open
    assert not faults()
