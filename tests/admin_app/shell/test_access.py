"""A reading request of a person no case names needs no check per row; a changing request always checks."""

from typing import Any

import pytest
from flask import Flask, g

from admin_app.shell.access import signed_in_actor
from admin_app.shell.signing_in import SignedInUser
from models.rules.staff.roles import Role, Section
from models.tables import ConflictParty, Staff
from tests.admin_app.samples import complaint_in
from tests.office import NOW


def kasi() -> Staff:
    """Return the account of Kasi Lalintalkim."""
    found: Staff = Staff.get(Staff.username == str(Role.KASI_LALINTALKIM))
    return found


def unnamed(app: Flask, method: str) -> bool:
    """Ask as Kasi Lalintalkim by this method."""
    with app.test_request_context("/", method=method):
        g._login_user = SignedInUser(kasi())
        return signed_in_actor().unnamed


@pytest.mark.parametrize(("method", "skipped"), [("GET", True), ("HEAD", True), ("POST", False)])
def test_only_who_reads_is_spared_the_look_row_by_row(app: Flask, method: str, skipped: bool) -> None:
    assert unnamed(app, method) is skipped


def test_who_is_named_is_looked_for_until_it_is_lifted(app: Flask, sqlite_account: Any) -> None:
    case = complaint_in(sqlite_account, Section.LALINTALKIM, "628110000001")
    party = ConflictParty.create(complaint=case, staff=kasi(), why="terlapor", named_at=NOW)
    assert not unnamed(app, "GET")
    party.lifted_at = NOW
    party.save()
    assert unnamed(app, "GET")
