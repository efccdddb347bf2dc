"""What needs two is done by the second one's word alone, once, and only as it was asked; who may be that second."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from models.actions.core.actor import actor_of
from models.actions.staff.keep_staff import change_staff
from models.rules.core.errors import NotPermitted, NotVisible, ReasonMissing
from models.rules.staff.roles import Role
from models.rules.staff.second_person import GOOD_FOR, MOST_WAITING, NotTheSecond, Outcome, RequestNotAllowed
from models.tables import Audit, EntryCode, Notice, Official, SecondRequest, Staff
from tests.actions.cases.test_links_race import at_once
from tests.actions.core.second.asking import (
    ADMIN,
    HEAD,
    KASUBSI,
    KEPT,
    TIKKIM,
    agreed,
    asked,
    changed,
    head_was_here,
    new_account,
    officer,
    refused,
)
from tests.office import NOW, actor, add_staff


@pytest.fixture(autouse=True)
def _here(request: pytest.FixtureRequest) -> None:
    """Every office here had its Kepala Kantor sign in once."""
    request.getfixturevalue("account" if "account" in request.fixturenames else "sqlite_account")
    head_was_here()


def siti() -> Staff | None:
    found: Staff | None = Staff.get_or_none(Staff.username == "siti")
    return found


def test_an_account_is_made_when_another_agrees_and_not_before(account: Any) -> None:
    row = asked(new_account())
    assert siti() is None
    agreed(row)
    made = siti()
    assert made is not None
    assert (made.role, made.name, made.password_hash) == ("kasi_tikkim", "Siti Contoh", "")
    assert len(json.loads(EntryCode.get(EntryCode.staff == made.id).kept)) == 2
    assert SecondRequest.get().outcome == Outcome.DISETUJUI


def test_a_role_is_given_when_another_agrees(account: Any) -> None:
    staff, official = officer(), Official.create(name="Budi Baru", nip="1")
    agreed(asked(changed(staff, role=TIKKIM, official=official.id)))
    now = Staff.get_by_id(staff.id)
    assert (now.role, now.section, now.official_id) == ("kasi_tikkim", None, official.id)


@pytest.mark.parametrize("role", [role for role in Role if role not in (HEAD, TIKKIM, KASUBSI)])
def test_only_three_posts_may_agree_and_no_administrator(role: Role) -> None:
    row = asked(new_account())
    other = add_staff(role, username="lain")
    with pytest.raises(NotPermitted):
        agreed(row, actor_of(other))
    with pytest.raises(NotPermitted):
        refused(row, actor_of(other))
    assert siti() is None


def test_whoever_holds_the_post_of_who_asked_may_not_agree_by_whatever_way_he_holds_it() -> None:
    row = asked(new_account(), replace(actor(ADMIN), stands_in=frozenset({KASUBSI})))
    for mine in (actor(KASUBSI), replace(actor(TIKKIM), stands_in=frozenset({KASUBSI}))):
        with pytest.raises(NotTheSecond):
            agreed(row, mine)
    agreed(row, actor(TIKKIM))


def same_official(one: Staff, other: Staff) -> None:
    Staff.update(official=one.official).where(Staff.id == other.id).execute()


def same_nip(one: Staff, other: Staff) -> None:
    Official.update(nip="19800101 200001 1 001").where(Official.id == one.official_id).execute()
    Official.update(nip="198001012000011001").where(Official.id == other.official_id).execute()


def same_name(one: Staff, other: Staff) -> None:
    Staff.update(name="Budi Santoso").where(Staff.id == one.id).execute()
    Staff.update(name="BUDI  SANTOSO, S.H., M.Si.").where(Staff.id == other.id).execute()


def same_name_of_official(one: Staff, other: Staff) -> None:
    Staff.update(name="Budi Santoso", official=None).where(Staff.id == one.id).execute()
    Official.update(name="Budi Santoso").where(Official.id == other.official_id).execute()


@pytest.mark.parametrize("alike", [same_official, same_nip, same_name, same_name_of_official])
def test_one_person_with_two_accounts_is_not_two(alike: Callable[[Staff, Staff], None]) -> None:
    admin, head = (Staff.get(Staff.role == str(role)) for role in (ADMIN, HEAD))
    alike(admin, head)
    row = asked(new_account(), actor(ADMIN))
    with pytest.raises(NotTheSecond):
        agreed(row, actor(HEAD))
    assert siti() is None
    agreed(row, actor(TIKKIM))


def test_nobody_agrees_to_a_change_of_his_own_account_nor_of_his_second_one() -> None:
    tikkim = Staff.get(Staff.role == str(TIKKIM))
    row = asked(changed(tikkim, role=HEAD))
    with pytest.raises(NotTheSecond):
        agreed(row, actor(TIKKIM))
    other = officer("kedua")
    same_official(tikkim, other)
    row = asked(changed(Staff.get_by_id(other.id), role=HEAD))
    with pytest.raises(NotTheSecond):
        agreed(row, actor(TIKKIM))


def test_what_changed_meanwhile_is_refused_and_stays_to_be_refused(account: Any) -> None:
    staff = officer()
    row = asked(changed(staff, role=TIKKIM))
    change_staff(staff.id, staff.name, Role.PETUGAS_SEKSI, staff.section, False, actor(ADMIN), NOW)
    with pytest.raises(RequestNotAllowed, match="berubah sejak permintaan"):
        agreed(row)
    assert Staff.get_by_id(staff.id).role == Role.PETUGAS_SEKSI
    refused(row, actor(HEAD))


def test_the_official_whose_name_changed_meanwhile_is_another_one() -> None:
    official = Official.create(name="Siti Contoh", nip="1")
    row = asked(new_account(official=official.id))
    Official.update(name="Kepala Kantor").where(Official.id == official.id).execute()
    with pytest.raises(RequestNotAllowed, match="berubah"):
        agreed(row)


@pytest.mark.parametrize("column", ["body", "target", "kind", "sealed", "until", "asked_as"])
def test_a_request_altered_in_the_database_is_refused(column: str) -> None:
    row, other = asked(new_account()), asked(new_account("sita", HEAD))
    told = {"target": "staff:1", "kind": "akun_ubah", "until": row.until - timedelta(hours=1), "asked_as": "petugas"}
    value = told.get(column, getattr(other, column))
    SecondRequest.update({column: value}).where(SecondRequest.id == row.id).execute()
    with pytest.raises((RequestNotAllowed, NotVisible)):
        agreed(row)
    assert siti() is None


def test_what_is_approved_is_what_was_shown() -> None:
    row, other = asked(new_account()), asked(new_account("sita", HEAD))
    with pytest.raises(RequestNotAllowed):
        agreed(row, digest=other.digest)
    assert siti() is None


def test_a_request_is_decided_once_and_its_secret_forgotten(account: Any) -> None:
    row = asked(new_account())
    assert KEPT not in row.sealed
    agreed(row)
    for again in (lambda: agreed(row), lambda: refused(row, actor(TIKKIM)), lambda: refused(row, actor(ADMIN))):
        with pytest.raises(RequestNotAllowed, match="sudah diputuskan"):
            again()
    assert SecondRequest.get().sealed == ""
    told = json.dumps(
        [*SecondRequest.select().dicts(), *Audit.select().dicts(), *Notice.select().dicts()], default=str
    )
    assert json.loads(KEPT)["hash"] not in told


def test_a_request_taken_back_or_refused_does_nothing_and_forgets_its_secret() -> None:
    mine, theirs = asked(new_account()), asked(new_account("sita"))
    assert refused(mine, actor(ADMIN), "").outcome == Outcome.DITARIK
    with pytest.raises(ReasonMissing):
        refused(theirs, actor(HEAD), " ")
    assert refused(theirs, actor(HEAD), "Belum perlu").outcome == Outcome.DITOLAK
    assert {row.sealed for row in SecondRequest.select()} == {""}
    assert not Staff.select().where(Staff.username.in_(["siti", "sita"])).exists()


def test_a_request_ends_by_itself() -> None:
    row = asked(new_account())
    with pytest.raises(RequestNotAllowed, match="lewat waktunya"):
        agreed(row, now=NOW + GOOD_FOR)
    with pytest.raises(RequestNotAllowed, match="lewat waktunya"):
        agreed(row, now=NOW - timedelta(days=1))  # the clock stood ahead when it was asked
    agreed(row, now=NOW + GOOD_FOR - timedelta(minutes=1))


def test_whoever_asked_must_still_be_allowed_to() -> None:
    row = asked(new_account())
    Staff.update(active=False).where(Staff.role == str(ADMIN)).execute()
    with pytest.raises(RequestNotAllowed, match="tidak lagi berwenang"):
        agreed(row)
    assert siti() is None


def test_where_nobody_else_could_agree_nothing_waits_for_ever() -> None:
    Staff.update(active=False).where(Staff.role.in_([str(KASUBSI), str(TIKKIM)])).execute()
    head = Staff.get(Staff.role == str(HEAD))
    same_official(head, Staff.get(Staff.role == str(ADMIN)))
    with pytest.raises(RequestNotAllowed, match="Tidak ada pejabat lain"):
        asked(new_account())
    assert not SecondRequest.select().exists()


def test_the_same_is_asked_once_and_nobody_fills_the_list() -> None:
    staff = officer()
    asked(changed(staff, role=TIKKIM))
    with pytest.raises(RequestNotAllowed, match="sudah menunggu"):
        asked(changed(staff, role=HEAD))
    for number in range(MOST_WAITING - 1):
        asked(new_account(f"siti{number}"))
    with pytest.raises(RequestNotAllowed, match="Tarik yang tidak"):
        asked(new_account("sita"))


def test_only_who_may_do_it_may_ask_for_it() -> None:
    with pytest.raises(NotPermitted):
        asked(new_account(), actor(KASUBSI))


def test_all_is_traced_and_the_heads_are_told() -> None:
    agreed(asked(new_account(role=Role.KASI_INTELDAKIM)))
    refused(asked(new_account("sita")), actor(TIKKIM))
    refused(asked(new_account("sito")), actor(ADMIN))
    rows = [(row.actor, row.event) for row in Audit.select().where(Audit.event.contains("orang_kedua"))]
    admin = ("administrator", "minta_orang_kedua")
    assert rows == [
        *(admin, ("kepala_kantor", "setujui_orang_kedua"), admin, ("kasi_tikkim", "tolak_orang_kedua")),
        *(admin, ("administrator", "tarik_orang_kedua")),
    ]
    told = {
        (row.staff.username, row.key.split(":")[2])
        for row in Notice.select().where(Notice.key.startswith("orang_kedua:1:"))
    }
    heads = {"kepala_kantor", "kasi_tikkim", "kasubsi_infokim"}
    assert told == {
        *((who, "tunggu") for who in heads),
        ("administrator", "putus"),
        *((who, "jadi") for who in heads - {"kepala_kantor"}),
    }
    assert not Notice.select().where(Notice.key.contains(":tunggu:") & Notice.lapsed_at.is_null()).exists()


@pytest.mark.parametrize("other", ["agrees", "refuses", "takes back"])
def test_of_two_at_once_one_decides(account: Any, other: str) -> None:
    ways: dict[str, Callable[[SecondRequest], object]] = {
        "agrees": lambda row: agreed(row, actor(TIKKIM)),
        "refuses": lambda row: refused(row, actor(TIKKIM)),
        "takes back": lambda row: refused(row, actor(ADMIN)),
    }
    for number in range(4):
        row = asked(new_account(f"siti{number}"))

        def first(row: SecondRequest = row) -> object:
            return agreed(row)

        def second(row: SecondRequest = row) -> object:
            return ways[other](row)

        given = at_once(first, second)
        (told,) = [one for one in given if isinstance(one, RequestNotAllowed)]
        assert "sudah diputuskan" in told.sentence
        made = Staff.select().where(Staff.username == f"siti{number}").count()
        assert made == (SecondRequest.get_by_id(row.id).outcome == Outcome.DISETUJUI)
        events = Audit.event.in_(["setujui_orang_kedua", "tolak_orang_kedua", "tarik_orang_kedua"])
        assert Audit.select().where(events & (Audit.subject == f"second_request:{row.id}")).count() == 1
