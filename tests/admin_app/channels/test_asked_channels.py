"""An administrator who wants the citizens' messages points a channel at himself: on no screen does he do it alone."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from models.actions.channels.keep_channel import add_channel
from models.actions.core.actor import OPERATOR
from models.rules.staff.roles import Role
from models.tables import Audit, ChannelAccount, Notice, SecondRequest, Staff
from models.tables.core.secrets import load_key, unseal
from tests.admin_app.browsing import Browser, text
from tests.admin_app.office.test_acting_by_two import LIST, decide
from tests.office import NOW

Open = Callable[[Role | str], Browser]
HIS, NEW = "http://192.168.9.9:3000", "/kanal/tambah?jenis=waha"
SECRET = "kunci-yang-baru"


@pytest.fixture
def key(app: Any) -> bytes:
    return load_key(app.config["ADUAN"].secret_key_file)


@pytest.fixture
def admin(key: bytes, signed_in: Open) -> Browser:
    """The administrator, in an office with a gateway, whose Kepala Kantor has signed in once."""
    ChannelAccount.delete().execute()
    place = {"base_url": "http://127.0.0.1:3000", "session": "kantor"}
    add_channel("waha", "WhatsApp kantor", place, "api_key=lama", key, OPERATOR, NOW)
    Staff.update(last_login_at=NOW).where(Staff.role == str(Role.KEPALA_KANTOR)).execute()
    return signed_in(Role.ADMINISTRATOR)


def the_channel() -> ChannelAccount:
    found: ChannelAccount = ChannelAccount.get()
    return found


def change(browser: Browser, **words: str) -> Any:
    page = f"/kanal/ubah?id={the_channel().id}"
    said = {"label": "WhatsApp kantor", "set_base_url": "http://127.0.0.1:3000", "set_session": "kantor"}
    return browser.post(page, on=page, **(said | words))


def add(browser: Browser, **words: str) -> Any:
    said = {"label": "WhatsApp dua", "set_base_url": HIS, "set_session": "lain", "rahasia_api_key": SECRET}
    return browser.post(NEW, on=NEW, **(said | words))


def secret(row: ChannelAccount, key: bytes) -> dict[str, str]:
    return dict(json.loads(unseal(key, row.secret)))


def test_no_administrator_points_a_channel_at_himself(admin: Browser, key: bytes) -> None:
    change(admin, set_base_url=HIS, rahasia_api_key=SECRET)
    change(admin, set_session="sesi-saya")
    row = the_channel()
    assert json.loads(row.settings) == {"base_url": "http://127.0.0.1:3000", "session": "kantor"}
    assert secret(row, key) == {"api_key": "lama"}
    assert "Alamat kanal WhatsApp kantor" in text(admin.get("/kanal/"))


def test_nor_does_he_add_one_of_his_own(admin: Browser) -> None:
    add(admin)
    assert ChannelAccount.select().count() == 1
    assert "Belum berlaku" in text(admin.get("/kanal/"))


def test_nor_through_two_harmless_steps(admin: Browser) -> None:
    row = the_channel()
    admin.post("/kanal/nyala", on="/kanal/", id=row.id, nyala="tidak")
    change(admin, label="Kanal lama", set_base_url=HIS)
    change(admin, label="Kanal lama")
    row = the_channel()
    assert (row.label, json.loads(row.settings)["base_url"]) == ("Kanal lama", "http://127.0.0.1:3000")


def test_a_name_a_limit_and_a_key_for_the_same_place_are_changed_at_once(admin: Browser, key: bytes) -> None:
    change(admin, label="WhatsApp layanan", set_hour_cap="30", rahasia_api_key=SECRET)
    row = the_channel()
    assert (row.label, json.loads(row.settings)["hour_cap"]) == ("WhatsApp layanan", "30")
    assert (secret(row, key), SecondRequest.select().count()) == ({"api_key": SECRET}, 0)


def test_what_the_form_fills_in_by_itself_is_no_new_place(admin: Browser, key: bytes) -> None:
    for kind, place in (
        ("instagram", {}),
        ("x", {}),
        ("facebook", {"page_id": "1"}),
        ("tiktok", {"business_id": "1"}),
    ):
        row = add_channel(kind, kind, place, "", key, OPERATOR, NOW)
        page = f"/kanal/ubah?id={row.id}"
        shown = text(admin.get(page))
        chosen = re.findall(r'<select[^>]*name="(set_[a-z_]+)".*?<option selected value="([^"]*)"', shown, re.S)
        said = {f"set_{name}": value for name, value in place.items()} | dict(chosen)
        admin.post(page, on=page, label=f"{kind} kantor", **said)
        assert ChannelAccount.get_by_id(row.id).label == f"{kind} kantor"
    assert not SecondRequest.select().exists()


def test_a_new_place_holds_with_its_secret_once_another_post_agreed(
    admin: Browser, key: bytes, signed_in: Open
) -> None:
    change(admin, set_base_url="http://127.0.0.1:3001", rahasia_api_key=SECRET)
    page = text(signed_in(Role.KEPALA_KANTOR).get(LIST))
    assert all(word in page for word in ("Alamat kanal", "http://127.0.0.1:3000", "http://127.0.0.1:3001"))
    assert SECRET not in page
    decide(signed_in(Role.KASI_TIKKIM))
    row = the_channel()
    assert (json.loads(row.settings)["base_url"], secret(row, key)) == ("http://127.0.0.1:3001", {"api_key": SECRET})
    assert SecondRequest.get().sealed == ""


def test_a_new_channel_is_there_once_another_post_agreed(admin: Browser, key: bytes, signed_in: Open) -> None:
    add(admin)
    page = text(signed_in(Role.KEPALA_KANTOR).get(LIST))
    assert all(word in page for word in ("Kanal baru", "WhatsApp dua", HIS))
    decide(signed_in(Role.KASI_TIKKIM))
    made = ChannelAccount.select().order_by(ChannelAccount.id.desc()).first()
    assert (made.label, secret(made, key)) == ("WhatsApp dua", {"api_key": SECRET})


def test_what_fits_no_more_is_refused_with_the_reason(admin: Browser, key: bytes, signed_in: Open) -> None:
    add(admin)
    add_channel("waha", "WhatsApp dua", {"base_url": HIS, "session": "x"}, "", key, OPERATOR, NOW)
    refused = decide(signed_in(Role.KASI_TIKKIM))
    assert (refused.status_code, "WhatsApp dua" in text(refused)) == (409, True)
    assert SecondRequest.get().outcome == ""


def test_what_is_typed_wrong_is_said_before_anybody_is_asked(admin: Browser) -> None:
    assert change(admin, set_base_url="http://169.254.169.254/", rahasia_api_key=SECRET).status_code == 409
    assert change(admin, set_base_url=HIS).status_code == 409  # its secret is to be entered anew
    assert add(admin, label="WhatsApp kantor").status_code == 409
    assert not SecondRequest.select().exists()


def test_an_office_without_a_head_yet_adds_and_moves_at_once(sqlite_account: Any, signed_in: Open) -> None:
    add(signed_in(Role.ADMINISTRATOR))
    assert ChannelAccount.select().where(ChannelAccount.label == "WhatsApp dua").exists()


def test_the_command_line_adds_and_the_heads_and_the_trail_are_told(admin: Browser, key: bytes) -> None:
    add_channel("waha", "WhatsApp dua", {"base_url": HIS, "session": "x"}, "", key, OPERATOR, NOW)
    told = {(row.staff.username, row.text) for row in Notice.select()}
    said = "Kanal WhatsApp dua ditambahkan di server, tanpa orang kedua."
    assert {(name, said) for name in ("kepala_kantor", "kasi_tikkim", "kasubsi_infokim")} <= told
    assert Audit.select().where(Audit.event == "tanpa_orang_kedua").count() == 1
