"""Accounts and channels are those there are, each with its state."""

from models.actions.upkeep.hand_over.people import channel_facts, signing_facts, staff_facts
from models.rules.core.moments import iso
from models.rules.staff.roles import Role
from models.tables import ChannelAccount, Staff
from models.tables.core.settings import Settings
from tests.office import NOW


def test_every_account_that_may_sign_in_is_named_once(settings: Settings) -> None:
    Staff.update(active=False).where(Staff.username == "pengelola").execute()
    Staff.update(totp_secret="tersegel", last_login_at=NOW).where(Staff.username == "administrator").execute()
    found = staff_facts()
    names = [one["username"] for one in found["accounts"]]  # type: ignore[attr-defined]
    assert (len(names), "pengelola" in names, found["inactive"]) == (len(set(names)), False, 1)
    (admin,) = [one for one in found["accounts"] if one["administrator"]]  # type: ignore[attr-defined]
    told = ("Administrator", True, iso(NOW))
    assert (admin["role"], admin["second_factor"], admin["last_login"]) == told
    assert {one["second_factor"] for one in found["accounts"] if not one["administrator"]} == {False}  # type: ignore[attr-defined]
    assert Staff.select().where(Staff.role == str(Role.ADMINISTRATOR)).count() == 1


def test_a_channel_is_told_with_its_place_and_without_who_may_enter_there(settings: Settings) -> None:
    (found,) = channel_facts(settings, NOW)
    assert (found["where"], found["secret"]) == (["base_url: http://127.0.0.1:3000", "session: default"], True)
    ChannelAccount.update(enabled=False, secret="", lease_owner="agen-1").execute()
    (found,) = channel_facts(settings, NOW)
    assert (found["grade"], found["secret"], found["served_by"]) == ("Dimatikan", False, "agen-1")


def test_an_office_without_a_signing_service_has_none(settings: Settings) -> None:
    assert signing_facts() is None
