"""The channel screens in a real browser: wide and narrow, adding one, and a test whose answer appears by itself."""

from typing import Any

import pytest
from flask import Flask

from models.actions.channels.test_channel import answer_test
from models.rules.staff.roles import Role
from models.tables import AgentHeartbeat, ChannelAccount, ChannelTest
from tests.admin_app.browsing import PASSWORD
from tests.admin_app.test_screens import SIZES, shot
from tests.browser.people import sign_in
from tests.office import NOW
from tests.served import served

PATHS = ("kanal/", "kanal/tambah", "kanal/tambah?jenis=instagram", "kanal/tambah?jenis=whatsapp_cloud")
SECRET = "token-rahasia-sekali"


@pytest.mark.parametrize("size", SIZES)
def test_the_screens_fit(app: Flask, sqlite_account: ChannelAccount, chromium: Any, size: str) -> None:
    AgentHeartbeat.create(owner="pc", started_at=NOW, seen_at=NOW)
    long = "Halaman layanan paspor dan izin tinggal"
    for kind, changes in {
        "facebook": {"state": "ok", "last_success_at": NOW, "token_life": "lasts"},
        "instagram": {"state": "ok", "last_success_at": NOW, "token_life": "lasts"},
        "x": {"state": "jeda", "state_reason": "Token X tidak berlaku lagi."},
        "tiktok": {"state": "ok", "last_success_at": NOW, "quota_used": 93, "token_expires_at": NOW},
    }.items():
        ChannelAccount.create(kind=kind, label=f"{kind} {long}", created_at=NOW, **changes)
    width, height = SIZES[size]
    with served(app) as url:
        page = chromium.new_page(viewport={"width": width, "height": height}, locale="id-ID")
        sign_in(page.context, url, str(Role.ADMINISTRATOR), PASSWORD)
        for path in PATHS:
            page.goto(f"{url}/{path}")
            shot(page, f"kanal-{path.split('=')[-1].strip('/').replace('/', '-')}-{size}")
            assert page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth") <= 0, path
            assert page.locator(".chips .chip-bad").first.is_visible()
            # On a phone one dot stands for all that are well, however many channels an office has.
            dots = page.locator(".chip:not(.chip-named):visible").count()
            assert dots == (1 if width < 960 else 2)
        page.context.close()


def test_a_channel_is_added_tested_and_its_answer_appears_by_itself(
    app: Flask, sqlite_account: ChannelAccount, chromium: Any
) -> None:
    AgentHeartbeat.create(owner="pc", started_at=NOW, seen_at=NOW)
    complaints: list[str] = []
    with served(app) as url:
        page = chromium.new_page(locale="id-ID")
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        sign_in(page.context, url, str(Role.ADMINISTRATOR), PASSWORD)
        page.goto(f"{url}/kanal/")
        page.click("text=Tambah kanal")
        page.click("text=Tambah TikTok")
        page.fill("[name=label]", "TikTok kantor")
        page.fill("[name=set_business_id]", "7123456789012345678")
        page.fill("[name=rahasia_access_token]", SECRET)
        page.click("button:text('Simpan')")
        card = page.locator(".channel", has_text="TikTok kantor")
        card.locator("button:text('Uji sambungan')").click()
        card.get_by_text("sedang menguji sambungan").wait_for()
        answer_test(ChannelTest.get().id, False, "Sambungan gagal: Token ditolak.", NOW)
        card.get_by_text("Sambungan gagal: Token ditolak.").wait_for()
        assert SECRET not in page.content()
        page.context.close()
    assert complaints == []
