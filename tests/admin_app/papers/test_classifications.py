"""Klasifikasi on screen: a code of an imported scheme is changed by the next import alone."""

from collections.abc import Callable
from typing import Any

from models.rules.staff.roles import Role
from models.tables import Classification
from tests.actions.retention.scheme.test_scheme import imported
from tests.admin_app.browsing import Browser, text

Open = Callable[[Role | str], Browser]
FORM = {"code": "PW.06.03", "meaning": "Lain", "valid_from": "2026-01-01"}


def test_an_imported_code_cannot_be_changed_renamed_out_of_its_scheme_or_added_to_it(
    sqlite_account: Any, signed_in: Open
) -> None:
    imported()
    browser, row = signed_in(Role.ADMINISTRATOR), Classification.get(Classification.inactive_years == 7)
    for scheme in (row.scheme, "Lain"):
        answer = browser.post(f"/klasifikasi/edit/?id={row.id}", scheme=scheme, **FORM)
        assert "Impor skema berikutnya" in text(answer)
    added = browser.post("/klasifikasi/new/", scheme=row.scheme, **{**FORM, "code": "PW.06.08"})
    assert "Impor skema berikutnya" in text(added)
    assert Classification.get_by_id(row.id).active and Classification.get_by_id(row.id).scheme == row.scheme
    assert not Classification.select().where(Classification.code == "PW.06.08").exists()
    own = Classification.get(Classification.scheme == "Imipas")
    browser.post(f"/klasifikasi/edit/?id={own.id}", **{**FORM, "code": own.code, "scheme": "Imipas"})
    assert Classification.get_by_id(own.id).meaning == "Lain"
