"""An officer's note of a delivery is the words of its output; what the citizen has read on a channel is none."""

from typing import Any

from models.actions.core.answers.delivery_notes import is_own_note, note_of, with_notes
from models.actions.replies.record_proof import record_proof
from models.rules.cases.sop import Output
from models.rules.channels.messages import Direction
from models.rules.replies.delivery import Purpose, Way
from models.rules.staff.roles import Role
from models.tables import StepOutput
from tests.actions.walking import Walk
from tests.office import actor, citizen_message, take_in


def first_response(walk: Walk) -> StepOutput:
    return StepOutput.get((StepOutput.complaint == walk.id) & (StepOutput.kind == str(Output.TANGGAPAN_AWAL)))


def recorded(walk: Walk, way: Way, text: str) -> StepOutput:
    record_proof(walk.id, Purpose.TANGGAPAN_AWAL, way, text, actor(Role.PENGELOLA), walk.tick())
    return first_response(walk)


def test_a_note_is_shown_as_the_words_of_its_output_and_stored_only_once(sqlite_account: Any) -> None:
    walk = Walk(sqlite_account).identified()
    output = recorded(walk, Way.TELEPON, "Ditelepon.")
    assert is_own_note(note_of(output))
    assert [row.text for row in with_notes(walk.case, [output])] == ["Ditelepon."]
    assert first_response(walk).text == ""


def test_what_was_sent_or_typed_in_the_app_is_no_note(sqlite_account: Any) -> None:
    sent = first_response(Walk(sqlite_account).at_kasubsi())
    assert note_of(sent) is None
    assert not is_own_note(None)
    walk = Walk(sqlite_account, who="628110000002").identified()
    said = citizen_message("Sudah kami terima.", "628110000002", walk.tick(), direction=Direction.OUT)
    take_in(sqlite_account, said, now=walk.tick())
    typed = recorded(walk, Way.APLIKASI_ASLI, "")
    assert not is_own_note(note_of(typed))
    assert [row.text for row in with_notes(walk.case, [typed])] == [""]


def test_what_an_officer_wrote_of_a_message_typed_in_the_app_is_his_note(sqlite_account: Any) -> None:
    walk = Walk(sqlite_account).identified()
    said = citizen_message("Sudah kami terima.", sent_at=walk.tick(), direction=Direction.OUT)
    take_in(sqlite_account, said, now=walk.tick())
    assert is_own_note(note_of(recorded(walk, Way.APLIKASI_ASLI, "Dijawab Bu Rina di telepon kantor.")))
