"""A person sets the password by a code that ends with its use and its time; nobody else's tries pass."""

import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from models.actions.core.actor import OPERATOR
from models.actions.staff.entry_codes import give_code, new_part, set_password_by
from models.actions.staff.keep_staff import add_staff
from models.actions.staff.passwords import matches
from models.actions.staff.sessions import resume
from models.actions.staff.sign_in import SignInRefused, sign_in
from models.actions.staff.tries import FREE_TRIES
from models.rules.staff.entry_codes import GOOD_FOR, EntryRefused
from models.rules.staff.passwords import PasswordWeak
from models.rules.staff.roles import Role
from models.tables import Audit, EntryCode, Staff, database
from tests.office import NOW

OLD, NEW = "sandi-lampion-1", "sandi-lampu-baru-22"


def account_with_code(parts: int = 1) -> tuple[Staff, str]:
    staff = add_staff("siti", Role.PENGELOLA, None, OLD, "Siti Contoh", OPERATOR, NOW)
    made = [new_part() for _ in range(parts)]
    give([kept for _, kept in made], staff)
    return staff, " ".join(plain for plain, _ in made)


def give(kept: Sequence[str], staff: Staff) -> None:
    with database.atomic():
        give_code(staff.id, kept, OPERATOR, NOW)


@pytest.mark.parametrize("parts", [1, 2])
def test_whoever_has_the_code_sets_the_password_once(account: Any, parts: int) -> None:
    staff, code = account_with_code(parts)
    token = sign_in("siti", OLD, NOW).token
    set_password_by(" siti ", code.lower(), NEW, NOW, address="10.0.0.7")
    assert matches(Staff.get_by_id(staff.id).password_hash, NEW)
    assert resume(token, NOW) is None
    with pytest.raises(EntryRefused):
        set_password_by("siti", code, "sandi-lain-lagi-33", NOW)
    assert sign_in("siti", NEW, NOW + timedelta(minutes=2)).token


def test_of_two_parts_one_alone_or_both_the_wrong_way_round_are_nothing(account: Any) -> None:
    _, code = account_with_code(2)
    one, two = code.split()
    for number, wrong in enumerate((one, two, f"{two} {one}", f"{one} {one}")):
        with pytest.raises(EntryRefused):
            set_password_by("siti", wrong, NEW, NOW + timedelta(minutes=number * 5))
    set_password_by("siti", code, NEW, NOW + timedelta(hours=1))


def test_a_code_ends_after_its_time_and_with_the_next_one(account: Any) -> None:
    staff, code = account_with_code()
    with pytest.raises(EntryRefused):
        set_password_by("siti", code, NEW, NOW + GOOD_FOR)
    plain, kept = new_part()
    give([kept], staff)
    with pytest.raises(EntryRefused):
        set_password_by("siti", code, NEW, NOW)
    set_password_by("siti", plain, NEW, NOW + timedelta(minutes=5))


def test_of_a_code_only_hashes_are_kept_and_the_trail_has_none_of_it(account: Any) -> None:
    _, code = account_with_code(2)
    set_password_by("siti", code, NEW, NOW)
    told = json.dumps([*EntryCode.select().dicts(), *Audit.select().dicts()], default=str)
    assert not any(part in told for part in (*code.split(), NEW))
    events = [row.event for row in Audit.select().order_by(Audit.id)]
    assert events[-3:] == ["beri_kode_masuk", "pakai_kode_masuk", "ganti_kata_sandi"]


def test_wrong_codes_count_as_wrong_passwords_and_delay_both(account: Any) -> None:
    _, code = account_with_code()
    for _ in range(FREE_TRIES + 1):
        with pytest.raises(EntryRefused):
            set_password_by("siti", "2222-2222", NEW, NOW)
    with pytest.raises(EntryRefused):
        set_password_by("siti", code, NEW, NOW)
    with pytest.raises(SignInRefused):
        sign_in("siti", OLD, NOW)
    assert Staff.get(Staff.username == "siti").password_hash
    set_password_by("siti", code, NEW, NOW + timedelta(minutes=1))


@pytest.mark.parametrize("username", ["tidak-ada", "siti"])
def test_an_unknown_account_and_one_switched_off_are_refused_alike(account: Any, username: str) -> None:
    _, code = account_with_code()
    Staff.update(active=False).where(Staff.username == "siti").execute()
    with pytest.raises(EntryRefused):
        set_password_by(username, code, NEW, NOW)
    assert Audit.select().order_by(Audit.id.desc()).first().event == "gagal_kode_masuk"


def test_a_weak_password_leaves_the_code_as_it_is(account: Any) -> None:
    _, code = account_with_code()
    with pytest.raises(PasswordWeak):
        set_password_by("siti", code, "password1234", NOW)
    set_password_by("siti", code, NEW, NOW)
