"""What hangs on a destroyed case beside its papers: words not sent yet, messages another case had as well."""

from pathlib import Path
from typing import Any

from models.actions.cases.keep_draft import keep_draft
from models.actions.retention.destruction.carry_out import carry_out
from models.rules.retention.retention import DESTROYED
from models.rules.staff.roles import Role
from models.tables import ComplaintMessage, Draft, Handle, Message
from tests.actions.retention.destruction.test_destruction import KASUBSI, LATER, agreed, finished
from tests.office import NOW, actor, citizen_message, take_in


def test_what_an_officer_was_typing_goes_altogether(sqlite_account: Any, tmp_path: Path) -> None:
    case, other = finished(sqlite_account, tmp_path, 11), finished(sqlite_account, tmp_path, 12)
    for one in (case, other):
        keep_draft(one.id, "balas", {"text": "Sebelum dikirim"}, actor(Role.PENGELOLA), NOW)
    carry_out(agreed(case).id, tmp_path / "files", actor(KASUBSI), LATER)
    assert [row.complaint for row in Draft.select()] == [other.id]


def test_a_message_of_two_cases_goes_with_the_second_though_its_writer_is_still_kept(
    sqlite_account: Any, tmp_path: Path
) -> None:
    one, other = finished(sqlite_account, tmp_path, 11), finished(sqlite_account, tmp_path, 12)
    take_in(sqlite_account, citizen_message("Saya lagi", "628110000011", LATER), now=LATER)
    shared = Message.select().join(ComplaintMessage).where(ComplaintMessage.complaint == one.id).first()
    ComplaintMessage.create(complaint=other.id, message=shared.id, linked_at=NOW)
    carry_out(agreed(one).id, tmp_path / "files", actor(KASUBSI), LATER)
    assert Message.get_by_id(shared.id).text == shared.text
    carry_out(agreed(other).id, tmp_path / "files", actor(KASUBSI), LATER)
    assert "+628110000011" in {row.value for row in Handle.select()}
    assert Message.get_by_id(shared.id).text == DESTROYED
