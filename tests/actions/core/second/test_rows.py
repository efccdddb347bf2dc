"""A row that waits is shown as it would stand, stored just so, and not where anything of it changed meanwhile."""

from datetime import date
from typing import Any

import pytest

from models.actions.core.second.kinds import Approved
from models.actions.core.second.rows import kind_of, stored, wish_for
from models.actions.office.holders import HELD_HOLDER
from models.rules.core.errors import NotVisible
from models.tables import Audit, OfficeHolder, Official, database
from tests.actions.core.second.asking import ADMIN
from tests.office import NOW, actor

KIND = kind_of(HELD_HOLDER)


def entered(**words: Any) -> OfficeHolder:
    """Return an acting holder as it was filled in, not stored."""
    said = {"post": "kepala_kantor", "official": Official.select().first().id, "kind": "plh", "order_number": "SP-1"}
    return OfficeHolder(**(said | {"valid_from": date(2026, 11, 25)} | words))


def test_a_new_row_is_stored_with_just_what_was_asked(account: Any) -> None:
    wish = wish_for(HELD_HOLDER, entered(valid_until=date(2026, 12, 1)))
    before = OfficeHolder.select().count()
    assert (wish.target, KIND.named(wish.target, wish.body)) == ("", "Plh. Kepala Kantor")
    with database.atomic():
        KIND.act(Approved(wish.target, wish.body, actor(ADMIN), NOW))
    made = OfficeHolder.select().order_by(OfficeHolder.id.desc()).first()
    assert (OfficeHolder.select().count(), made.valid_until) == (before + 1, date(2026, 12, 1))
    assert Audit.select().where(Audit.event == "tambah_data_kantor").exists()


def test_a_change_shows_what_differs_and_leaves_other_columns(account: Any) -> None:
    row = entered()
    row.note = "Titip kunci"
    row.save()
    wished = OfficeHolder.get_by_id(row.id)
    wished.order_number = "SP-2"
    wish = wish_for(HELD_HOLDER, wished)
    said = KIND.said(wish.target, wish.body)
    assert [(line.name, line.before, line.after) for line in said] == [("Surat perintah", "SP-1", "SP-2")]
    with database.atomic():
        KIND.act(Approved(wish.target, wish.body, actor(ADMIN), NOW))
    found = OfficeHolder.get_by_id(row.id)
    assert (found.order_number, found.note) == ("SP-2", "Titip kunci")


def test_the_state_is_another_where_the_row_or_whom_it_names_changed(account: Any) -> None:
    row = entered()
    row.save()
    wish = wish_for(HELD_HOLDER, OfficeHolder.get_by_id(row.id))
    states = [KIND.state(wish.target, wish.body)]
    OfficeHolder.update(order_number="SP-9").where(OfficeHolder.id == row.id).execute()
    states.append(KIND.state(wish.target, wish.body))
    Official.update(name="Orang Lain").where(Official.id == row.official_id).execute()
    states.append(KIND.state(wish.target, wish.body))
    assert len({tuple(state) for state in states}) == 3


def test_a_row_that_is_gone_is_said_to_be(account: Any) -> None:
    row = entered()
    row.save()
    wish = wish_for(HELD_HOLDER, row)
    assert stored(HELD_HOLDER, row).order_number == "SP-1"
    OfficeHolder.delete().where(OfficeHolder.id == row.id).execute()
    with pytest.raises(NotVisible):
        KIND.state(wish.target, wish.body)
