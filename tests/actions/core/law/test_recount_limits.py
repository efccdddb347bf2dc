"""Whether a limit is met follows from what still counts: every act that undoes that recounts, and it is watched."""

import ast
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from models.actions.cases.merge_complaints import merge_complaints, part_complaint
from models.actions.clocks.looking.limits import keep_clocks
from models.actions.clocks.warning_clocks import running_clocks
from models.actions.core.case import touch
from models.actions.core.law.recount_limits import recount_limits, recounted
from models.actions.core.move_complaint import follow
from models.actions.core.statutory_clocks import clocks_of, start_clocks
from models.actions.papers.cancel_document import cancel_document
from models.actions.upkeep.verify import limits
from models.actions.upkeep.verify.office import Office
from models.rules.cases.sop import MOVES, STAGES, Move, Output
from models.rules.clocks.statutory import ACTIONS, START_OUTPUTS, LegalAction
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role
from models.tables import Audit, Complaint, StatutoryClock, StatutoryRule, StepOutput, database
from tests.actions.walking import Walk
from tests.office import actor, citizen_message, take_in

KASUBSI = Role.KASUBSI_INFOKIM
MODELS = Path(__file__).parents[4] / "models"


def limit(case: int, action: str) -> StatutoryClock:
    rows = StatutoryClock.select(StatutoryClock, StatutoryRule).join(StatutoryRule)
    found: StatutoryClock = rows.where((StatutoryClock.complaint == case) & (StatutoryRule.action == action)).get()
    return found


def every_limit(case: int) -> None:
    """Let every kind of limit run on a case."""
    for action in ACTIONS:
        rule = {"kind": "", "source": "", "basis": "contoh", "valid_from": date(2020, 1, 1)}
        StatutoryRule.create(key=f"contoh_{action}", label=action, action=str(action), amount=3, unit="hari", **rule)
    start_clocks([case])
    recount_limits([case], "hitung_ulang", actor(KASUBSI), Complaint.get_by_id(case).opened_at)


def faults() -> list[str]:
    return list(limits.met(Office.__new__(Office)))


def test_after_every_move_the_limits_are_those_of_what_still_counts(sqlite_account: Any) -> None:
    walk = Walk(sqlite_account).identified()
    made = walk.tick()
    for kind in Output:
        StepOutput.create(complaint=walk.id, kind=str(kind), step=2, round=1, made_at=made)
    every_limit(walk.id)
    lost: set[Move] = set()
    for row in MOVES.values():
        with database.atomic() as here:
            stage = STAGES[row.origin]
            place = {"stage": str(row.origin), "open": stage.open, "closed_at": None if stage.open else made}
            touch(walk.case, **place)
            follow(walk.case, row, actor(KASUBSI), walk.tick(), "alasan")
            assert not [one for one in recounted([walk.id]) if one.differs], row.move
            for action, law in ACTIONS.items():
                starts = START_OUTPUTS.get(law.start, law.met_by)
                left = all(set(kinds) - set(row.undoes) for kinds in (law.met_by, starts))
                assert (limit(walk.id, str(action)).met_at is not None) is left, (row.move, action)
                lost |= set() if left else {row.move}
            here.rollback()
    assert {Move.BUKA_KEMBALI, Move.BUKAN_SEKSI_INI, Move.TARIK_DARI_SEKSI, Move.JAWABAN_JATUH} <= lost


def test_no_other_place_undoes_an_output_or_says_that_a_limit_is_met() -> None:
    found = set()
    for path in MODELS.rglob("*.py"):
        if "migrations" in path.parts:
            continue
        for call in (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)):
            what = ast.unparse(call.func)
            names = {word.arg for word in call.keywords}
            if what == "StepOutput.update" and "undone" in names:
                found.add((path.stem, "undone"))
            if what == "StatutoryClock.update" and ("met_at" in names or None in names or call.args):
                found.add((path.stem, "met_at"))
    assert found == {("undo_outputs", "undone"), ("recount_limits", "met_at")}


def test_a_case_reopened_because_the_answer_was_wrong_has_its_limits_run_on_and_watched(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back()
    walk.answer(Purpose.JAWABAN)
    before = limit(walk.id, "memutuskan")
    walk.paper("LEMBAR")
    walk.move(Move.ARSIPKAN)
    keep_clocks(walk.now)
    walk.move(Move.BUKA_KEMBALI, "Jawabannya keliru.")
    now = limit(walk.id, "memutuskan")
    assert (now.met_at, now.starts_at, now.due_at) == (None, before.starts_at, before.due_at)
    assert (now.lost_at, now.lost_by) == (before.met_at, "buka_kembali")
    shown = next(row for row in clocks_of([walk.id])[walk.id] if row.action == ACTIONS[LegalAction.MEMUTUSKAN].label)
    assert (shown.met_at, shown.lost_at, shown.why_lost) == (None, before.met_at, "“Buka kembali”")
    watched = {row.limit: row.key for row in running_clocks(now.due_at + timedelta(days=1))}
    assert watched[now.id].startswith(f"hukum:{now.id}.")  # warned of anew
    assert Audit.select().where(Audit.event == "batas_hukum_berubah").exists()
    assert not faults()


def test_a_cancelled_memo_leaves_its_limit_unmet_and_takes_along_the_one_it_began(sqlite_account: Any) -> None:
    walk = Walk(sqlite_account).at_kasubsi()
    memo = walk.paper("ND-TERUS")
    every_limit(walk.id)
    assert limit(walk.id, "meneruskan").met_at == limit(walk.id, "menindaklanjuti").starts_at == memo.signed_at
    cancel_document(memo.id, "Salah seksi", actor(KASUBSI), walk.tick())
    assert limit(walk.id, "meneruskan").met_at is None
    gone = limit(walk.id, "menindaklanjuti")
    assert not gone.stands
    late = gone.due_at + timedelta(days=9)
    assert gone.id not in {row.limit for row in running_clocks(late)}
    assert "menindaklanjuti" not in {row.label for row in clocks_of([walk.id])[walk.id]}
    again = walk.paper("ND-TERUS")
    keep_clocks(walk.tick())
    begun = limit(walk.id, "menindaklanjuti")
    assert (begun.stands, begun.starts_at) == (True, again.signed_at)
    assert begun.due_at == again.signed_at + timedelta(days=3)
    assert not faults()


def test_a_section_that_sends_it_back_leaves_the_limit_of_forwarding_unmet(sqlite_account: Any) -> None:
    walk = Walk(sqlite_account).at_kasubsi()
    every_limit(walk.id)
    walk.paper("ND-TERUS")
    walk.move(Move.TERUSKAN_KE_SEKSI)
    assert limit(walk.id, "meneruskan").met_at is not None
    walk.move(Move.BUKAN_SEKSI_INI, "Bukan wewenang kami.")
    assert limit(walk.id, "meneruskan").met_at is None
    assert limit(walk.id, "meneruskan").lost_by == "bukan_seksi_ini"


def merged_into(walk: Walk) -> Complaint:
    take_in(walk.account, citizen_message(external_id="m2", who="628110000002", sent_at=walk.now), now=walk.tick())
    other = Complaint.select().order_by(Complaint.id.desc()).get()
    merge_complaints(other.id, walk.id, "sama", actor(Role.PENGELOLA), walk.tick())
    return Complaint.get_by_id(other.id)


def test_a_merged_citizens_limit_ends_with_his_own_answer_and_is_watched_until_then(sqlite_account: Any) -> None:
    walk = Walk(sqlite_account).with_answer().handed_back()
    other = merged_into(walk)
    walk.answer(Purpose.JAWABAN)
    keep_clocks(walk.tick())
    own = limit(other.id, "menanggapi")
    assert limit(walk.id, "menanggapi").met_at is not None and own.met_at is None
    watched = {row.limit: row.complaint for row in running_clocks(own.due_at + timedelta(days=1))}
    assert watched[own.id] == walk.id  # on the desk where his answer is worked on
    assert [row.due_at for row in clocks_of([walk.id])[walk.id] if row.of_merged] == [own.due_at]
    part_complaint(other.id, "lain", actor(Role.PENGELOLA), walk.tick())
    assert limit(other.id, "menanggapi").met_at is None
    assert not faults()


def test_what_an_older_version_kept_is_put_right_by_the_first_recount(sqlite_account: Any) -> None:
    walk = Walk(sqlite_account).identified()
    stale = walk.tick()
    StatutoryClock.update({"met_at": stale}).where(StatutoryClock.complaint == walk.id).execute()
    assert len(faults()) == 2
    keep_clocks(walk.tick())
    assert [row.met_at for row in StatutoryClock.select()] == [None, None]
    assert {row.lost_at for row in StatutoryClock.select()} == {stale}
    assert not faults()
