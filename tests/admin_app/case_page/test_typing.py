"""Typed words come back to their writer alone, and colleagues on the same case are named by how near they are."""

import logging
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from werkzeug.test import TestResponse

from models.actions.core.write_output import identify
from models.rules.staff.roles import Role
from models.tables import ChannelAccount, Draft, StaffSession
from tests.actions.walking import Walk
from tests.admin_app.browsing import Browser, Clock, text
from tests.admin_app.case_page.submitting import case_page, forms_on, send, submit
from tests.office import NOW, actor

SignedIn = Callable[[Role | str], Browser]


def typed(browser: Browser, walk: Walk, form: str, more: dict[str, str] | None = None, **values: str) -> TestResponse:
    """Let a page keep what is being typed in one of its forms."""
    hidden = forms_on(case_page(browser, walk.case))[form]
    sent: dict[str, Any] = {name: hidden[name] for name in ("csrf_token", "form", "form_key")}
    sent |= {f"isi:{name}": value for name, value in values.items()} | (more or {})
    address = f"/meja/kasus/{walk.case.public_id}/ketikan"
    return browser.client.post(address, data=sent, headers={"Accept": "application/json"})


def test_what_was_typed_comes_back_in_another_session_and_goes_when_it_is_sent(
    sqlite_account: ChannelAccount, signed_in: SignedIn, caplog: pytest.LogCaptureFixture
) -> None:
    walk = Walk(sqlite_account).identified()
    caplog.set_level(logging.INFO)
    assert typed(signed_in(Role.PENGELOLA), walk, "balas", text='Yth. "Sari" <kata-rahasia>').status_code == 200
    again = signed_in(Role.PENGELOLA)
    assert '{"balas": {"halaman": "", "isi": {"text": "Yth. \\"Sari\\"' in unescape(case_page(again, walk.case))
    assert "kata-rahasia" not in case_page(signed_in(Role.KASUBSI_INFOKIM), walk.case)
    assert "kata-rahasia" not in caplog.text
    assert submit(again, walk.case, "balas", text="Yth. Sari", tujuan="lain").status_code == 303
    assert Draft.select().count() == 0


def test_the_office_says_when_it_kept_and_what_it_has_from_elsewhere(
    sqlite_account: ChannelAccount, signed_in: SignedIn, clock: Clock
) -> None:
    walk, browser = Walk(sqlite_account).identified(), signed_in(Role.PENGELOLA)
    first = typed(browser, walk, "balas", {"halaman": "a", "urut": "1"}, text="Dari ponsel").get_json()
    assert (first["keadaan"], first["pukul"], first["urut"]) == ("tersimpan", "pukul 09.00", 1)
    clock.move(minutes=5)
    again = typed(browser, walk, "balas", {"halaman": "a", "urut": "1"}, text="Dari ponsel").get_json()
    assert again == first
    other = typed(browser, walk, "balas", {"halaman": "b", "urut": "1"}, text="Dari meja")
    assert (other.status_code, other.get_json()) == (409, first | {"keadaan": "lain"})
    seen = typed(browser, walk, "balas", {"halaman": "b", "urut": "2", "versi": first["versi"]}, text="Dari meja")
    assert (seen.status_code, seen.get_json()["pukul"]) == (200, "pukul 09.05")
    assert [row.text for row in Draft.select()] == ['{"text": "Dari meja"}']


def test_an_ended_session_another_account_and_a_refusal_are_told_apart(
    sqlite_account: ChannelAccount, signed_in: SignedIn
) -> None:
    walk, browser = Walk(sqlite_account).identified(), signed_in(Role.PENGELOLA)
    other = typed(browser, walk, "balas", {"akun": "kasubsi_infokim"}, text="x")
    assert (other.status_code, "milik akun lain" in other.get_json()["pesan"]) == (403, True)
    long = typed(browser, walk, "balas", text="x" * 40_001)
    assert (long.status_code, long.get_json()["pesan"]) == (
        409,
        "Terlalu panjang untuk disimpan: paling banyak 40.000 huruf.",
    )
    form = forms_on(case_page(browser, walk.case))["balas"] | {"isi:text": "x", "akun": "pengelola"}
    address = f"/meja/kasus/{walk.case.public_id}/ketikan"
    no_token = {name: value for name, value in form.items() if name != "csrf_token"}
    assert browser.client.post(address, data=no_token).status_code == 400
    StaffSession.update(ended_at=NOW).execute()
    ended = browser.client.post(address, data=form, headers={"Accept": "application/json"})
    assert (ended.status_code, "Sesi Anda sudah berakhir" in ended.get_json()["pesan"]) == (401, True)
    assert Draft.select().count() == 0


def test_whether_a_form_arrived_is_asked_without_changing_anything(
    sqlite_account: ChannelAccount, signed_in: SignedIn
) -> None:
    walk, browser = Walk(sqlite_account).identified(), signed_in(Role.PENGELOLA)
    form = forms_on(case_page(browser, walk.case))["balas"]
    asked = {"tanya": "ya", "form_key": form["form_key"]}
    assert typed(browser, walk, "balas", asked).get_json() == {"keadaan": "belum"}
    assert send(browser, form, text="Yth. Sari", tujuan="lain").status_code == 303
    assert typed(browser, walk, "balas", asked).get_json() == {"keadaan": "terkirim"}
    late = typed(browser, walk, "balas", {"form_key": form["form_key"]}, text="Yth. Sar")
    assert (late.status_code, late.get_json()["keadaan"]) == (200, "terkirim")
    assert Draft.select().count() == 0


def test_the_key_of_a_browser_is_of_one_person_and_the_same_in_his_next_session(
    sqlite_account: ChannelAccount, signed_in: SignedIn
) -> None:
    keys = [
        re.findall(r'name="kunci-peti" content="([^"]{44})" data-user="([^"]+)"', text(signed_in(role).get("/akun")))
        for role in (Role.PENGELOLA, Role.PENGELOLA, Role.KASUBSI_INFOKIM)
    ]
    assert keys[0] == keys[1] != keys[2]
    assert [name for ((_, name),) in keys] == ["pengelola", "pengelola", "kasubsi_infokim"]


def test_a_refused_submission_keeps_the_draft_and_one_out_of_scope_keeps_nothing(
    sqlite_account: ChannelAccount, signed_in: SignedIn
) -> None:
    walk, browser = Walk(sqlite_account).identified(), signed_in(Role.PENGELOLA)
    typed(browser, walk, "balas", text="x")
    assert submit(browser, walk.case, "balas", text="", tujuan="lain").status_code == 409
    assert Draft.select().count() == 1
    stranger = signed_in(Role.KASI_INTELDAKIM)
    fields = {"csrf_token": stranger.token("/akun"), "form": "catatan", "isi:text": "x"}
    answer = stranger.client.post(f"/meja/kasus/{walk.case.public_id}/ketikan", data=fields)
    assert answer.status_code == 404
    assert Draft.select().count() == 1


def test_a_change_meanwhile_shows_both_texts_and_loses_neither(
    sqlite_account: ChannelAccount, signed_in: SignedIn
) -> None:
    walk, browser = Walk(sqlite_account), signed_in(Role.PENGELOLA)
    form = forms_on(case_page(browser, walk.case))["isian-identifikasi"]
    identify(walk.id, actor(Role.PENGELOLA), NOW, category="paspor", subject="Antrean loket satu")
    refused = send(browser, form, category="paspor", urgency="biasa", subject="Antrean terlalu lama")
    assert refused.status_code == 409
    page = text(refused)
    assert 'value="Antrean terlalu lama"' in page
    assert '<p class="merge-text">Antrean loket satu</p>' in page
    assert "Keadaan terbaru sudah tampil dan yang Anda ketik tetap ada" in page
    assert "Muat ulang halaman" not in page


def test_colleagues_on_the_same_case_are_named_in_three_grades_by_the_one_request_for_news(
    sqlite_account: ChannelAccount, signed_in: SignedIn, clock: Clock
) -> None:
    walk = Walk(sqlite_account).identified()
    one, two = signed_in(Role.PENGELOLA), signed_in(Role.KASUBSI_INFOKIM)
    name = actor(Role.KASUBSI_INFOKIM).username
    case_page(two, walk.case)
    assert f"<b>{name}</b> sedang melihat" in case_page(one, walk.case)
    address = f"/meja/kabar?kasus={walk.case.public_id}"
    mark = one.get(address).headers["ETag"]
    assert one.get(address, headers={"If-None-Match": mark}).status_code == 304
    two.get(address, headers={"X-Aduan-Hadir": "menulis"})
    news = one.get(address, headers={"If-None-Match": mark})
    assert f"<b>{name}</b> sedang menulis" in news.get_json()["percakapan"]
    clock.move(seconds=20)
    assert "sedang di tempat lain" in case_page(one, walk.case)
    clock.move(minutes=4)
    assert f"<b>{name}</b>" not in case_page(one, walk.case)
