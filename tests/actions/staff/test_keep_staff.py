"""Accounts: who may keep them, what is refused, and that changes end sessions."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from models.actions.core.actor import OPERATOR
from models.actions.staff.keep_staff import (
    AccountNotAllowed,
    add_staff,
    change_own_password,
    change_staff,
    link_official,
    withdraw_password,
)
from models.actions.staff.passwords import matches
from models.actions.staff.sessions import resume
from models.actions.staff.sign_in import SignInRefused, sign_in
from models.actions.staff.tries import FREE_TRIES, PasswordWrong, TriesDelayed
from models.rules.core.errors import AlreadyDone, NotPermitted, NotVisible
from models.rules.staff.passwords import PasswordWeak
from models.rules.staff.roles import Role, Section
from models.tables import Audit, Official, Staff
from tests.office import NOW, actor

PASSWORD = "sandi-lampion-1"
ADMIN = Role.ADMINISTRATOR


def added(username: str = "budi", role: Role = Role.PENGELOLA, section: Section | None = None) -> Staff:
    return add_staff(username, role, section, PASSWORD, "Budi Contoh", OPERATOR, NOW)


def test_an_account_is_added_with_a_hash_and_a_trace(account: Any) -> None:
    staff = add_staff("  Budi ", Role.PETUGAS_SEKSI, Section.INTELDAKIM, PASSWORD, "Budi  Contoh", actor(ADMIN), NOW)
    assert (staff.username, staff.name, staff.section) == ("budi", "Budi Contoh", "inteldakim")
    assert matches(staff.password_hash, PASSWORD)
    row = Audit.select().order_by(Audit.id.desc()).first()
    assert (row.actor, row.event, row.after) == ("administrator", "tambah_akun", "petugas_seksi · inteldakim · aktif")
    assert PASSWORD not in row.after


def test_the_section_of_other_roles_follows_from_the_role(account: Any) -> None:
    assert added(section=Section.INTELDAKIM).section is None


@pytest.mark.parametrize("username", ["", "a", "Budi Contoh", "budi'", "-budi", "b" * 41, "bu\x00di", "budí"])
def test_a_username_is_plain(sqlite_account: Any, username: str) -> None:
    with pytest.raises(AccountNotAllowed) as refused:
        added(username)
    assert "huruf kecil" in refused.value.sentence


def test_a_username_is_used_once(account: Any) -> None:
    added()
    with pytest.raises(AccountNotAllowed, match="sudah dipakai"):
        added("BUDI")


@pytest.mark.parametrize("section", [None, Section.KEPALA_KANTOR])
def test_a_section_officer_needs_a_section(sqlite_account: Any, section: Section | None) -> None:
    with pytest.raises(AccountNotAllowed, match="harus punya seksi"):
        added(role=Role.PETUGAS_SEKSI, section=section)


def test_a_weak_password_adds_nothing(sqlite_account: Any) -> None:
    with pytest.raises(PasswordWeak):
        add_staff("budi", Role.PENGELOLA, None, "1", "Budi", OPERATOR, NOW)
    assert not Staff.select().where(Staff.username == "budi").exists()


@pytest.mark.parametrize("role", [role for role in Role if role is not ADMIN])
def test_only_the_administrator_keeps_accounts(sqlite_account: Any, role: Role) -> None:
    staff, who = Staff.get(Staff.username == "pengelola"), actor(role)
    with pytest.raises(NotPermitted):
        add_staff("budi", Role.ADMINISTRATOR, None, PASSWORD, "Budi", who, NOW)
    with pytest.raises(NotPermitted):
        change_staff(staff.id, "x", Role.ADMINISTRATOR, None, True, who, NOW)
    with pytest.raises(NotPermitted):
        withdraw_password(staff.id, who, NOW)


def test_a_new_name_keeps_the_session_a_new_role_ends_it(account: Any) -> None:
    staff = added()
    token = sign_in("budi", PASSWORD, NOW).token
    change_staff(staff.id, "Nama Baru", Role.PENGELOLA, None, True, actor(ADMIN), NOW)
    assert resume(token, NOW) is not None
    change_staff(staff.id, "Nama Baru", Role.KASI_TIKKIM, None, True, actor(ADMIN), NOW)
    assert resume(token, NOW) is None


def test_switching_off_and_on_does_not_bring_old_sessions_back(account: Any) -> None:
    staff = added()
    token = sign_in("budi", PASSWORD, NOW).token
    for active in (False, True):
        change_staff(staff.id, staff.name, Role.PENGELOLA, None, active, actor(ADMIN), NOW)
    assert resume(token, NOW) is None


def test_the_last_administrator_stays(account: Any) -> None:
    admin = Staff.get(Staff.username == "administrator")
    with pytest.raises(AccountNotAllowed, match="satu Administrator aktif"):
        change_staff(admin.id, admin.name, ADMIN, None, False, actor(ADMIN), NOW)
    with pytest.raises(AccountNotAllowed, match="satu Administrator aktif"):
        change_staff(admin.id, "x", Role.PENGELOLA, None, True, actor(ADMIN), NOW)
    assert Staff.get_by_id(admin.id).role == ADMIN
    added(role=ADMIN)
    assert not change_staff(admin.id, admin.name, ADMIN, None, False, actor(ADMIN), NOW).active


def test_a_password_that_is_taken_away_ends_sessions_and_lets_nobody_in(account: Any) -> None:
    staff = added()
    token = sign_in("budi", PASSWORD, NOW).token
    withdraw_password(staff.id, actor(ADMIN), NOW)
    assert resume(token, NOW) is None
    for typed in (PASSWORD, ""):
        with pytest.raises(SignInRefused):
            sign_in("budi", typed, NOW + timedelta(minutes=5))
    assert Audit.select().where(Audit.event == "cabut_kata_sandi").get().subject == f"staff:{staff.id}"


def test_a_password_taken_away_leaves_the_second_factor(account: Any) -> None:
    staff = added()
    Staff.update(totp_secret="tersegel", recovery_codes="sidik").where(Staff.id == staff.id).execute()
    withdraw_password(staff.id, actor(ADMIN), NOW)
    row = Staff.get_by_id(staff.id)
    assert (row.totp_secret, row.recovery_codes) == ("tersegel", "sidik")


def test_ones_own_password_needs_the_old_one_and_every_wrong_one_is_a_traced_try_to_sign_in(account: Any) -> None:
    staff = added()
    who = replace(actor(Role.PENGELOLA), staff_id=staff.id)
    for wait in (*[PasswordWrong] * (FREE_TRIES + 1), *[TriesDelayed] * 11):
        with pytest.raises(wait):
            change_own_password("salah", "sandi-lampu-baru-22", who, NOW)
    with pytest.raises(TriesDelayed):
        change_own_password(PASSWORD, "sandi-lampu-baru-22", who, NOW)
    assert Audit.select().where(Audit.event == "gagal_bukti_kata_sandi").count() == 16
    with pytest.raises(SignInRefused):
        sign_in("budi", PASSWORD, NOW)
    assert sign_in("budi", PASSWORD, NOW + timedelta(seconds=2)).token


def test_a_form_sent_twice_is_no_wrong_guess(account: Any) -> None:
    who = replace(actor(Role.PENGELOLA), staff_id=added().id)
    change_own_password(PASSWORD, "sandi-lampu-baru-22", who, NOW, form_key="kunci")
    with pytest.raises(AlreadyDone):
        change_own_password(PASSWORD, "sandi-lampu-baru-22", who, NOW, form_key="kunci")
    assert not Audit.select().where(Audit.event == "gagal_bukti_kata_sandi").exists()


def test_a_new_password_is_another_one(account: Any) -> None:
    staff = added()
    who = replace(actor(Role.PENGELOLA), staff_id=staff.id)
    with pytest.raises(AccountNotAllowed, match="sama dengan yang lama"):
        change_own_password(PASSWORD, PASSWORD, who, NOW)
    change_own_password(PASSWORD, "sandi-lampu-baru-22", who, NOW)


def test_an_account_that_is_not_there_says_so(account: Any) -> None:
    with pytest.raises(NotVisible):
        withdraw_password(999, OPERATOR, NOW)


def test_an_account_is_linked_with_an_official_that_exists(account: Any) -> None:
    staff, official = added(), Official.get()
    with pytest.raises(NotPermitted):
        link_official(staff.id, official.id, actor(Role.KASI_TIKKIM), NOW)
    with pytest.raises(AccountNotAllowed, match="tidak ada lagi"):
        link_official(staff.id, 99_999, actor(ADMIN), NOW)
    assert link_official(staff.id, official.id, actor(ADMIN), NOW).official_id == official.id
    link_official(staff.id, official.id, actor(ADMIN), NOW)  # nothing new: no trace
    row = Audit.select().where(Audit.event == "hubungkan_pejabat").get()
    assert (row.before, row.after) == ("official:-", f"official:{official.id}")
