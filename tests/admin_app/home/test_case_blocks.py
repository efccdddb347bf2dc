"""The blocks of complaints beside the desks: what an older version left undone stands where it can be done."""

from datetime import timedelta
from typing import Any

from flask import Flask

from models.actions.papers.sign_document import sign_document
from models.rules.staff.roles import Role
from models.tables import Document
from tests.actions.core.test_case_papers import unissued
from tests.actions.walking import Walk
from tests.admin_app.home.test_home import home_of
from tests.office import actor


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
