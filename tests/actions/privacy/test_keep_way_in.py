"""The word and the accounts past the front desk: Kepala Kantor's alone, and nothing that everybody writes."""

from datetime import timedelta
from typing import Any

import pytest

from models.actions.privacy.keep_way_in import accounts_of_citizens, set_way_in, ways_now
from models.rules.core.errors import AlreadyDone, NotPermitted, NotVisible, RuleBroken
from models.rules.staff.roles import Role
from models.tables import Audit, ChannelAccount, WayIn
from tests.office import NOW, actor, new_complaint

LATER = NOW + timedelta(minutes=1)


@pytest.fixture
def second(account: Any) -> ChannelAccount:
    return ChannelAccount.create(kind="gowa", label="Nomor pimpinan", created_at=NOW)


def test_only_kepala_kantor_sets_it_and_no_trail_tells_the_word(account: Any, second: ChannelAccount) -> None:
    for role in set(Role) - {Role.KEPALA_KANTOR}:
        with pytest.raises(NotPermitted):
            set_way_in("gardawbk", (), actor(role), NOW)
    head = actor(Role.KEPALA_KANTOR)
    set_way_in("gardawbk", {second.id}, head, NOW, form_key="k" * 20)
    with pytest.raises(AlreadyDone):
        set_way_in("gardawbk", {second.id}, head, NOW, form_key="k" * 20)
    set_way_in("gardawbk", {second.id}, head, NOW)
    assert WayIn.select().count() == 2
    set_way_in("", {second.id}, head, LATER)
    assert [(way.word, way.account_id) for way in ways_now()] == [("", second.id)]
    assert WayIn.get(WayIn.word == "gardawbk").ended_at == LATER
    trail = " ".join(f"{row.before} {row.after}" for row in Audit.select().where(Audit.event == "atur_jalur_khusus"))
    assert trail and "gardawbk" not in trail


def test_what_would_bring_everything_into_the_lane_is_refused(account: Any, second: ChannelAccount) -> None:
    head = actor(Role.KEPALA_KANTOR)
    new_complaint(account, "Paspor saya belum jadi")
    with pytest.raises(RuleBroken, match="tiga bulan"):
        set_way_in("paspor", (), head, LATER)
    with pytest.raises(RuleBroken, match="satu kanal"):
        set_way_in("", {account.id, second.id}, head, NOW)
    with pytest.raises(NotVisible):
        set_way_in("", {999}, head, NOW)
    assert ways_now() == []


def test_a_chosen_account_that_is_switched_off_stays_chosen(account: Any, second: ChannelAccount) -> None:
    head = actor(Role.KEPALA_KANTOR)
    set_way_in("", {second.id}, head, NOW)
    ChannelAccount.update(enabled=False).where(ChannelAccount.id == second.id).execute()
    assert [row.id for row in accounts_of_citizens()] == [account.id, second.id]
    set_way_in("gardawbk", {second.id}, head, LATER)
    assert sorted((way.word, way.account_id or 0) for way in ways_now()) == [("", second.id), ("gardawbk", 0)]
    with pytest.raises(RuleBroken, match="satu kanal"):  # the one left for the front desk is switched off
        ChannelAccount.update(enabled=ChannelAccount.id == second.id).execute()
        set_way_in("", {second.id}, head, LATER)
