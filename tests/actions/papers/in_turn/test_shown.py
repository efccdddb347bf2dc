"""A form counts as shown to the person it was sent to, in the form it was sent last, and for nobody else."""

from typing import Any

from models.actions.papers.in_turn.shown import note_shown, was_shown
from models.rules.staff.roles import Role
from tests.office import NOW, actor


def test_only_the_form_that_was_shown_last_counts_and_only_for_whom_it_was_shown(account: Any) -> None:
    one, two = actor(Role.KASUBSI_INFOKIM).person_id, actor(Role.KASI_TIKKIM).person_id
    assert not was_shown(7, "a" * 64, one)
    note_shown(7, "a" * 64, one, NOW)
    note_shown(8, "c" * 64, one, NOW)
    assert [was_shown(7, "a" * 64, one), was_shown(7, "a" * 64, two), was_shown(7, "b" * 64, one)] == [
        True,
        False,
        False,
    ]
    note_shown(7, "b" * 64, one, NOW)
    assert [was_shown(7, mark * 64, one) for mark in "ab"] == [False, True]
    assert was_shown(8, "c" * 64, one)
