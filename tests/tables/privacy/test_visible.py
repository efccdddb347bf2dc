"""The query condition is the twin of the rule: for every role, section and complaint they say the same."""

from itertools import product
from typing import Any

from models.rules.privacy.visibility import Scope, scope_of, sees
from models.rules.staff.roles import Role, Section
from models.tables import Complaint, ComplaintMessage, ConflictParty, Message, Staff
from models.tables.privacy.visible import hidden, hides_nothing, visible, visible_complaints, visible_messages
from tests.office import NOW, new_complaint


def test_the_condition_and_the_rule_agree_on_every_case(account: Any) -> None:
    cases, both = [], (False, True)
    person = Staff.get(Staff.username == "pengelola").id
    facts = product((None, *Section), both, both, both, both)
    for place, (section, forwarded, misconduct, named, suspected) in enumerate(facts):
        case = new_complaint(account, who=f"62811000{place:04d}")
        change = {
            "section": section and str(section),
            "forwarded": forwarded,
            "misconduct": misconduct,
            "conduct": "jalur" if suspected else "dilepas",
        }
        Complaint.update(change).where(Complaint.id == case.id).execute()
        if named:
            ConflictParty.create(complaint=case, staff=person, why="terlapor", named_at=NOW)
        cases.append((case.id, section, forwarded, misconduct, named, suspected))
    for role, own in product(Role, (None, *Section)):
        for who in (person, person + 1, None):
            scope = scope_of(role, own, who)
            seen = {row.id for row in Complaint.select().where(visible(scope))}
            mine = {row[0] for row in cases if sees(scope, *row[1:4], row[4] and who == person, row[5])}
            assert seen == mine, (role, own, who)
            assert {row[0] for row in visible_complaints(scope).tuples()} == seen


def test_a_message_of_a_case_that_names_somebody_is_hidden_also_where_another_case_shares_it(account: Any) -> None:
    first, second = new_complaint(account), new_complaint(account, who="628110000002")
    own = ComplaintMessage.get(ComplaintMessage.complaint == second.id).message_id
    shared = ComplaintMessage.get(ComplaintMessage.complaint == first.id).message_id
    ComplaintMessage.create(complaint=second, message=shared, linked_at=NOW)
    person = Staff.get(Staff.username == "pengelola").id
    party = ConflictParty.create(complaint=second, staff=person, why="terlapor", named_at=NOW)

    def seen(who: int) -> set[int]:
        return {row for (row,) in visible_messages(scope_of(Role.PENGELOLA, None, who)).tuples()}

    assert seen(person) == set()
    assert seen(person + 1) == {shared, own}
    ConflictParty.update(lifted_at=NOW).where(ConflictParty.id == party.id).execute()
    assert seen(person) == {shared, own}


def test_a_message_is_visible_through_a_link_that_was_not_undone(account: Any) -> None:
    case = new_complaint(account)
    Complaint.update(section="lalintalkim", forwarded=True).where(Complaint.id == case.id).execute()
    officer, other = scope_of(Role.KASI_LALINTALKIM), scope_of(Role.KASI_INTELDAKIM)
    message = Message.get()

    def seen(scope: Any) -> list[int]:
        return [row.id for row in Message.select().where(Message.id.in_(visible_messages(scope)))]

    assert (seen(officer), seen(other), seen(scope_of(Role.ADMINISTRATOR))) == ([message.id], [], [])
    ComplaintMessage.update(undone_at=NOW).execute()
    assert (seen(officer), seen(scope_of(Role.PENGELOLA))) == ([], [message.id])


def test_a_case_of_the_lane_hides_what_was_merged_with_it_and_the_messages_it_shares(account: Any) -> None:
    lead, merged = new_complaint(account), new_complaint(account, who="628110000002")
    plain = new_complaint(account, who="628110000003")
    shared = ComplaintMessage.get(ComplaintMessage.complaint == merged.id).message_id
    own = ComplaintMessage.get(ComplaintMessage.complaint == plain.id).message_id
    ComplaintMessage.create(complaint=plain, message=shared, linked_at=NOW)
    Complaint.update(lead=lead.id).where(Complaint.id == merged.id).execute()
    Complaint.update(conduct="usulan").where(Complaint.id == lead.id).execute()
    outside, inside = scope_of(Role.PENGELOLA, None, 7), scope_of(Role.KASUBSI_INFOKIM, None, 7)
    assert {row for (row,) in visible_complaints(outside).tuples()} == {plain.id}
    assert {row for (row,) in visible_complaints(inside).tuples()} == {lead.id, merged.id, plain.id}
    assert {row for (row,) in visible_messages(outside).tuples()} == {own}
    assert [hidden(outside, case.id) for case in (lead, merged, plain)] == [True, True, False]
    assert (hides_nothing(outside), hides_nothing(inside)) == (False, True)
    Complaint.update(conduct="dilepas").where(Complaint.id == lead.id).execute()
    assert hides_nothing(outside)


def test_nobody_is_named_until_a_case_names_him_and_after_that_is_lifted(account: Any) -> None:
    case, person = new_complaint(account), Staff.get(Staff.username == "pengelola").id
    assert hides_nothing(Scope(person=person))
    party = ConflictParty.create(complaint=case, staff=person, why="terlapor", named_at=NOW)
    assert (hides_nothing(Scope(person=person)), hides_nothing(Scope(person=person + 1))) == (False, True)
    ConflictParty.update(lifted_at=NOW).where(ConflictParty.id == party.id).execute()
    assert hides_nothing(Scope(person=person))
