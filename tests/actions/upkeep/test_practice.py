"""Practice mode: a login for every role, posts filled, own numbers, the simulator; never in a real office."""

import json
from datetime import timedelta
from typing import Any

import pytest

from models.actions.channels.channel_secrets import open_secrets
from models.actions.core.actor import OPERATOR
from models.actions.core.office_facts import office_settings, signer_on
from models.actions.staff.keep_staff import withdraw_password
from models.actions.staff.passwords import matches
from models.actions.upkeep.practice import (
    DESK,
    PEOPLE,
    PracticeChannel,
    PracticeRefused,
    prepare_practice,
    simulated_waha,
)
from models.rules.staff.roles import Role, Section
from models.tables import Audit, ChannelAccount, Complaint, OfficeHolder, Official, Staff
from tests.actions.channels.test_keep_channel import KEY
from tests.office import NOW, citizen_message, take_in

POSTS = [role for role in Role if role not in (Role.ADMINISTRATOR, Role.PETUGAS_SEKSI)]


@pytest.fixture
def nobody(sqlite_account: Any) -> Any:
    """An office in which nobody has an account yet."""
    OfficeHolder.delete().execute()
    Staff.delete().execute()
    ChannelAccount.delete().execute()
    return sqlite_account


URL = "http://127.0.0.1:8090"
X = PracticeChannel("x", "X", {"base_url": f"{URL}/x"}, {"access_token": "latihan-x", "refresh_token": "segar"})
CLOUD = PracticeChannel("whatsapp_cloud", "Cloud", {"phone_number_id": "1"}, {"access_token": "a"})


def prepare(
    url: str = URL, practice: bool = True, key: str = "latihan", *others: PracticeChannel
) -> list[dict[str, str]]:
    return prepare_practice([simulated_waha(url, key), *others], KEY, practice, NOW)


def test_every_role_can_sign_in_with_what_is_printed(nobody: Any) -> None:
    logins = prepare()
    assert {login["role"] for login in logins} == set(Role)
    for login in logins:
        assert matches(Staff.get(Staff.username == login["username"]).password_hash, login["password"])
    officers = {row.section for row in Staff.select().where(Staff.role == Role.PETUGAS_SEKSI)}
    assert officers == {Section.LALINTALKIM, Section.INTELDAKIM}
    assert len({login["label"] for login in logins}) == len(logins)


def test_every_post_that_signs_papers_has_a_holder(nobody: Any) -> None:
    prepare()
    for post in POSTS:
        signer = signer_on(post, (NOW + timedelta(hours=7)).date())
        assert signer.name
        assert len(signer.nip) == 18
    assert office_settings()["mode_nomor"] == "mandiri"


def test_twice_is_once(nobody: Any) -> None:
    assert prepare() == prepare()
    traces = Audit.select().count()
    prepare()
    assert Staff.select().count() == len(PEOPLE)
    assert Official.select().count() - len(Role) == len(PEOPLE) - 1
    assert ChannelAccount.select().count() == 2
    assert Audit.select().count() == traces


def test_what_was_changed_in_practice_is_put_right_again(nobody: Any) -> None:
    prepare()
    rani = Staff.get(Staff.username == "rani")
    withdraw_password(rani.id, OPERATOR, NOW)
    prepare("http://127.0.0.1:9999", key="baru")
    account = ChannelAccount.get(ChannelAccount.kind == "waha")
    assert matches(Staff.get_by_id(rani.id).password_hash, "latihan-rani")
    assert json.loads(account.settings) == {"base_url": "http://127.0.0.1:9999/waha", "session": "default"}
    assert open_secrets(account, KEY) == {"api_key": "baru"}


def test_every_channel_of_the_simulator_and_the_desk_are_there_once_and_put_right(nobody: Any) -> None:
    prepare(URL, True, "latihan", X, CLOUD)
    prepare(URL, True, "latihan", X, CLOUD)
    labels = {row.kind: row.label for row in ChannelAccount.select()}
    assert labels == {"waha": "WhatsApp latihan", "x": "X latihan", "manual": DESK}
    traces = Audit.select().count()
    rotated = PracticeChannel("x", "X", X.settings, {"access_token": "lain", "refresh_token": "lain lagi"})
    prepare(URL, True, "latihan", rotated)
    assert open_secrets(ChannelAccount.get(ChannelAccount.kind == "x"), KEY) == rotated.secrets
    assert Audit.select().count() == traces + 1


def test_an_office_with_accounts_of_its_own_gets_no_known_passwords(sqlite_account: Any) -> None:
    with pytest.raises(PracticeRefused):
        prepare(practice=False)
    assert Staff.get_or_none(Staff.username == "rani") is None


def test_in_practice_no_old_message_is_history(nobody: Any) -> None:
    prepare()
    take_in(ChannelAccount.get(ChannelAccount.kind == "waha"), citizen_message(sent_at=NOW - timedelta(days=900)))
    assert Complaint.get().opened_at == NOW - timedelta(days=900)


def test_a_marked_folder_before_a_database_of_an_office_gets_nothing_either(sqlite_account: Any) -> None:
    # ADUAN_DATABASE_URL may name the office's database while the data folder is a new one.
    kept = ChannelAccount.get_by_id(sqlite_account.id).settings
    with pytest.raises(PracticeRefused):
        prepare()
    assert Staff.get_or_none(Staff.username == "rani") is None
    assert ChannelAccount.get_by_id(sqlite_account.id).settings == kept


def test_what_was_killed_half_way_is_prepared_to_its_end(nobody: Any) -> None:
    prepare()
    Staff.update(sample=False).execute()
    Staff.delete().where(Staff.username == "admin").execute()
    prepare()
    assert Staff.select().where(Staff.sample).count() == len(PEOPLE)
