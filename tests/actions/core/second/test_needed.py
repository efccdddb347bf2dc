"""An office begins without a second person; once its Kepala Kantor signed in, nobody does any of it alone."""

from collections.abc import Callable
from typing import Any

import pytest

from models.actions.core.actor import OPERATOR, Actor
from models.actions.core.second.needed import is_needed
from models.actions.staff.keep_staff import change_staff, link_official, store_account, withdraw_password
from models.actions.staff.second_factor import turn_off
from models.rules.staff.roles import Role
from models.rules.staff.second_person import SecondPersonNeeded
from models.tables import Notice, Official, Staff
from tests.actions.core.second.asking import ADMIN, HEAD, asked, head_was_here, new_account
from tests.office import NOW, actor, add_staff

Act = Callable[[Staff, Actor], object]


def make(_staff: Staff, who: Actor, role: Role = HEAD) -> object:
    return store_account("siti", role, None, "", "Siti", who, NOW)


def make_administrator(staff: Staff, who: Actor) -> object:
    return make(staff, who, ADMIN)


def promote(staff: Staff, who: Actor) -> object:
    return change_staff(staff.id, staff.name, HEAD, None, True, who, NOW)


def rename(staff: Staff, who: Actor) -> object:
    return change_staff(staff.id, "Nama Lain", Role(staff.role), staff.section, True, who, NOW)


def link(staff: Staff, who: Actor) -> object:
    return link_official(staff.id, Official.create(name="Lain").id, who, NOW)


def unlink(staff: Staff, who: Actor) -> object:
    return link_official(staff.id, None, who, NOW)


def reset(staff: Staff, who: Actor) -> object:
    return withdraw_password(staff.id, who, NOW)


def drop_factor(staff: Staff, who: Actor) -> object:
    return turn_off(staff.id, who, NOW)


ACTS = (make, make_administrator, promote, rename, link, unlink, reset, drop_factor)


@pytest.mark.parametrize("act", ACTS)
def test_nobody_second_is_needed_until_a_head_signed_in_and_then_nobody_does_it_alone(account: Any, act: Act) -> None:
    staff, other = (add_staff(Role.PETUGAS_SEKSI, username=name) for name in ("budi", "badu"))
    act(other, actor(ADMIN))
    Staff.update(username="sita").where(Staff.username == "siti").execute()
    head_was_here()
    with pytest.raises(SecondPersonNeeded, match="Sistem › Persetujuan"):
        act(staff, actor(ADMIN))
    act(staff, OPERATOR)  # the way of the command line


def test_an_account_is_switched_off_at_once_and_on_again_by_two(sqlite_account: Any) -> None:
    staff = add_staff(Role.PETUGAS_SEKSI, username="budi")
    head_was_here()
    change_staff(staff.id, staff.name, Role.PETUGAS_SEKSI, staff.section, False, actor(ADMIN), NOW)
    with pytest.raises(SecondPersonNeeded):
        change_staff(staff.id, staff.name, Role.PETUGAS_SEKSI, staff.section, True, actor(ADMIN), NOW)


def test_switching_the_head_off_frees_nobody_and_a_practised_head_binds_nobody(sqlite_account: Any) -> None:
    Staff.update(sample=True, last_login_at=NOW).where(Staff.role == str(HEAD)).execute()
    assert not is_needed()
    Staff.update(sample=False, active=False).where(Staff.role == str(HEAD)).execute()
    assert is_needed()


def test_once_something_was_asked_it_stays_so_whoever_is_head_then(sqlite_account: Any) -> None:
    head_was_here()
    asked(new_account())
    Staff.update(role="petugas_seksi").where(Staff.role == str(HEAD)).execute()
    assert is_needed()


def test_the_command_line_is_told_to_the_heads_once_they_are_there(sqlite_account: Any) -> None:
    store_account("sita", HEAD, None, "", "Sita", OPERATOR, NOW)
    assert not Notice.select().exists()
    head_was_here()
    store_account("siti", HEAD, None, "", "Siti", OPERATOR, NOW)
    told = {(row.staff.username, row.text) for row in Notice.select()}
    text = "Akun siti (Kepala Kantor) ditambahkan di server, tanpa orang kedua."
    assert {("kepala_kantor", text), ("kasi_tikkim", text), ("kasubsi_infokim", text)} <= told
