"""The blocks of complaints beside the desks: what an older version left undone stands where it can be done."""

from datetime import timedelta
from typing import Any

from flask import Flask

from admin_app.home.case_blocks import CASE_BLOCKS
from models.actions.papers.sign_document import sign_document
from models.rules.channels.messages import Ack
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role
from models.tables import Complaint, Document
from tests.actions.core.test_case_papers import unissued
from tests.actions.delivering import give, tell
from tests.actions.walking import Walk
from tests.admin_app.home.test_home import home_of
from tests.office import NOW, actor, new_complaint


def test_a_report_an_older_version_left_unissued_stands_on_the_home_of_its_section(
    app: Flask, sqlite_account: Any
) -> None:
    walk = Walk(sqlite_account).with_answer().handed_back()
    kasi = actor(Role.KASI_LALINTALKIM)
    assert home_of(app, kasi)["laporan_belum_terbit"].count == 0
    unissued(walk)
    found = {
        role: home_of(app, actor(role)) for role in (Role.KASI_LALINTALKIM, Role.KASI_INTELDAKIM, Role.KASI_TIKKIM)
    }
    assert {role: home["laporan_belum_terbit"].count for role, home in found.items()} == {
        Role.KASI_LALINTALKIM: 1, Role.KASI_INTELDAKIM: 0, Role.KASI_TIKKIM: 0,
    }  # fmt: skip
    walk.now += timedelta(minutes=1)
    sign_document(Document.get(Document.type == "LAPORAN").id, kasi, walk.tick())
    assert home_of(app, kasi)["laporan_belum_terbit"].count == 0


def test_what_came_last_into_a_closed_case_stands_before_what_was_left_unread_long_ago(
    app: Flask, sqlite_account: Any
) -> None:
    for days in (400, 300, 0):
        case = new_complaint(sqlite_account, f"lalu {days}", who=f"6281100001{days:03}")
        ended = {"open": False, "stage": "selesai", "unread": 1, "last_inbound_at": NOW - timedelta(days=days)}
        Complaint.update(subject=f"lalu {days}", **ended).where(Complaint.id == case.id).execute()
    lines = home_of(app, actor(Role.PENGELOLA))["masuk_selesai"].lines
    assert [line.title for line in lines] == ["lalu 0", "lalu 300", "lalu 400"]


def test_a_step_done_again_because_the_answer_fell_was_returned_by_nobody(app: Flask, sqlite_account: Any) -> None:
    walk = Walk(sqlite_account).with_answer().handed_back()
    tell(walk, give(walk, Purpose.JAWABAN), Ack.FAILED)
    assert home_of(app, actor(Role.KASUBSI_INFOKIM))["dikembalikan"].count == 1
    block = next(one for one in CASE_BLOCKS if one.key == "dikembalikan")
    assert "ikembalikan" not in block.title + block.mark
