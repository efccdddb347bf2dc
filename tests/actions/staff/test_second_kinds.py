"""A request about an account says line by line what would change, and is about the person whose account it is."""

from typing import Any

from models.actions.core.second.kinds import Said
from models.actions.staff.second_kinds import CHANGED_ACCOUNT, NEW_ACCOUNT, account_body, account_of, target_of
from models.rules.staff.roles import Role, Section
from models.tables import Official, Staff
from tests.actions.core.second.asking import changed, officer


def test_only_what_would_change_is_said_with_what_is_there_now(sqlite_account: Any) -> None:
    staff, official = officer(), Official.create(name="Budi Baru", nip="77")
    wish = changed(staff, role=Role.KASI_TIKKIM, official=official.id)
    assert list(CHANGED_ACCOUNT.said(wish.target, wish.body)) == [
        Said("Peran", "Petugas Seksi", "Kasi TIKKIM"),
        Said("Seksi", "Seksi Lalintalkim", "Seksi TIKKIM"),
        Said("Pejabat", "budi", "Budi Baru · NIP 77"),
    ]
    assert CHANGED_ACCOUNT.named(wish.target, wish.body) == "budi"
    assert [one.account for one in CHANGED_ACCOUNT.whom(wish.target, wish.body)] == [staff.id]


def test_of_a_new_account_all_is_said_and_it_is_nobodys_yet(sqlite_account: Any) -> None:
    body = account_body("Siti", Role.PETUGAS_SEKSI, Section.INTELDAKIM, True, None, "siti")
    said = {line.name: (line.before, line.after) for line in NEW_ACCOUNT.said("", body)}
    assert said == {
        "Nama pengguna": ("–", "siti"),
        "Nama lengkap": ("–", "Siti"),
        "Peran": ("–", "Petugas Seksi"),
        "Seksi": ("–", "Seksi Inteldakim"),
        "Status": ("–", "Aktif"),
    }
    assert NEW_ACCOUNT.whom("", body) == ()


def test_whatever_of_an_account_changes_changes_what_stands_there(sqlite_account: Any) -> None:
    staff = officer()
    wish = changed(staff)
    before = CHANGED_ACCOUNT.state(wish.target, wish.body)
    for column, value in {
        "name": "Lain",
        "role": "pengelola",
        "section": None,
        "active": False,
        "official": None,
    }.items():
        Staff.update({column: value}).where(Staff.id == staff.id).execute()
        after = CHANGED_ACCOUNT.state(wish.target, wish.body)
        assert after != before, column
        before = after
    assert account_of(target_of(staff.id)) == staff.id
