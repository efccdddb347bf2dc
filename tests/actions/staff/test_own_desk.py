"""An officer's own desk: keys switched off, views kept, shared, put in order, begun with and forgotten."""

from typing import Any

import pytest

from models.actions.core.actor import AGENT
from models.actions.staff.own_desk import (
    MOST_VIEWS,
    ViewNotAllowed,
    choose_first_view,
    choose_keys,
    drop_view,
    first_view,
    move_view,
    save_view,
    views_of,
)
from models.rules.core.errors import AlreadyDone, NotPermitted, NotVisible
from models.rules.staff.roles import Role
from models.tables import Audit, SavedView, Staff
from tests.office import NOW, actor

ME, HEAD = Role.PENGELOLA, Role.KASUBSI_INFOKIM


@pytest.fixture(autouse=True)
def no_views(account: Any) -> None:
    """These tests are about views somebody keeps: the ones an office begins with are out."""
    SavedView.delete().execute()


def names(role: Role) -> list[str]:
    """Name the views a person may choose, in order."""
    return [row.name for row in views_of(actor(role))]


def test_single_keys_are_on_until_one_switches_them_off_for_himself(account: Any) -> None:
    choose_keys(False, actor(ME), NOW, form_key="k" * 32)
    chosen = dict(Staff.select(Staff.username, Staff.single_keys).tuples())
    assert (chosen[str(ME)], chosen[str(HEAD)]) == (False, True)
    with pytest.raises(AlreadyDone):
        choose_keys(True, actor(ME), NOW, form_key="k" * 32)
    with pytest.raises(NotVisible):
        choose_keys(True, AGENT, NOW)


def test_own_views_are_ones_own_and_shared_ones_are_for_their_roles(account: Any) -> None:
    save_view("  WhatsApp   mendesak ", "?tab=saya&urgensi=mendesak", actor(ME), NOW)
    save_view("Semua orang", "?tab=terbuka", actor(HEAD), NOW, shared_with="")
    save_view("Hanya Kasi", "?tab=saya", actor(HEAD), NOW, shared_with=f"{Role.KASI_TIKKIM},{Role.KASI_INTELDAKIM}")
    assert names(ME) == ["Semua orang", "WhatsApp mendesak"]
    assert names(HEAD) == ["Semua orang"]
    assert names(Role.KASI_TIKKIM) == ["Semua orang", "Hanya Kasi"]
    shared = [row.after for row in Audit.select().where(Audit.event == "simpan_tampilan").order_by(Audit.id)]
    assert shared == ["Semua orang", "Hanya Kasi"]


def test_the_same_name_is_replaced_and_there_is_an_end_to_them(account: Any) -> None:
    one = save_view("Pagi", "?tab=saya", actor(ME), NOW)
    again = save_view("Pagi", "?tab=terbuka", actor(ME), NOW)
    assert (again.id, again.query) == (one.id, "?tab=terbuka")
    for place in range(MOST_VIEWS - 1):
        save_view(f"Lain {place}", "?tab=saya", actor(ME), NOW)
    with pytest.raises(ViewNotAllowed, match="Paling banyak"):
        save_view("Satu lagi", "?tab=saya", actor(ME), NOW)
    with pytest.raises(ViewNotAllowed, match="nama"):
        save_view("  ", "?tab=saya", actor(ME), NOW)


def test_only_who_keeps_macros_shares_and_changes_what_is_shared(account: Any) -> None:
    with pytest.raises(NotPermitted):
        save_view("Bersama", "?tab=saya", actor(ME), NOW, shared_with="")
    shared = save_view("Bersama", "?tab=saya", actor(HEAD), NOW, shared_with="")
    with pytest.raises(NotPermitted):
        drop_view(shared.id, actor(ME), NOW)
    own = save_view("Milik saya", "?tab=saya", actor(ME), NOW)
    for action in (lambda: drop_view(own.id, actor(HEAD), NOW), lambda: move_view(own.id, True, actor(HEAD), NOW)):
        with pytest.raises(NotVisible):
            action()
    assert SavedView.select().count() == 2


def test_views_stand_in_the_order_one_gives_them(account: Any) -> None:
    made = [save_view(name, "?tab=saya", actor(ME), NOW) for name in ("Satu", "Dua", "Tiga")]
    move_view(made[2].id, True, actor(ME), NOW)
    assert names(ME) == ["Satu", "Tiga", "Dua"]
    move_view(made[0].id, True, actor(ME), NOW)
    move_view(made[0].id, False, actor(ME), NOW)
    assert names(ME) == ["Tiga", "Satu", "Dua"]


def test_the_queue_opens_with_the_chosen_view_while_it_is_ones_to_see(account: Any) -> None:
    own = save_view("Pagi", "?tab=terbuka", actor(ME), NOW)
    shared = save_view("Kasi", "?tab=saya", actor(HEAD), NOW, shared_with=str(Role.KASI_TIKKIM))
    assert first_view(actor(ME)) is None
    choose_first_view(own.id, actor(ME))
    chosen = first_view(actor(ME))
    assert chosen is not None
    assert chosen.query == "?tab=terbuka"
    for stranger in (own.id, shared.id):
        with pytest.raises(NotVisible):
            choose_first_view(stranger, actor(HEAD))
    drop_view(own.id, actor(ME), NOW)
    assert first_view(actor(ME)) is None
    assert Staff.get(Staff.username == str(ME)).first_view is None
    choose_first_view(shared.id, actor(Role.KASI_TIKKIM))
    SavedView.update(roles=str(HEAD)).execute()
    assert first_view(actor(Role.KASI_TIKKIM)) is None
    choose_first_view(None, actor(Role.KASI_TIKKIM))
    assert Staff.get(Staff.username == str(Role.KASI_TIKKIM)).first_view is None
