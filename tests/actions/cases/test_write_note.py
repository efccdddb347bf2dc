"""Notes: for colleagues only, once by their form, told to those named who may see the case and to nobody else."""

from typing import Any

import pytest

from models.actions.cases.write_note import LONGEST, write_note
from models.rules.core.errors import AlreadyDone, NotVisible, TextEmpty, TextTooLong
from models.rules.staff.roles import Role
from models.tables import Audit, CaseNote, Complaint, Notice, Outbox, Staff
from tests.actions.walking import Walk
from tests.office import NOW, actor


def told() -> list[str]:
    """Name who was told, in order."""
    return [row.staff.username for row in Notice.select().where(Notice.kind == "sebutan").order_by(Notice.id)]


def test_a_note_is_kept_traced_and_goes_nowhere(account: Any) -> None:
    walk = Walk(account)
    before = walk.case.version
    note = write_note(walk.id, "  Berkas ada di loket 2.  ", actor(Role.PENGELOLA), NOW).note
    assert (note.text, note.made_by_id, note.made_at) == (
        "Berkas ada di loket 2.",
        actor(Role.PENGELOLA).staff_id,
        NOW,
    )
    assert walk.case.version == before
    assert Outbox.select().count() == 0
    trace = Audit.select().order_by(Audit.id.desc()).get()
    assert "Berkas" not in f"{trace.before}{trace.after}"


def test_whoever_is_named_is_told_without_the_words(account: Any) -> None:
    walk = Walk(account).identified()
    kasubsi = Staff.get(Staff.role == str(Role.KASUBSI_INFOKIM)).username
    left = write_note(walk.id, f"@{kasubsi} @{kasubsi.upper()} mohon dilihat", actor(Role.PENGELOLA), NOW)
    assert (told(), left.untold) == ([kasubsi], ())
    notice = Notice.get(Notice.kind == "sebutan")
    assert "mohon dilihat" not in notice.text
    assert notice.complaint == walk.id


def test_nobody_is_told_of_a_case_he_may_not_see(account: Any) -> None:
    walk = Walk(account).at_section()
    other = Staff.get(Staff.role == str(Role.KASI_INTELDAKIM)).username
    admin = Staff.get(Staff.role == str(Role.ADMINISTRATOR)).username
    left = write_note(walk.id, f"@{other} @{admin} @tidak-ada", actor(Role.PENGELOLA), NOW)
    assert told() == []
    assert left.untold == (other, admin, "tidak-ada")


def test_naming_oneself_rings_no_bell(account: Any) -> None:
    me = actor(Role.PENGELOLA)
    left = write_note(Walk(account).id, f"@{me.username} ingat", me, NOW)
    assert (told(), left.untold) == ([], ())


def test_the_same_form_twice_is_one_note(account: Any) -> None:
    walk = Walk(account)
    write_note(walk.id, "Sekali", actor(Role.PENGELOLA), NOW, form_key="k" * 32)
    with pytest.raises(AlreadyDone):
        write_note(walk.id, "Sekali", actor(Role.PENGELOLA), NOW, form_key="k" * 32)
    assert CaseNote.select().count() == 1


@pytest.mark.parametrize(("text", "error"), [(" \n ", TextEmpty), ("x" * (LONGEST + 1), TextTooLong)])
def test_a_note_has_words_and_an_end(account: Any, text: str, error: type) -> None:
    walk = Walk(account)
    with pytest.raises(error):
        write_note(walk.id, text, actor(Role.PENGELOLA), NOW)
    assert CaseNote.select().count() == 0


def test_who_does_not_see_the_case_writes_no_note(account: Any) -> None:
    walk = Walk(account)
    with pytest.raises(NotVisible):
        write_note(walk.id, "x", actor(Role.KASI_INTELDAKIM), NOW)
    assert Complaint.get_by_id(walk.id).version == walk.case.version
