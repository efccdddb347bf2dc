"""The channels on screen: added, changed and tested by the administrator; secrets go in and never come out."""

import ast
import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from admin_app.channels.channel_words import NEEDS, SECRETS, SETTINGS, refusal
from models.actions.channels.keep_channel import ChannelNotAllowed, Trouble
from models.actions.channels.test_channel import answer_test
from models.rules.channels.channels import CHANNELS
from models.rules.staff.roles import Role
from models.tables import AgentHeartbeat, Audit, ChannelAccount, ChannelTest
from models.tables.core.secrets import load_key, unseal
from tests.actions.lane import BAD
from tests.admin_app.browsing import Browser, Clock, text
from tests.office import NOW, citizen_message, new_complaint, take_in
from tests.tools import ROOT

TOKEN, APP_SECRET = "EAAB-rahasia-sekali", "app-rahasia-sekali"
Open = Callable[[Role | str], Browser]


@pytest.fixture
def admin(signed_in: Open) -> Browser:
    return signed_in(Role.ADMINISTRATOR)


def sent(browser: Browser, path: str, **fields: Any) -> Any:
    """Send a form with the tokens of its own page."""
    page = text(browser.get(path))
    form_key = re.search(r'name="form_key" value="([^"]+)"', page)
    assert form_key
    return browser.post(path, on=path, form_key=form_key[1], **fields)


def secrets_of(app: Flask, account: ChannelAccount) -> dict[str, str]:
    """Open an account's secrets as the agent does."""
    found: dict[str, str] = json.loads(unseal(load_key(app.config["ADUAN"].secret_key_file), account.secret))
    return found


def add_facebook(browser: Browser, **fields: Any) -> Any:
    words = {"label": "Halaman kantor", "set_page_id": "1234567890", "rahasia_page_token": TOKEN, **fields}
    return sent(browser, "/kanal/tambah?jenis=facebook", **words)


def test_every_setting_and_every_kind_an_agent_serves_has_its_words() -> None:
    names = {name for row in CHANNELS.values() for name in (*row.required, *row.optional)}
    assert names <= set(SETTINGS)
    assert set(NEEDS) == {row.kind for row in CHANNELS.values() if row.needs_agent}
    assert {secret.name for row in CHANNELS.values() for secret in row.secrets} == set(SECRETS)
    assert [name for name, words in SETTINGS.items() if not words.hint] == []


def test_every_kind_an_agent_serves_has_its_tint_in_a_conversation() -> None:
    style = (ROOT / "admin_app" / "static" / "meja" / "meja.css").read_text("utf-8")
    assert [kind for kind in NEEDS if f'[data-channel="{kind}"]' not in style] == []


def test_what_staff_read_of_trouble_calls_settings_as_the_form_does() -> None:
    names = {name for row in CHANNELS.values() for name in (*row.required, *row.optional) if "_" in name}
    folder = ROOT / "sync_agent" / "connectors"
    told = [
        word
        for path in folder.glob("*/error_codes.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.rstrip().endswith(".")
        for word in names
        if word in node.value
    ]
    assert told == []


def test_a_card_says_what_never_shows_there_and_that_messages_are_left_out(signed_in: Open) -> None:
    words = {"label": "X kantor", "enabled": True, "created_at": NOW, "secret": ""}
    ChannelAccount.create(kind="x", settings='{"reads_dm": "tidak"}', **words)
    page = text(signed_in(Role.PENGELOLA).get("/kanal/"))
    assert "XChat" in page
    assert "tidak dibaca; periksa di aplikasinya setiap hari" in page


@pytest.mark.parametrize("trouble", Trouble)
def test_every_refusal_has_an_indonesian_sentence(trouble: Trouble) -> None:
    sentence = refusal(ChannelNotAllowed("English", trouble, "session"))
    assert "English" not in sentence
    assert sentence.endswith(".")
    assert "{" not in sentence


@pytest.mark.parametrize("kind", NEEDS)
def test_the_form_of_every_kind_has_its_settings_and_its_secrets_closed(kind: str, admin: Browser) -> None:
    assert f"jenis={kind}" in text(admin.get("/kanal/tambah"))
    page = text(admin.get(f"/kanal/tambah?jenis={kind}"))
    row = CHANNELS[kind]
    for name in (*row.required, *row.optional):
        assert f'name="set_{name}"' in page
    for secret in row.secrets:
        field = re.search(rf'<input[^>]*name="rahasia_{secret.name}"[^>]*>', page)
        assert field
        assert 'type="password"' in field[0]
        assert ("required" in field[0]) is secret.required


def test_a_channel_is_added_with_its_secrets_sealed(app: Flask, admin: Browser) -> None:
    answer = add_facebook(admin, set_human_agent="ya", rahasia_app_secret=f" {APP_SECRET} ")
    made = ChannelAccount.get(ChannelAccount.kind == "facebook")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/kanal/#kanal-{made.id}")
    assert json.loads(made.settings) == {"page_id": "1234567890", "human_agent": "ya"}
    assert secrets_of(app, made) == {"page_token": TOKEN, "app_secret": APP_SECRET}
    assert (made.label, made.enabled) == ("Halaman kantor", True)
    assert Audit.select().where(Audit.event == "tambah_kanal").count() == 1


def test_S46_secrets_are_written_and_never_come_back(app: Flask, admin: Browser) -> None:
    add_facebook(admin)
    made = ChannelAccount.get(ChannelAccount.kind == "facebook")
    pages = [text(admin.get(path)) for path in ("/kanal/", f"/kanal/ubah?id={made.id}", "/jejak-audit/")]
    refused = sent(admin, f"/kanal/ubah?id={made.id}", label="", rahasia_page_token="token-lain-rahasia")
    assert refused.status_code == 409
    for page in (*pages, text(refused)):
        assert TOKEN not in page
        assert "token-lain-rahasia" not in page
        assert made.secret not in page


def test_an_empty_secret_keeps_the_old_one_and_a_new_one_replaces_it_alone(app: Flask, admin: Browser) -> None:
    add_facebook(admin, rahasia_app_secret=APP_SECRET)
    made = ChannelAccount.get(ChannelAccount.kind == "facebook")
    path = f"/kanal/ubah?id={made.id}"
    assert 'value="1234567890"' in text(admin.get(path))
    sent(admin, path, label="Nama baru", set_page_id="99")
    kept = ChannelAccount.get_by_id(made.id)
    assert (kept.label, json.loads(kept.settings)) == ("Nama baru", {"page_id": "99"})
    assert secrets_of(app, kept) == {"page_token": TOKEN, "app_secret": APP_SECRET}
    sent(admin, path, label="Nama baru", set_page_id="99", rahasia_page_token="baru")
    assert secrets_of(app, ChannelAccount.get_by_id(made.id)) == {"page_token": "baru", "app_secret": APP_SECRET}
    traces = [row.after for row in Audit.select().where(Audit.event == "ubah_kanal")]
    assert len(traces) == 2
    assert traces[1] == "secret"


def test_an_administrator_who_points_a_channel_at_his_own_address_gets_no_stored_key_there(
    app: Flask, admin: Browser
) -> None:
    add_facebook(admin, rahasia_app_secret=APP_SECRET)
    made = ChannelAccount.get(ChannelAccount.kind == "facebook")
    path, mine = f"/kanal/ubah?id={made.id}", "http://10.0.0.66:8000"
    refused = sent(admin, path, label=made.label, set_page_id="1234567890", set_base_url=mine)
    assert refused.status_code == 409
    assert "tidak dikirim ke sana. Isi lagi: token Halaman." in text(refused)
    assert "base_url" not in json.loads(ChannelAccount.get_by_id(made.id).settings)
    given = {"label": made.label, "set_page_id": "1234567890", "set_base_url": mine, "rahasia_page_token": "umpan"}
    assert sent(admin, path, **given).status_code == 302
    assert secrets_of(app, ChannelAccount.get_by_id(made.id)) == {"page_token": "umpan"}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"rahasia_page_token": ""}, "Isian ini wajib diisi"),
        ({"label": "   "}, "Isian ini wajib diisi"),
        ({"set_base_url": "ftp://x"}, "Alamat tidak dapat dipakai"),
        ({"set_base_url": "http://a:b@x"}, "tanpa nama dan kata sandi"),
        ({"set_base_url": "http://169.254.169.254"}, "tidak mungkin ada gateway"),
        ({"set_human_agent": "mungkin"}, ""),
        ({"set_watched_posts": "semua"}, "Jumlah kiriman yang dipantau diisi angka bulat"),
    ],
)
def test_what_cannot_work_is_refused_in_indonesian_and_keeps_what_was_typed(
    admin: Browser, fields: dict[str, str], words: str
) -> None:
    answer = add_facebook(admin, **fields)
    page = text(answer)
    assert answer.status_code == 409
    assert words in page
    assert 'value="1234567890"' in page
    assert ChannelAccount.select().where(ChannelAccount.kind == "facebook").count() == 0


def test_the_same_place_twice_is_refused_when_added_and_when_changed(admin: Browser) -> None:
    add_facebook(admin)
    answer = add_facebook(admin, label="Sekali lagi")
    assert "akan masuk dua kali" in text(answer)
    assert "Halaman kantor" in text(answer)
    add_facebook(admin, label="Kedua", set_page_id="2")
    second = ChannelAccount.get(ChannelAccount.label == "Kedua")
    refused = sent(admin, f"/kanal/ubah?id={second.id}", label="Kedua", set_page_id="1234567890")
    assert refused.status_code == 409
    assert sent(admin, f"/kanal/ubah?id={second.id}", label="Kedua", set_page_id="2").status_code == 302


def test_a_form_sent_twice_counts_once(admin: Browser) -> None:
    path = "/kanal/tambah?jenis=x"
    form_key = re.search(r'name="form_key" value="([^"]+)"', text(admin.get(path)))
    assert form_key
    fields = {"label": "X kantor", "rahasia_access_token": "t", "form_key": form_key[1]}
    first, second = (admin.post(path, on=path, **fields) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 409)
    assert ChannelAccount.select().where(ChannelAccount.kind == "x").count() == 1


def test_a_channel_is_switched_off_and_on(admin: Browser, sqlite_account: ChannelAccount) -> None:
    for wish, on in (("tidak", False), ("ya", True)):
        form_key = f"kunci-{wish}"
        admin.post("/kanal/nyala", id=sqlite_account.id, nyala=wish, form_key=form_key)
        assert ChannelAccount.get_by_id(sqlite_account.id).enabled is on


def test_a_test_is_asked_shown_as_waiting_and_its_answer_comes_live(
    admin: Browser, sqlite_account: ChannelAccount, clock: Clock
) -> None:
    AgentHeartbeat.create(owner="pc", started_at=NOW, seen_at=NOW)
    answer = admin.post("/kanal/uji", id=sqlite_account.id, form_key="kunci-uji")
    assert answer.headers["Location"] == f"/kanal/#kanal-{sqlite_account.id}"
    result = f"/kanal/hasil?id={sqlite_account.id}"
    assert f'data-test="{result}" data-waiting' in text(admin.get("/kanal/"))
    assert "sedang menguji" in text(admin.get(result))
    assert "tidak berjalan" not in text(admin.get(result))
    answer_test(ChannelTest.get().id, False, "Sambungan gagal: Kunci kanal ditolak.", NOW)
    page = text(admin.get(result))
    assert "Sambungan gagal: Kunci kanal ditolak." in page
    assert "data-waiting" not in page


def test_a_channel_not_proven_yet_is_neither_green_nor_red(
    admin: Browser, sqlite_account: ChannelAccount, clock: Clock
) -> None:
    classes = {True: "notice-good", False: "notice-bad", None: "notice-warn"}
    for number, (ok, shown) in enumerate(classes.items()):
        admin.post("/kanal/uji", id=sqlite_account.id, form_key=f"kunci-uji-{number}")
        newest = ChannelTest.select().order_by(ChannelTest.id.desc()).get()
        answer_test(newest.id, ok, "Belum terbukti.", NOW)
        page = text(admin.get(f"/kanal/hasil?id={sqlite_account.id}"))
        assert [one for one in classes.values() if one in page] == [shown]


def test_an_agent_that_went_silent_is_not_said_to_run(
    admin: Browser, sqlite_account: ChannelAccount, clock: Clock
) -> None:
    AgentHeartbeat.create(owner="pc", started_at=NOW, seen_at=NOW)
    assert '<td data-label="Keterangan">berjalan</td>' in text(admin.get("/kanal/"))
    clock.move(minutes=5)
    assert '<td data-label="Keterangan">tidak terlihat lagi</td>' in text(admin.get("/kanal/"))


def test_where_no_agent_runs_the_test_says_so_and_does_not_wait_for_ever(
    admin: Browser, sqlite_account: ChannelAccount, clock: Clock
) -> None:
    admin.post("/kanal/uji", id=sqlite_account.id, form_key="kunci-uji")
    result = f"/kanal/hasil?id={sqlite_account.id}"
    assert "Penghubung tampaknya tidak berjalan" in text(admin.get(result))
    clock.move(minutes=2)
    page = text(admin.get(result))
    assert "Tidak ada jawaban dari penghubung kanal" in page
    assert "data-waiting" not in page


def test_officers_see_how_channels_are_and_no_buttons(signed_in: Open, sqlite_account: ChannelAccount) -> None:
    ChannelAccount.update(state="jeda", state_reason="Sesi WhatsApp terputus.").execute()
    AgentHeartbeat.create(owner="pc", started_at=NOW, seen_at=NOW)
    page = text(signed_in(Role.PENGELOLA).get("/kanal/"))
    assert "Sesi WhatsApp terputus. Setelah diperbaiki" in page
    assert "Uji sambungan</button>" not in page
    assert "/kanal/ubah" not in page


@pytest.mark.parametrize("path", ["/kanal/tambah?jenis=telegram", "/kanal/tambah?jenis=manual", "/kanal/tambah"])
def test_only_kinds_an_agent_serves_are_offered(admin: Browser, path: str) -> None:
    page = text(admin.get(path))
    assert "Pilih jenisnya" in page
    assert 'href="/kanal/tambah?jenis=manual' not in page


def test_a_channel_that_is_not_there_is_not_found(admin: Browser) -> None:
    assert admin.get("/kanal/ubah?id=999").status_code == 404
    assert admin.get("/kanal/hasil?id=999").status_code == 404
    assert admin.post("/kanal/uji", id=999, form_key="k").status_code == 404


def test_the_time_of_a_hidden_message_is_not_told(sqlite_account: ChannelAccount, signed_in: Open) -> None:
    new_complaint(sqlite_account)
    later = NOW + timedelta(minutes=3)
    take_in(sqlite_account, citizen_message(BAD, "628110000002"), now=later)
    front, above = (text(signed_in(role).get("/kanal/")) for role in (Role.PENGELOLA, Role.KASUBSI_INFOKIM))
    assert ("09.00 WIB" in front, "09.03 WIB" in front) == (True, False)
    assert "09.03 WIB" in above
