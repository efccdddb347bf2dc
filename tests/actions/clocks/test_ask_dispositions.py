"""Kepala Kantor is told of each case that waits for his disposition, once each time it comes, while it is there."""

from typing import Any

from models.actions.clocks.ask_dispositions import ask_dispositions
from models.actions.core.see_notices import waiting_notices
from models.rules.cases.sop import Move, Output
from models.rules.staff.roles import Role, Section
from models.tables import ConflictParty, Notice, Staff
from tests.actions.walking import Walk
from tests.office import NOW, actor

KEPALA = Role.KEPALA_KANTOR


def asked(who: Role = KEPALA) -> int:
    return int(waiting_notices(actor(who)).where(Notice.kind == "disposisi").count())


def brought(walk: Walk) -> None:
    walk.write(Output.IDENTIFIKASI_SEKSI)
    walk.move(Move.TIDAK_DAPAT_DITANGANI)


def test_he_is_told_once_each_time_it_comes_and_no_longer_when_it_went(account: Any) -> None:
    walk = Walk(account).at_section()
    assert ask_dispositions(walk.tick()) == 0
    brought(walk)
    assert (ask_dispositions(walk.tick()), ask_dispositions(walk.tick()), asked()) == (1, 0, 1)
    walk.move(Move.DISPOSISI_ANALISA, section=Section.LALINTALKIM)
    assert (ask_dispositions(walk.tick()), asked()) == (1, 0)
    brought(walk)
    assert (ask_dispositions(walk.tick()), asked()) == (1, 1)
    assert Notice.select().where(Notice.kind == "disposisi").count() == 2


def test_where_the_case_names_him_who_stands_in_is_told_until_that_is_lifted(account: Any) -> None:
    walk = Walk(account).at_section()
    brought(walk)
    ask_dispositions(walk.tick())
    head = Staff.get(Staff.username == str(KEPALA))
    party = ConflictParty.create(complaint=walk.id, staff=head, why="keluarga", named_at=NOW)
    ask_dispositions(walk.tick())
    told = Notice.select().where((Notice.kind == "disposisi") & Notice.lapsed_at.is_null())
    assert head.id not in {row.staff_id for row in told} and told.count() == 1
    ConflictParty.update(lifted_at=walk.now).where(ConflictParty.id == party.id).execute()
    ask_dispositions(walk.tick())
    assert asked() == 1
