"""What waits for a decision on a home is what its reader may decide."""

from collections.abc import Callable
from pathlib import Path

import pytest

from admin_app.home.blocks import Viewer
from admin_app.home.office_blocks import OFFICE_BLOCKS
from models.actions.channels.blocked_number import declare_blocked, declare_recovered
from models.actions.retention.destruction.lists import approve
from models.rules.replies.delivery import ReplyState
from models.rules.retention.retention import ApprovalNotAllowed
from models.rules.staff.roles import Role
from models.tables import ChannelAccount, Complaint, ConflictParty, DestructionItem, DestructionList, Outbox, Staff
from models.tables.core.settings import load_settings
from tests.actions.sending import queue
from tests.actions.walking import Walk
from tests.admin_app.browsing import Browser, text
from tests.office import NOW, actor

HEAD = Role.KEPALA_KANTOR
Counted = Callable[[], tuple[int, int]]


@pytest.fixture
def counted() -> Counted:
    """Count the lists that a home says wait for Kepala Kantor, and the lines it shows of them."""

    def count() -> tuple[int, int]:
        block = next(one for one in OFFICE_BLOCKS if one.key == "musnah")
        content = block.read(Viewer(actor(HEAD), NOW, None, load_settings({}, Path("none.toml"))))
        return content.count, len(content.lines)

    return count


def test_a_list_with_a_file_that_is_not_for_him_does_not_wait_for_him(
    account: ChannelAccount, counted: Counted
) -> None:
    cases = [Walk(account, who=f"62811000000{number}").case for number in (1, 2)]
    by = Staff.get(Staff.role == str(Role.KASUBSI_INFOKIM))
    for case in cases:
        made = DestructionList.create(made_by=by, made_at=NOW)
        DestructionItem.create(list=made, complaint=case, number=case.number, reason="x")
    assert counted() == (2, 2)
    hidden = Complaint.get_by_id(cases[0].id)
    ConflictParty.create(complaint=hidden, staff=Staff.get(Staff.role == str(HEAD)), named_at=NOW)
    first, second = DestructionList.select().order_by(DestructionList.id)
    with pytest.raises(ApprovalNotAllowed, match="bukan untuk Anda"):
        approve(first.id, actor(HEAD), NOW)
    assert counted() == (1, 1)
    approve(second.id, actor(HEAD), NOW)
    assert counted() == (0, 0)


def test_a_banned_number_stands_on_kasubsis_home_until_it_recovers_and_leads_to_the_page_that_says_the_way_on(
    sqlite_account: ChannelAccount, signed_in: Callable[[Role], Browser]
) -> None:
    account = sqlite_account
    queue(Walk(account), "a")
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    assert "Nomor diblokir" not in text(kasubsi.get("/"))
    declare_blocked(account.id, actor(Role.ADMINISTRATOR), NOW)
    page = text(kasubsi.get("/"))
    assert f'href="/nomor-diblokir/?id={account.id}"' in page
    assert "WhatsApp kantor mungkin diblokir" in page
    assert "sejak 25 Nov 2026 09.00 WIB · 1 jawaban menunggu dalam kasus Anda" in page
    assert "Nyatakan diblokir" not in text(kasubsi.get(f"/nomor-diblokir/?id={account.id}"))
    declare_recovered(account.id, actor(Role.ADMINISTRATOR), NOW)
    assert "Nomor diblokir" not in text(kasubsi.get("/"))


def test_a_banned_number_that_was_switched_off_for_good_leaves_the_home_once_nothing_waits_there(
    sqlite_account: ChannelAccount, signed_in: Callable[[Role], Browser]
) -> None:
    account = sqlite_account
    reply = queue(Walk(account), "a")
    declare_blocked(account.id, actor(Role.ADMINISTRATOR), NOW)
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    ChannelAccount.update(enabled=False).where(ChannelAccount.id == account.id).execute()
    assert "1 jawaban menunggu" in text(kasubsi.get("/"))
    Outbox.update(state=str(ReplyState.CANCELLED)).where(Outbox.id == reply.id).execute()
    assert "Nomor diblokir" not in text(kasubsi.get("/"))
    ChannelAccount.update(enabled=True).where(ChannelAccount.id == account.id).execute()
    assert "0 jawaban menunggu" in text(kasubsi.get("/"))
