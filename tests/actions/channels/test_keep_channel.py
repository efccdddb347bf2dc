"""Channel accounts: whole settings only, one account a place, the secret sealed and never in the trail."""

import json
from typing import Any

import pytest
from cryptography.fernet import Fernet

from models.actions.channels.keep_channel import (
    ChannelNotAllowed,
    Entered,
    Trouble,
    add_channel,
    change_channel,
    checked_settings,
    sealed_secrets,
)
from models.actions.core.actor import OPERATOR
from models.rules.channels.channels import CHANNELS, Channel, channel
from models.rules.core.errors import NotPermitted, UnknownChannel
from models.rules.staff.roles import Role
from models.tables import Audit, ChannelAccount
from models.tables.core.secrets import load_key, unseal
from tests.office import NOW, actor

WAHA = {"base_url": "http://127.0.0.1:3000/", "session": "default"}
KEY = b"R0dHR0dHR0dHR0dHR0dHR0dHR0dHR0dHR0dHR0dHR0c="


def test_an_account_is_kept_with_its_secret_sealed(sqlite_account: Any) -> None:
    made = add_channel("waha", "  WhatsApp\nlayanan ", WAHA, "rahasia-sekali", KEY, OPERATOR, NOW)
    row = ChannelAccount.get_by_id(made.id)
    assert (row.label, json.loads(row.settings)["base_url"]) == ("WhatsApp layanan", "http://127.0.0.1:3000")
    assert "rahasia" not in row.secret
    assert json.loads(unseal(KEY, row.secret)) == {"api_key": "rahasia-sekali"}
    assert not any("rahasia" in f"{trace.before}{trace.after}" for trace in Audit.select())


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"session": ""}, "--set session="),
        ({"api_key": "x"}, "--secret-stdin"),
        ({"base_url": "ftp://127.0.0.1"}, "base_url"),
        ({"base_url": "127.0.0.1:3000"}, "base_url"),
        ({"base_url": "http://a:b@host"}, "without a password"),
        ({"base_url": "http://127.0.0.1:99999"}, "base_url"),
        ({"base_url": "http://169.254.169.254"}, "no gateway"),
        ({"base_url": "http://[fd00:ec2::254]:80"}, "no gateway"),
        ({"base_url": "http://2852039166/"}, "no gateway"),
    ],
)
def test_settings_that_cannot_work_are_refused_by_name(
    sqlite_account: Any, changes: dict[str, str], word: str
) -> None:
    before = ChannelAccount.select().count()
    with pytest.raises(ChannelNotAllowed, match=word):
        add_channel("waha", "WhatsApp", WAHA | changes, "", KEY, OPERATOR, NOW)
    assert ChannelAccount.select().count() == before


@pytest.mark.parametrize("value", ["lima puluh", "0", "-3", "1.5", "²", "9999999"])
def test_a_number_that_is_none_is_refused_and_an_empty_one_is_the_usual(sqlite_account: Any, value: str) -> None:
    words = ("facebook", "Halaman", {"watched_posts": value}, "", KEY, OPERATOR, NOW)
    with pytest.raises(ChannelNotAllowed, match="watched_posts must be a whole number") as caught:
        add_channel(*words)
    assert (caught.value.trouble, caught.value.about) == (Trouble.NUMBER_WRONG, "watched_posts")
    for good in ("", "30"):
        assert checked_settings(channel("facebook"), {"watched_posts": good}) == {"watched_posts": good}


def test_the_same_place_twice_is_refused_because_every_message_would_come_twice(sqlite_account: Any) -> None:
    add_channel("waha", "Satu", WAHA, "", KEY, OPERATOR, NOW)
    with pytest.raises(ChannelNotAllowed, match="twice"):
        add_channel("waha", "Dua", WAHA | {"base_url": "http://127.0.0.1:3000"}, "", KEY, OPERATOR, NOW)
    with pytest.raises(ChannelNotAllowed, match="twice"):
        add_channel("waha", "Dua", WAHA | {"least_grade": "sampai"}, "", KEY, OPERATOR, NOW)


def test_a_kind_nobody_knows_and_an_empty_label_are_refused(sqlite_account: Any) -> None:
    with pytest.raises(UnknownChannel, match="telegram"):
        add_channel("telegram", "x", {}, "", KEY, OPERATOR, NOW)
    with pytest.raises(ChannelNotAllowed, match="label"):
        add_channel("waha", " \n", WAHA, "", KEY, OPERATOR, NOW)


def test_a_change_touches_only_what_is_given(sqlite_account: Any) -> None:
    made = add_channel("waha", "Satu", WAHA, "lama", KEY, OPERATOR, NOW)
    change_channel(made.id, OPERATOR, NOW, enabled=False)
    change_channel(made.id, OPERATOR, NOW, settings=WAHA | {"session": "dua"})
    row = ChannelAccount.get_by_id(made.id)
    assert (row.enabled, json.loads(row.settings)["session"], json.loads(unseal(KEY, row.secret))) == (
        False,
        "dua",
        {"api_key": "lama"},
    )


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_the_administrator_keeps_channels(sqlite_account: Any, role: Role) -> None:
    with pytest.raises(NotPermitted):
        add_channel("waha", "x", WAHA, "", KEY, actor(role), NOW)


def test_the_key_here_is_a_key(tmp_path: Any) -> None:
    assert len(load_key(tmp_path / "secret.key")) == len(KEY)


def test_a_change_is_traced_by_what_really_changed(sqlite_account: Any) -> None:
    made = add_channel("waha", "Satu", WAHA, "lama", KEY, OPERATOR, NOW)
    change_channel(made.id, OPERATOR, NOW, label="Satu", settings=WAHA, enabled=True)
    assert Audit.select().where(Audit.event == "ubah_kanal").count() == 0
    assert change_channel(made.id, OPERATOR, NOW, label=" Dua ", settings=WAHA).label == "Dua"
    assert Audit.get(Audit.event == "ubah_kanal").after == "label"


def test_a_changed_place_must_not_be_another_accounts(sqlite_account: Any) -> None:
    add_channel("waha", "Satu", WAHA, "", KEY, OPERATOR, NOW)
    two = add_channel("waha", "Dua", WAHA | {"session": "dua"}, "", KEY, OPERATOR, NOW)
    with pytest.raises(ChannelNotAllowed, match="twice") as caught:
        change_channel(two.id, OPERATOR, NOW, settings=WAHA)
    assert (caught.value.trouble, caught.value.about) == (Trouble.SAME_PLACE, "Satu")
    with pytest.raises(ChannelNotAllowed, match="label"):
        change_channel(two.id, OPERATOR, NOW, label=" ")


def test_a_new_token_makes_its_old_end_forgotten() -> None:
    kept = {"access_token": "a", "access_token_expires_at": "2026-11-25", "refresh_token": "b"}
    sealed = sealed_secrets(CHANNELS["x"], '{"access_token": "c"}', KEY, kept)
    assert json.loads(unseal(KEY, sealed)) == {"access_token": "c", "refresh_token": "b"}


def test_two_accounts_never_share_a_name(sqlite_account: Any) -> None:
    one = add_channel("waha", "Satu", WAHA, "", KEY, OPERATOR, NOW)
    with pytest.raises(ChannelNotAllowed, match="already") as caught:
        add_channel("waha", " satu ", WAHA | {"session": "dua"}, "", KEY, OPERATOR, NOW)
    assert (caught.value.trouble, caught.value.about) == (Trouble.LABEL_TAKEN, "Satu")
    two = add_channel("waha", "Dua", WAHA | {"session": "dua"}, "", KEY, OPERATOR, NOW)
    with pytest.raises(ChannelNotAllowed, match="already"):
        change_channel(two.id, OPERATOR, NOW, label="Satu")
    assert change_channel(one.id, OPERATOR, NOW, label="SATU").label == "SATU"


@pytest.mark.parametrize(("kind", "value", "fits"), [("waha", "sampai", True), ("waha", "dibaca", False)])
def test_a_channel_demands_no_more_of_a_delivery_than_it_can_show(kind: str, value: str, fits: bool) -> None:
    row = channel(kind)
    given = {**dict.fromkeys(row.required, "x"), "base_url": "http://127.0.0.1:3000", "least_grade": value}
    if fits:
        assert checked_settings(row, given)["least_grade"] == value
        return
    with pytest.raises(ChannelNotAllowed) as caught:
        checked_settings(row, given)
    assert (caught.value.trouble, caught.value.about) == (Trouble.LEAST_WRONG, "least_grade")


@pytest.mark.parametrize("row", CHANNELS.values(), ids=lambda row: row.kind)
def test_without_a_demand_every_kind_can_be_added_and_a_kind_that_shows_less_has_no_demand(row: Channel) -> None:
    given = {**dict.fromkeys(row.required, "x"), "base_url": "http://127.0.0.1:3000"}
    assert "least_grade" not in checked_settings(row, given)
    if row.kind not in ("waha", "whatsapp_cloud"):
        with pytest.raises(ChannelNotAllowed) as caught:
            checked_settings(row, {**given, "least_grade": "sampai"})
        assert caught.value.trouble is Trouble.UNKNOWN_SETTING


def test_a_limit_is_a_whole_number_and_makes_no_other_place(sqlite_account: Any) -> None:
    settings = {"base_url": "http://127.0.0.1:1", "session": "a"}
    administrator = actor(Role.ADMINISTRATOR)
    add_channel("waha", "Satu", {**settings, "hour_cap": "30"}, "kunci", KEY, administrator, NOW)
    with pytest.raises(ChannelNotAllowed) as same:
        add_channel("waha", "Dua", {**settings, "hour_cap": "40"}, "kunci", KEY, administrator, NOW)
    assert same.value.trouble is Trouble.SAME_PLACE
    for wrong in ("0", "-1", "banyak", "1.5"):
        with pytest.raises(ChannelNotAllowed) as broken:
            add_channel(
                "waha", "Tiga", {**settings, "session": "b", "day_cap": wrong}, "kunci", KEY, administrator, NOW
            )
        assert broken.value.trouble is Trouble.NUMBER_WRONG


ELSEWHERE = WAHA | {"base_url": "http://10.0.0.66:3000"}


def test_a_stored_secret_does_not_go_along_to_another_host(sqlite_account: Any) -> None:
    made = add_channel("waha", "Satu", WAHA, "api_key=lama\nwebhook_key=lain", KEY, OPERATOR, NOW)
    before = ChannelAccount.get_by_id(made.id)
    for entered in (None, Entered({}, KEY), Entered({"webhook_key": "baru"}, KEY)):
        with pytest.raises(ChannelNotAllowed, match="enter anew API key") as caught:
            change_channel(made.id, OPERATOR, NOW, settings=ELSEWHERE, entered=entered)
        assert (caught.value.trouble, caught.value.about) == (Trouble.SECRETS_STAY, "API key")
    kept = ChannelAccount.get_by_id(made.id)
    assert (kept.settings, kept.secret) == (before.settings, before.secret)


def test_at_another_host_only_what_was_typed_for_it_is_known(sqlite_account: Any) -> None:
    made = add_channel("waha", "Satu", WAHA, "api_key=lama\nwebhook_key=lain", KEY, OPERATOR, NOW)
    typed = Entered({"api_key": "baru"}, KEY)
    row = change_channel(made.id, OPERATOR, NOW, settings=ELSEWHERE, entered=typed)
    assert json.loads(unseal(KEY, row.secret)) == {"api_key": "baru"}


def test_at_the_same_host_a_secret_that_was_not_typed_stays(sqlite_account: Any) -> None:
    made = add_channel("waha", "Satu", WAHA, "api_key=lama\nwebhook_key=lain", KEY, OPERATOR, NOW)
    typed = Entered({"webhook_key": "baru"}, KEY)
    same = WAHA | {"base_url": "http://127.0.0.1:3000/", "session": "dua"}
    row = change_channel(made.id, OPERATOR, NOW, settings=same, entered=typed)
    assert json.loads(unseal(KEY, row.secret)) == {"api_key": "lama", "webhook_key": "baru"}


def test_where_nothing_is_stored_an_address_may_change_without_a_secret(sqlite_account: Any) -> None:
    made = add_channel("waha", "Satu", WAHA, "", KEY, OPERATOR, NOW)
    row = change_channel(made.id, OPERATOR, NOW, settings=ELSEWHERE)
    assert (json.loads(row.settings)["base_url"], row.secret) == ("http://10.0.0.66:3000", "")


def test_a_lost_key_does_not_keep_a_new_secret_out(sqlite_account: Any) -> None:
    made = add_channel("waha", "Satu", WAHA, "lama", KEY, OPERATOR, NOW)
    other = Fernet.generate_key()
    row = change_channel(made.id, OPERATOR, NOW, entered=Entered({"api_key": "baru"}, other))
    assert json.loads(unseal(other, row.secret)) == {"api_key": "baru"}
