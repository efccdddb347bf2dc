"""Contacts that are one person: joined, joined again, parted, each audited; nobody is lost on the way."""

from typing import Any

import pytest

from models.actions.intake.join_contacts import SamePerson, join_contacts, part_contact, person_of, root_of
from models.rules.core.errors import AlreadyDone, NotPermitted, NotVisible, RuleBroken
from models.rules.staff.roles import Role
from models.tables import Audit, Contact, Handle
from tests.office import NOW, actor, citizen_message, take_in


@pytest.fixture
def three(account: Any) -> list[int]:
    """Three contacts of three telephones."""
    take_in(account, *(citizen_message(who=f"62811000000{number}") for number in (1, 2, 3)))
    return [row.id for row in Contact.select().order_by(Contact.id)]


def join(one: int, other: int, role: Role = Role.PENGELOLA, key: str | None = None) -> None:
    """Join as somebody."""
    join_contacts(one, other, actor(role), NOW, key)


def test_joined_contacts_are_one_person_and_keep_their_handles(three: list[int]) -> None:
    one, two, other = three
    join(one, two)
    join(other, one)
    assert person_of(two) == [other, one, two]
    assert {root_of(contact) for contact in three} == {other}
    assert sorted(row.contact_id for row in Handle.select()) == three
    assert [row.event for row in Audit.select().where(Audit.event == "gabung_pelapor")] == ["gabung_pelapor"] * 2


def test_a_joined_contact_can_be_parted_again_with_whoever_came_with_it(three: list[int]) -> None:
    one, two, other = three
    join(one, two)
    join(other, one)
    part_contact(one, actor(Role.KASUBSI_INFOKIM), NOW)
    assert (person_of(other), person_of(two)) == ([other], [one, two])
    with pytest.raises(RuleBroken, match="tidak ada yang dipisahkan"):
        part_contact(one, actor(Role.PENGELOLA), NOW)


def test_one_person_is_not_joined_to_himself(three: list[int]) -> None:
    one, two, _ = three
    join(one, two)
    for pair in ((one, one), (two, one), (one, two)):
        with pytest.raises(SamePerson):
            join(*pair)


def test_the_same_form_counts_once_and_only_the_front_desk_joins(three: list[int]) -> None:
    one, two, other = three
    join(one, two, key="kunci-formulir-000001")
    with pytest.raises(AlreadyDone):
        join(one, other, key="kunci-formulir-000001")
    with pytest.raises(NotPermitted):
        join(one, other, Role.KASI_TIKKIM)
    with pytest.raises(NotVisible):
        join(one, 9999)
    with pytest.raises(NotVisible):
        part_contact(9999, actor(Role.PENGELOLA), NOW)
