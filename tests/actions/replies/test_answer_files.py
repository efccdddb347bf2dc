"""Files put to an answer that is being written: the officer's own, checked, taken away without a trace of bytes."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from models.actions.core.actor import Actor, actor_of
from models.actions.replies.answer_files import chosen_files, files_of, put_back, put_file, take_file_away
from models.actions.replies.queue_reply import queue_reply
from models.actions.replies.settle_reply import cancel_reply
from models.rules.channels.messages import StoredFile
from models.rules.channels.reply_files import JPEG, MB, PDF
from models.rules.core.errors import FileNotAllowed, NotPermitted, NotVisible, ReplyNotAllowed
from models.rules.replies.delivery import Purpose, ReplyState
from models.rules.staff.roles import Role
from models.tables import Complaint, FileRemoval, Outbox, Staff, WaitingFile
from tests.actions.cases.test_links_race import at_once
from tests.actions.replies.test_reply_reach import comment, facebook
from tests.actions.walking import Walk
from tests.office import NOW, actor, add_staff

LETTER = StoredFile("a" * 64, PDF, "surat.pdf", 2000)
PHOTO = StoredFile("b" * 64, JPEG, "loket.jpg", 3000)


def colleague() -> Actor:
    """Return another Pengelola."""
    known = Staff.get_or_none(Staff.username == "lain")
    return actor_of(known or add_staff(Role.PENGELOLA, username="lain"))


def test_a_file_waits_with_the_officer_s_own_answer(account: Any) -> None:
    walk, writer = Walk(account), actor(Role.PENGELOLA)
    put_file(walk.id, LETTER, writer, NOW)
    put_file(walk.id, PHOTO, writer, NOW)
    assert [row.filename for row in files_of(walk.id, writer)] == ["surat.pdf", "loket.jpg"]
    assert files_of(walk.id, colleague()) == []
    assert files_of(walk.id + 1, writer) == []


def test_the_same_bytes_wait_once(account: Any) -> None:
    walk, writer = Walk(account), actor(Role.PENGELOLA)
    assert put_file(walk.id, LETTER, writer, NOW).id == put_file(walk.id, LETTER, writer, NOW).id
    assert WaitingFile.select().count() == 1


@pytest.mark.parametrize(
    "file", [StoredFile("c" * 64, "text/html", "halaman.html", 10), StoredFile("c" * 64, JPEG, "besar.jpg", 6 * MB)]
)
def test_what_the_channel_does_not_take_is_refused(account: Any, file: StoredFile) -> None:
    walk = Walk(account)
    with pytest.raises(FileNotAllowed, match=file.filename):
        put_file(walk.id, file, actor(Role.PENGELOLA), NOW)
    assert WaitingFile.select().count() == 0


def test_one_answer_carries_so_many_and_no_more(account: Any) -> None:
    walk, writer = Walk(account), actor(Role.PENGELOLA)
    for number in range(5):
        put_file(walk.id, StoredFile(str(number) * 64, PDF, f"{number}.pdf", 10), writer, NOW)
    with pytest.raises(FileNotAllowed, match="paling banyak 5"):
        put_file(walk.id, LETTER, writer, NOW)


def test_a_case_of_a_comment_says_why_nothing_can_be_attached(account: Any) -> None:
    thread = comment(facebook(), external_id="17_9")
    case = Complaint.get(Complaint.thread == thread.id)
    with pytest.raises(FileNotAllowed, match="di depan umum"):
        put_file(case.id, LETTER, actor(Role.PENGELOLA), NOW)


def test_only_who_answers_may_attach(account: Any) -> None:
    walk = Walk(account)
    with pytest.raises(NotPermitted):
        put_file(walk.id, LETTER, actor(Role.KASUBSI_INFOKIM), NOW)
    with pytest.raises(NotVisible):
        put_file(walk.id, LETTER, actor(Role.ADMINISTRATOR), NOW)
    with pytest.raises(NotVisible):
        put_file(0, LETTER, actor(Role.PENGELOLA), NOW)


def test_a_file_taken_away_is_to_be_removed_from_the_store(account: Any) -> None:
    walk, writer = Walk(account), actor(Role.PENGELOLA)
    row = put_file(walk.id, LETTER, writer, NOW)
    take_file_away(walk.id, row.public_id, colleague(), NOW)
    assert len(files_of(walk.id, writer)) == 1
    for _ in range(2):
        take_file_away(walk.id, row.public_id, writer, NOW)
    assert files_of(walk.id, writer) == []
    assert [gone.sha256 for gone in FileRemoval.select()] == [LETTER.sha256]


def test_an_answer_takes_the_files_its_form_names_and_no_strangers(account: Any) -> None:
    walk, writer = Walk(account), actor(Role.PENGELOLA)
    letter, photo = (put_file(walk.id, file, writer, NOW) for file in (LETTER, PHOTO))
    assert chosen_files(walk.id, [photo.public_id, letter.public_id, photo.public_id], writer) == [PHOTO, LETTER]
    assert chosen_files(walk.id, [], writer) == []
    with pytest.raises(ReplyNotAllowed, match="sudah tidak ada"):
        chosen_files(walk.id, [letter.public_id], colleague())


def test_files_of_an_answer_taken_back_wait_again_whatever_the_channel_takes_by_then(account: Any) -> None:
    walk, writer = Walk(account), actor(Role.PENGELOLA)
    words = queue_reply(walk.id, "Ini suratnya.", Purpose.LAIN, "kunci-berkas", writer, NOW, files=[LETTER, PHOTO])
    put_file(walk.id, LETTER, writer, NOW)
    for number in range(4):
        put_file(walk.id, StoredFile(str(number) * 64, PDF, f"{number}.pdf", 10), writer, NOW)
    put_back(cancel_reply("kunci-berkas", writer, NOW), writer, NOW + timedelta(days=3))
    assert sorted(row.filename for row in files_of(walk.id, writer)) == sorted(
        ["surat.pdf", "loket.jpg", *(f"{number}.pdf" for number in range(4))]
    )
    cancelled = Outbox.select().where(Outbox.state == str(ReplyState.CANCELLED)).order_by(Outbox.id)
    assert cancelled.first().id == words.id


def test_a_file_dropped_twice_at_once_waits_once_and_of_many_only_as_many_as_go(account: Any) -> None:
    walk, writer = Walk(account), actor(Role.PENGELOLA)
    given = at_once(*[lambda: put_file(walk.id, LETTER, writer, NOW)] * 2)
    assert {row.id for row in given} == {row.id for row in files_of(walk.id, writer)}
    others = [StoredFile(str(number) * 64, PDF, f"{number}.pdf", 10) for number in range(6)]
    given = at_once(*(partial(put_file, walk.id, file, writer, NOW) for file in others))
    assert sum(isinstance(one, FileNotAllowed) for one in given) == 2
    assert len(files_of(walk.id, writer)) == 5
