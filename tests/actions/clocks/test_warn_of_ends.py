"""Administrator and Kasubsi are told once of each stage of an ending token; a new token ends the notices."""

import json
from datetime import timedelta
from typing import Any

from models.actions.channels.count_charges import count_charges
from models.actions.clocks.warn_of_ends import BUDGET, TOKEN, VERSION, warn_of_ends
from models.actions.upkeep.diagnose.channels import look_at_ends
from models.actions.upkeep.diagnose.findings import Level
from models.rules.channels.costs.prices import Charge, Charged
from models.rules.staff.roles import Role
from models.tables import ChannelAccount, Notice, Staff
from sync_agent.keeping_time import keep_time
from tests.office import NOW

END = NOW + timedelta(days=20)


def waiting(kind: str) -> list[tuple[str, str]]:
    """Who is told what now."""
    rows = Notice.select(Staff.role, Notice.text).join(Staff)
    return sorted(rows.where((Notice.kind == kind) & Notice.lapsed_at.is_null()).tuples())


def test_a_token_is_told_of_at_each_stage_to_those_who_can_renew_it(account: Any) -> None:
    ChannelAccount.update(token_expires_at=END, token_life="ends").execute()
    assert (warn_of_ends(NOW), waiting(TOKEN)) == (0, [])
    for left, said in ((14, "habis"), (3, "habis"), (0, "sudah habis sejak")):
        moment = END - timedelta(days=left)
        assert warn_of_ends(moment) > 0
        assert warn_of_ends(moment + timedelta(seconds=1)) == 0
        assert [role for role, _ in waiting(TOKEN)] == [Role.ADMINISTRATOR, Role.KASUBSI_INFOKIM]
        assert all(f"token {said} 15 Desember 2026" in text for _, text in waiting(TOKEN))
    assert Notice.select().where(Notice.kind == TOKEN).count() == 6
    ChannelAccount.update(token_expires_at=END + timedelta(days=60)).execute()
    warn_of_ends(END)
    assert waiting(TOKEN) == []


def test_a_channel_that_is_switched_off_worries_nobody(account: Any) -> None:
    ChannelAccount.update(token_expires_at=NOW, enabled=False).execute()
    assert warn_of_ends(NOW) == 0


def test_a_version_near_its_end_is_told_to_the_administrator_and_by_doctor(account: Any) -> None:
    settings = json.dumps({"version": "v21.0"})
    ChannelAccount.update(kind="facebook", settings=settings, label="Halaman", token_expires_at=NOW).execute()
    keep_time(NOW)
    assert waiting(VERSION) == [
        (Role.ADMINISTRATOR, "Halaman: Graph API v21.0 berakhir 21 Januari 2027; isi yang lebih baru.")
    ]
    found = list(look_at_ends(NOW))
    assert [one.level for one in found] == [Level.WARNING] * 2
    assert "2026-11-25" in found[0].sentence and "2027-01-21" in found[1].sentence
    ChannelAccount.update(settings="{}", token_expires_at=None).execute()
    keep_time(NOW + timedelta(minutes=1))
    assert (waiting(VERSION), list(look_at_ends(NOW))) == ([], [])


def test_a_budget_is_told_of_once_at_each_share_and_the_next_month_ends_it(account: Any) -> None:
    ChannelAccount.update(kind="x", settings=json.dumps({"monthly_budget": "10"}), label="X kantor").execute()
    told = []
    for cents in (690, 10, 200, 50, 100, 300):  # 69, 70, 90, 95, 105, 135 percent
        count_charges(account.id, [Charge(Charged.MESSAGE_READ, count=cents)], NOW)
        told.append(warn_of_ends(NOW) > 0)
        assert warn_of_ends(NOW + timedelta(seconds=1)) == 0
    assert told == [False, True, True, False, True, False]
    ((role, text),) = waiting(BUDGET)
    assert role == Role.ADMINISTRATOR
    assert "X kantor: Anggaran bulan ini sudah habis menurut perkiraan: US$10,50 dari US$10,00 (105 %)" in text
    assert "jawaban tetap dikirim" in text
    assert Notice.select().where(Notice.kind == BUDGET).count() == 3
    warn_of_ends(NOW + timedelta(days=7))  # December
    assert waiting(BUDGET) == []
