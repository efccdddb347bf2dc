"""Looking at messages: up to what was shown, by those who answer, without making forms stale."""

import pytest

from models.actions.cases.look_at_case import look_at_case
from models.rules.core.errors import NotPermitted, NotVisible
from models.rules.staff.roles import Role
from models.tables import ChannelAccount, Complaint, Message
from tests.office import NOW, actor, citizen_message, new_complaint, take_in


def test_messages_up_to_the_last_one_shown_are_seen_and_later_ones_stay_unread(account: ChannelAccount) -> None:
    case = new_complaint(account)
    shown = case.news
    take_in(account, citizen_message("masih ada satu lagi"))
    assert look_at_case(case.id, shown, actor(Role.PENGELOLA), NOW) == 1
    after = Complaint.get_by_id(case.id)
    assert (after.unread, after.version) == (1, case.version)
    assert [row.seen_at for row in Message.select().order_by(Message.id)] == [NOW, None]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PENGELOLA])
def test_nobody_else_hides_news_from_the_one_who_answers(sqlite_account: ChannelAccount, role: Role) -> None:
    case = new_complaint(sqlite_account)
    with pytest.raises((NotPermitted, NotVisible)):
        look_at_case(case.id, 10**9, actor(role), NOW)
    assert Complaint.get_by_id(case.id).unread == 1
