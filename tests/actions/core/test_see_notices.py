"""One's own notices: seen once, hidden with the case, and gone from the bell when their clock ended."""

from datetime import timedelta
from typing import Any

import pytest

from models.actions.clocks.give_warnings import give_warnings
from models.actions.core.see_notices import own_notices, see_all_notices, see_notice, waiting_notices
from models.rules.cases.sop import Move
from models.rules.core.errors import NotVisible
from models.rules.staff.roles import Role, Section
from models.tables import ConflictParty, Notice, Staff
from tests.actions.walking import Walk
from tests.office import NOW, actor, new_complaint

PENGELOLA, INTELDAKIM = Role.PENGELOLA, Role.KASI_INTELDAKIM


def a_notice(who: Role = PENGELOLA, key: str = "kunci", complaint: int | None = None) -> Notice:
    staff = Staff.get(Staff.username == str(who))
    return Notice.create(staff=staff, kind="peringatan", text="Batas.", key=key, made_at=NOW, complaint=complaint)


def waiting(who: Role = PENGELOLA) -> list[int]:
    return [row.id for row in waiting_notices(actor(who)).order_by(Notice.id)]


def test_a_notice_is_seen_once_and_by_its_owner_alone(account: Any) -> None:
    first, second = a_notice(), a_notice(key="lain")
    assert waiting() == [first.id, second.id]
    with pytest.raises(NotVisible):
        see_notice(first.id, actor(Role.KASI_TIKKIM), NOW)
    assert see_notice(first.id, actor(PENGELOLA), NOW).id == first.id
    see_notice(first.id, actor(PENGELOLA), NOW + timedelta(hours=1))
    assert Notice.get_by_id(first.id).seen_at == NOW
    assert waiting() == [second.id]


def test_all_that_was_shown_is_seen_and_what_came_since_still_waits(account: Any) -> None:
    first, foreign, late = a_notice(), a_notice(Role.KASI_TIKKIM, "asing"), a_notice(key="baru")
    assert see_all_notices(actor(PENGELOLA), first.id, NOW) == 1
    assert (waiting(), waiting(Role.KASI_TIKKIM)) == ([late.id], [foreign.id])


def test_S4_a_notice_of_a_case_that_became_hidden_is_neither_counted_nor_opened(account: Any) -> None:
    case = new_complaint(account)
    notice = a_notice(complaint=case.id)
    assert waiting() == [notice.id]
    staff = Staff.get(Staff.username == str(PENGELOLA))
    ConflictParty.create(complaint=case.id, staff=staff, why="keluarga", named_at=NOW)
    assert waiting() == [] and list(own_notices(actor(PENGELOLA))) == []
    with pytest.raises(NotVisible):
        see_notice(notice.id, actor(PENGELOLA), NOW)


def test_a_notice_of_another_sections_case_is_none(account: Any) -> None:
    walk = Walk(account, Section.LALINTALKIM).at_section()
    a_notice(INTELDAKIM, complaint=walk.id)
    assert waiting(INTELDAKIM) == []


def test_a_warning_lapses_with_its_step_and_that_of_the_law_stays_until_met(account: Any) -> None:
    walk = Walk(account)
    walk.now = NOW + timedelta(days=7, minutes=1)
    assert give_warnings(walk.now) > 1
    keys = [Notice.get_by_id(each).key.partition(":")[0] for each in waiting()]
    assert keys == ["langkah", "hukum"]
    walk.identified()
    assert [Notice.get_by_id(each).key.partition(":")[0] for each in waiting()] == ["hukum"]
    assert Notice.select().where(Notice.lapsed_at.is_null(False)).count() >= 1


def test_a_closed_case_rings_no_more(account: Any) -> None:
    walk = Walk(account)
    walk.now = NOW + timedelta(days=7, minutes=1)
    give_warnings(walk.now)
    assert waiting()
    walk.move(Move.TUTUP_BUKAN_PENGADUAN)
    assert waiting() == []
