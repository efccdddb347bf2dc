"""The screen of written delegations: what may be entered, what is refused, and that it counts at once."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from models.actions.office.delegations import delegates
from models.rules.staff.roles import Role
from models.tables import Audit, Delegation
from tests.admin_app.browsing import Browser, text
from tests.office import NOW

GOOD: dict[str, Any] = {
    "from_post": "kepala_kantor",
    "to_post": "kasi_tikkim",
    "document_types": ["DISPOSISI", "SURAT"],
    "valid_from": "2026-11-02",
    "valid_until": "2026-11-27",
    "basis": "Surat Pelimpahan Contoh 12/2026",
}


def send(browser: Browser, path: str, **words: Any) -> Any:
    """Send the form of a page with its token and key."""
    return browser.post(path, on=path, **words)


@pytest.fixture
def office(signed_in: Callable[[Role | str], Browser]) -> Browser:
    return signed_in(Role.ADMINISTRATOR)


def test_a_delegation_counts_as_soon_as_it_is_entered_and_is_changed_on_its_form(office: Browser) -> None:
    assert send(office, "/pelimpahan/new/", **GOOD).status_code == 302
    row = Delegation.get()
    assert row.document_types == "DISPOSISI,SURAT"
    assert set(delegates(Role.KEPALA_KANTOR, "SURAT", NOW.date())) == {Role.KASI_TIKKIM}
    page = f"/pelimpahan/edit/?id={row.id}"
    form = text(office.get(page))
    assert form.count(" selected") == 2
    assert re.findall(r'name="document_types" value="([A-Z-]+)" checked', form) == ["DISPOSISI", "SURAT"]
    assert send(office, page, **{**GOOD, "document_types": ["SURAT"]}).status_code == 302
    assert delegates(Role.KEPALA_KANTOR, "DISPOSISI", NOW.date()) == {}
    assert Audit.select().where(Audit.event == "ubah_data_kantor").count() == 1
    assert "Surat Jawaban" in text(office.get("/pelimpahan/"))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"to_post": "kepala_kantor"}, "jabatan lain"),
        ({"valid_until": "2026-11-01"}, "sebelum tanggal mulai"),
        ({"basis": ""}, ""),
        ({"document_types": []}, ""),
        ({"document_types": ["ND-LAIN"]}, ""),
        ({"to_post": "administrator"}, ""),
        ({"valid_from": "besok"}, ""),
    ],
)
def test_what_is_no_delegation_is_refused(office: Browser, changes: dict[str, Any], said: str) -> None:
    refused = send(office, "/pelimpahan/new/", **{**GOOD, **changes})
    assert (refused.status_code, said in text(refused)) == (409, True)
    assert Delegation.select().count() == 0
