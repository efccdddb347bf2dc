"""The page Jalur khusus: Kepala Kantor's alone, kept as typed, refused with what was typed."""

from typing import Any

import pytest

from models.rules.staff.roles import Role
from models.tables import ChannelAccount, WayIn
from tests.admin_app.browsing import Browser, Clock, back_office
from tests.office import NOW


@pytest.fixture
def app(account: Any, tmp_path: Any) -> Any:
    ChannelAccount.create(kind="gowa", label="Nomor pimpinan", created_at=NOW)
    return back_office(tmp_path, Clock())


def test_it_opens_for_kepala_kantor_only_and_keeps_what_he_chose(app: Any) -> None:
    for role in set(Role) - {Role.KEPALA_KANTOR}:
        other = Browser(app)
        other.sign_in(role)
        assert other.get("/jalur-khusus/").status_code == 403
        assert other.post("/jalur-khusus/simpan", kata="gardawbk", form_key="x" * 24).status_code == 403
    head = Browser(app)
    head.sign_in(Role.KEPALA_KANTOR)
    chosen = ChannelAccount.get(ChannelAccount.kind == "gowa").id
    refused = head.post("/jalur-khusus/simpan", kata="dua kata", kanal=str(chosen), form_key="a" * 24)
    page = refused.get_data(as_text=True)
    assert refused.status_code == 409 and 'value="dua kata"' in page and " checked" in page
    kept = head.post("/jalur-khusus/simpan", kata="GardaWBK", kanal=str(chosen), form_key="b" * 24)
    assert kept.status_code == 303
    page = head.get("/jalur-khusus/").get_data(as_text=True)
    assert 'value="gardawbk"' in page and page.count(" checked") == 1
    assert WayIn.select().count() == 2
