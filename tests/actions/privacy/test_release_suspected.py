"""A suspected case is released in one press, audited, and never caught again by its words."""

import threading
from collections.abc import Callable
from typing import Any

import pytest

from models.actions.core.case import holder_now
from models.actions.core.write_output import identify
from models.actions.privacy.release_suspected import release_suspected
from models.rules.core.errors import AlreadyDone, NotPermitted, RuleBroken, StaleCase
from models.rules.staff.roles import Role
from models.tables import Audit, Complaint, database
from tests.actions.lane import BAD, FRONT, LANE, LATER, seen_by
from tests.office import actor, citizen_message, new_complaint, take_in


def test_released_it_is_as_any_other_case_and_its_words_catch_it_no_more(account: Any) -> None:
    case = new_complaint(account, BAD)
    with pytest.raises(NotPermitted):
        release_suspected(case.id, actor(Role.PENGELOLA), LATER)
    with pytest.raises(StaleCase):
        release_suspected(case.id, actor(Role.KASI_TIKKIM), LATER, version=case.version - 1)
    release_suspected(case.id, actor(Role.KASI_TIKKIM), LATER, version=case.version, form_key="kunci-lepas-000001")
    fresh = Complaint.get_by_id(case.id)
    assert (fresh.identity_protected, holder_now(fresh), seen_by(case)) == (False, Role.PENGELOLA, set(FRONT))
    with pytest.raises(AlreadyDone):
        release_suspected(case.id, actor(Role.KASI_TIKKIM), LATER, form_key="kunci-lepas-000001")
    with pytest.raises(RuleBroken, match="sudah tidak"):
        release_suspected(case.id, actor(Role.KEPALA_KANTOR), LATER, form_key="kunci-lepas-000002")
    take_in(account, citizen_message(BAD), now=LATER)
    assert seen_by(case) == set(FRONT)
    event = Audit.select().where(Audit.event == "jalur_perilaku").order_by(Audit.id.desc()).first()
    assert (event.actor, event.before, event.after) == ("kasi_tikkim", "usulan", "dilepas")


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Do these at the same moment; return by what each was refused, "" where it was done."""
    gate, ends = threading.Barrier(len(acts)), [""] * len(acts)

    def do(place: int) -> None:
        gate.wait()
        with database.connection_context():
            try:
                acts[place]()
            except RuleBroken as refused:
                ends[place] = type(refused).__name__

    threads = [threading.Thread(target=do, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ends


def test_of_two_who_decide_at_once_one_is_told_to_look_again_and_the_other_holds(account: Any) -> None:
    case, other = new_complaint(account, BAD), new_complaint(account, BAD, "628110000002")
    one, two = actor(Role.KASI_TIKKIM), actor(Role.KEPALA_KANTOR)
    found = {"category": "perilaku_petugas", "subject": "Pungutan", "version": case.version}

    def release(person: Any, which: Complaint) -> Callable[[], object]:
        return lambda: release_suspected(which.id, person, LATER, version=which.version)

    ends = at_once(lambda: identify(case.id, one, LATER, **found), release(two, case))
    assert sorted(ends) == ["", "StaleCase"]
    fresh = Complaint.get_by_id(case.id)
    was_released = ends[1] == ""
    assert (fresh.misconduct, fresh.conduct) == (not was_released, "dilepas" if was_released else "usulan")
    assert seen_by(case) == (set(FRONT) if was_released else LANE)
    assert sorted(at_once(release(one, other), release(two, other))) == ["", "StaleCase"]
    assert Audit.select().where((Audit.subject == f"complaint:{other.id}") & (Audit.after == "dilepas")).count() == 1
