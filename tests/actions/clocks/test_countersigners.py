"""Who is asked to countersign a pause changes with who may see its case, who asked, and who stands in for whom."""

from datetime import timedelta
from typing import Any

import pytest

from models.actions.clocks.ask_countersignature import ask_countersignatures
from models.actions.clocks.countersigners import Countersigners
from models.actions.clocks.pause_step import countersign_pause, pause_step
from models.actions.core.actor import actor_of
from models.actions.core.see_notices import waiting_notices
from models.actions.office.hand_over import HandOver, hand_over
from models.actions.privacy.name_party import lift_party, name_party
from models.rules.clocks.pauses import PauseNotAllowed, PauseReason
from models.rules.core.moments import to_wib
from models.rules.staff.roles import Role
from models.tables import ConflictParty, Notice, Pause, Staff
from tests.actions.proving import letter_of
from tests.actions.walking import Walk
from tests.office import actor

KASUBSI, TIKKIM, HEAD = Role.KASUBSI_INFOKIM, Role.KASI_TIKKIM, Role.KEPALA_KANTOR


@pytest.fixture
def walk(account: Any) -> Walk:
    """A case on Kasubsi's desk: no section sees it yet."""
    return Walk(account).at_kasubsi()


def paused(walk: Walk, by: Role = KASUBSI, **words: Any) -> Pause:
    return pause_step(
        walk.id, PauseReason.MENUNGGU_INSTANSI, "Menunggu.", letter_of(walk), actor(by), walk.tick(), **words
    )


def recused(walk: Walk, *posts: Role, by: Role = KASUBSI) -> None:
    for post in posts:
        name_party(walk.id, actor(post).person_id, "Terlapor.", actor(by), walk.tick())


def let_in(walk: Walk, post: Role) -> None:
    row = ConflictParty.get(ConflictParty.staff == actor(post).person_id)
    lift_party(row.id, "Keliru.", actor(KASUBSI), walk.tick())


def asked(walk: Walk, pause: Pause) -> tuple[Role, ...]:
    return Countersigners(walk.now).asked(walk.case, pause)


def told(walk: Walk) -> set[str]:
    walk.now += timedelta(minutes=61)
    ask_countersignatures(walk.now)
    return {row.staff.username for row in Notice.select() if row.kind == "paraf_jeda"}


def test_the_head_of_the_office_is_told_where_only_she_can_countersign(walk: Walk) -> None:
    recused(walk, TIKKIM)
    pause = paused(walk)
    assert told(walk) == {"kepala_kantor"}
    countersign_pause(pause.id, True, actor(HEAD), walk.tick())
    assert list(waiting_notices(actor(HEAD))) == []


def test_the_head_of_the_section_is_told_where_nobody_above_him_can(account: Any) -> None:
    walk = Walk(account).at_section()
    recused(walk, TIKKIM, HEAD)
    pause = paused(walk)
    assert told(walk) == {"kasi_lalintalkim"}
    countersign_pause(pause.id, True, actor(Role.KASI_LALINTALKIM), walk.tick())


def test_a_recusal_after_the_asking_takes_it_away_and_lifting_it_brings_it_back(walk: Walk) -> None:
    pause = paused(walk)
    assert asked(walk, pause) == (TIKKIM,)
    recused(walk, TIKKIM)
    assert asked(walk, pause) == (HEAD,)
    recused(walk, HEAD)
    assert asked(walk, pause) == ()
    assert told(walk) == set()
    let_in(walk, HEAD)
    assert asked(walk, pause) == (HEAD,)
    assert told(walk) == {"kepala_kantor"}


def test_a_substitute_of_somebody_recused_can_and_is_told_but_not_where_he_asked_himself(walk: Walk) -> None:
    recused(walk, TIKKIM, HEAD)
    pause, day = paused(walk), to_wib(walk.now).date()
    for post, deputy, giver in ((HEAD, KASUBSI, HEAD), (TIKKIM, Role.PENGELOLA, KASUBSI)):
        asked_for = HandOver(post, actor(deputy).person_id, day, day + timedelta(days=3), "SP-1")
        hand_over(asked_for, actor(giver), walk.tick())
        assert asked(walk, pause) == ((TIKKIM,) if post is TIKKIM else ())
    assert told(walk) == {"pengelola"}
    substitute = actor_of(Staff.get(Staff.username == "pengelola"), day=day)
    countersign_pause(pause.id, True, substitute, walk.tick())


def test_an_account_that_is_closed_is_nobody(walk: Walk) -> None:
    pause = paused(walk)
    Staff.update(active=False).where(Staff.role.in_([str(TIKKIM), str(HEAD)])).execute()
    assert asked(walk, pause) == ()


def test_what_counts_nothing_without_a_countersignature_is_not_asked_of_nobody(walk: Walk) -> None:
    recused(walk, TIKKIM, HEAD)
    started = walk.now
    walk.now += timedelta(minutes=20)
    with pytest.raises(PauseNotAllowed, match="tidak ada orang lain yang dapat memarafnya"):
        paused(walk, starts_at=started + timedelta(minutes=5), ends_at=started + timedelta(minutes=9))
    assert not Pause.select().exists()
    pause = paused(walk)  # of this an hour counts by rule
    walk.now += timedelta(minutes=61)
    Pause.update(ends_at=walk.now).where(Pause.id == pause.id).execute()
    with pytest.raises(PauseNotAllowed, match="Serah tugas"):  # and that hour is used up
        paused(walk)
    let_in(walk, HEAD)
    paused(walk)
