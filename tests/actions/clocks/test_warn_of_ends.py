"""Administrator and Kasubsi are told once of each stage of an ending token; a new token ends the notices."""

import json
from datetime import timedelta
from typing import Any

from models.actions.clocks.warn_of_ends import TOKEN, VERSION, warn_of_ends
from models.actions.upkeep.diagnose.channels import look_at_ends
from models.actions.upkeep.diagnose.findings import Level
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
