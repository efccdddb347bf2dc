"""Officials and accounts are linked in one go: all or nothing, once, and not over what another changed meanwhile."""

import threading
from collections.abc import Callable
from itertools import count
from typing import Any

import pytest

from models.actions.staff.keep_staff import AccountNotAllowed
from models.actions.staff.link_accounts import LinksChanged, NewAccount, Wish, link_accounts, linked_accounts
from models.actions.staff.passwords import matches
from models.rules.core.errors import AlreadyDone, NotPermitted
from models.rules.staff.roles import Role, Section
from models.tables import Audit, Official, Staff, StaffSession, database
from tests.office import NOW, actor

ADMIN = Role.ADMINISTRATOR


def passwords() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"sandi-sekali-{next(numbers)}"


def link(*wishes: Wish, key: str | None = None, who: Role = ADMIN) -> Any:
    return link_accounts(wishes, passwords(), actor(who), NOW, form_key=key)


def an_official(name: str = "Sari Contoh", **values: Any) -> int:
    return int(Official.create(name=name, **values).id)


def test_all_are_linked_and_the_missing_accounts_made_in_one_go(account: Any) -> None:
    sari, budi = an_official(phone="+6281234567890"), an_official("Budi Contoh")
    kasubsi = Staff.get(Staff.username == "kasubsi_infokim")
    StaffSession.create(token_hash="x", staff=kasubsi, created_at=NOW, seen_at=NOW)
    before = kasubsi.official_id
    made = link(
        Wish(before, (kasubsi.id,)),
        Wish(budi, (), account=kasubsi.id),
        Wish(sari, (), new=NewAccount("Sari.Contoh", Role.PETUGAS_SEKSI, Section.TIKKIM)),
    )
    assert [(one.name, one.username, one.password) for one in made] == [
        ("Sari Contoh", "sari.contoh", "sandi-sekali-1")
    ]
    new = Staff.get(Staff.username == "sari.contoh")
    assert (new.official_id, new.role, new.section, new.phone, new.password_once) == (
        sari,
        Role.PETUGAS_SEKSI,
        Section.TIKKIM,
        "+6281234567890",
        True,
    )
    assert matches(new.password_hash, "sandi-sekali-1")
    assert linked_accounts([before, budi, sari]) == {before: (), budi: (kasubsi.id,), sari: (new.id,)}
    assert StaffSession.get().ended_at == NOW
    assert Audit.select().where(Audit.event == "hubungkan_pejabat").count() == 2


def test_two_officials_change_accounts_with_each_other(account: Any) -> None:
    one, two = (Staff.get(Staff.username == name) for name in ("kasi_tikkim", "kasubsi_infokim"))
    link(
        Wish(one.official_id, (one.id,), account=two.id),
        Wish(two.official_id, (two.id,), account=one.id),
    )
    assert linked_accounts([one.official_id, two.official_id]) == {
        one.official_id: (two.id,),
        two.official_id: (one.id,),
    }


def test_what_is_left_as_it_is_ends_no_session(account: Any) -> None:
    mine = Staff.get(Staff.username == "kasi_tikkim")
    StaffSession.create(token_hash="x", staff=mine, created_at=NOW, seen_at=NOW)
    assert link(Wish(mine.official_id, (mine.id,), account=mine.id)) == []
    assert StaffSession.get().ended_at is None


@pytest.mark.parametrize(
    ("new", "words"),
    [
        (NewAccount("X!", Role.PENGELOLA), "Budi Contoh: Nama pengguna terdiri"),
        (NewAccount("pengelola", Role.PENGELOLA), "Budi Contoh: Nama pengguna 'pengelola' sudah dipakai"),
        (NewAccount("budi.contoh", Role.PETUGAS_SEKSI), "Budi Contoh: Petugas Seksi harus punya seksi"),
    ],
)
def test_one_account_that_is_none_stores_nothing(account: Any, new: NewAccount, words: str) -> None:
    sari, budi, before = an_official(), an_official("Budi Contoh"), Staff.select().count()
    with pytest.raises(AccountNotAllowed, match=words):
        link(Wish(sari, (), new=NewAccount("sari.contoh", Role.PENGELOLA)), Wish(budi, (), new=new))
    assert Staff.select().count() == before


def test_one_account_for_two_and_one_name_for_two_are_refused(account: Any) -> None:
    sari, budi = an_official(), an_official("Budi Contoh")
    mine = Staff.get(Staff.username == "pengelola").id
    with pytest.raises(AccountNotAllowed, match="Akun pengelola dipilih untuk dua pejabat"):
        link(Wish(sari, (), account=mine), Wish(budi, (), account=mine))
    new = NewAccount("sama", Role.PENGELOLA)
    with pytest.raises(AccountNotAllowed, match="'sama' ditulis untuk dua pejabat"):
        link(Wish(sari, (), new=new), Wish(budi, (), new=new))


def test_what_another_linked_meanwhile_stays_and_is_said(account: Any) -> None:
    sari, mine = an_official(), Staff.get(Staff.username == "pengelola")
    Staff.update(official=sari).where(Staff.id == mine.id).execute()
    with pytest.raises(LinksChanged):
        link(Wish(sari, (), new=NewAccount("sari.contoh", Role.PENGELOLA)))
    with pytest.raises(LinksChanged):
        link(Wish(9999, ()))
    assert not Staff.select().where(Staff.username == "sari.contoh").exists()


def test_it_is_done_once_and_by_who_keeps_accounts_alone(account: Any) -> None:
    sari = an_official()
    link(Wish(sari, ()), key="sekali")
    with pytest.raises(AlreadyDone):
        link(Wish(sari, (), new=NewAccount("sari.contoh", Role.PENGELOLA)), key="sekali")
    with pytest.raises(NotPermitted):
        link(Wish(sari, ()), who=Role.KASUBSI_INFOKIM)


def test_two_who_save_at_once_make_one_account(account: Any) -> None:
    sari, ended = an_official(), list[str]()

    def one(name: str) -> None:
        with database.connection_context():
            try:
                link(Wish(sari, (), new=NewAccount(name, Role.PENGELOLA)))
                ended.append("disimpan")
            except LinksChanged:
                ended.append("berubah")

    threads = [threading.Thread(target=one, args=(name,)) for name in ("sari.satu", "sari.dua")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ended) == ["berubah", "disimpan"]
    assert len(linked_accounts([sari])[sari]) == 1
