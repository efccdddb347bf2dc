"""The query condition is the twin of the rule: for every role, section and complaint they say the same."""

from itertools import product
from typing import Any

from models.rules.roles import Role, Section
from models.rules.visibility import sees, sight_of
from models.tables import Complaint, ComplaintMessage, Message
from models.tables.visible import visible, visible_complaints, visible_messages
from tests.office import NOW, new_complaint


def test_the_condition_and_the_rule_agree_on_every_case(account: Any) -> None:
    cases = []
    for place, (section, forwarded) in enumerate(product((None, *Section), (False, True))):
        case = new_complaint(account, who=f"62811000{place:04d}")
        Complaint.update(section=section and str(section), forwarded=forwarded).where(
            Complaint.id == case.id
        ).execute()
        cases.append((case.id, section, forwarded))
    for role, own in product(Role, (None, *Section)):
        sight = sight_of(role, own)
        seen = {row.id for row in Complaint.select().where(visible(sight))}
        assert seen == {key for key, section, forwarded in cases if sees(sight, section, forwarded)}, (role, own)
        assert {row[0] for row in visible_complaints(sight).tuples()} == seen


def test_a_message_is_visible_through_a_link_that_was_not_undone(account: Any) -> None:
    case = new_complaint(account)
    Complaint.update(section="lalintalkim", forwarded=True).where(Complaint.id == case.id).execute()
    officer, other = sight_of(Role.KASI_LALINTALKIM), sight_of(Role.KASI_INTELDAKIM)
    message = Message.get()

    def seen(sight: Any) -> list[int]:
        return [row.id for row in Message.select().where(Message.id.in_(visible_messages(sight)))]

    assert (seen(officer), seen(other), seen(sight_of(Role.ADMINISTRATOR))) == ([message.id], [], [])
    ComplaintMessage.update(undone_at=NOW).execute()
    assert (seen(officer), seen(sight_of(Role.PENGELOLA))) == ([], [message.id])
