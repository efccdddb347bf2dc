"""What hangs on a destroyed case beside its papers: words not sent yet, messages another case had as well."""

from pathlib import Path
from typing import Any

from models.actions.cases.keep_draft import keep_draft
from models.actions.retention.destruction.carry_out import carry_out
from models.rules.channels.messages import Direction
from models.rules.retention.retention import DESTROYED
from models.rules.staff.roles import Role
from models.tables import ComplaintMessage, Draft, Handle, Message, Outbox
from tests.actions.retention.destruction.test_destruction import KASUBSI, LATER, agreed, finished
from tests.office import NOW, actor, citizen_message, settings_in, take_in


def test_what_an_officer_was_typing_goes_altogether(sqlite_account: Any, tmp_path: Path) -> None:
    case, other = finished(sqlite_account, tmp_path, 11), finished(sqlite_account, tmp_path, 12)
    for one in (case, other):
        keep_draft(one.id, "balas", {"text": "Sebelum dikirim"}, actor(Role.PENGELOLA), NOW)
    carry_out(agreed(tmp_path, case).id, settings_in(tmp_path), actor(KASUBSI), LATER)
    assert [row.complaint for row in Draft.select()] == [other.id]


def test_a_message_of_two_cases_goes_with_the_second_though_its_writer_is_still_kept(
    sqlite_account: Any, tmp_path: Path
) -> None:
    one, other = finished(sqlite_account, tmp_path, 11), finished(sqlite_account, tmp_path, 12)
    take_in(sqlite_account, citizen_message("Saya lagi", "628110000011", LATER), now=LATER)
    shared = Message.select().join(ComplaintMessage).where(ComplaintMessage.complaint == one.id).first()
    ComplaintMessage.create(complaint=other.id, message=shared.id, linked_at=NOW)
    carry_out(agreed(tmp_path, one).id, settings_in(tmp_path), actor(KASUBSI), LATER)
    assert Message.get_by_id(shared.id).text == shared.text
    carry_out(agreed(tmp_path, other).id, settings_in(tmp_path), actor(KASUBSI), LATER)
    assert "+628110000011" in {row.value for row in Handle.select()}
    assert Message.get_by_id(shared.id).text == DESTROYED


def test_an_answer_its_platform_shows_after_the_case_was_closed_goes_with_it_and_no_other_does(
    sqlite_account: Any, tmp_path: Path
) -> None:
    """Shown late it stood in no case, or in the next of its conversation, and its words stayed there."""
    case, other = finished(sqlite_account, tmp_path, 11), finished(sqlite_account, tmp_path, 12)
    shown = []
    for one in (case, other):
        row = Outbox.select().where((Outbox.complaint == one.id) & Outbox.external_id.is_null(False)).first()
        who = row.thread.external_id.removesuffix("@c.us")
        late = {"external_id": row.external_id, "direction": Direction.OUT}
        take_in(sqlite_account, citizen_message(row.text, who, row.sent_at, **late), now=LATER)
        shown.append(Message.get(Message.external_id == row.external_id))
    take_in(sqlite_account, citizen_message("Saya lagi", "628110000011", LATER), now=LATER)  # he himself is kept
    carry_out(agreed(tmp_path, case).id, settings_in(tmp_path), actor(KASUBSI), LATER)
    texts = [Message.get_by_id(one.id).text for one in shown]
    assert texts == [DESTROYED, shown[1].text]
    assert shown[1].text != DESTROYED
