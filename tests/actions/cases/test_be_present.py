"""Who has a case open is known to every back office, written no oftener than it is news, and forgotten by itself."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from models.actions.cases import be_present as module
from models.actions.cases.be_present import be_present
from models.actions.core.actor import Actor
from models.rules.staff.presence import Grade
from models.rules.staff.roles import Role
from models.tables import CasePresence
from tests.office import NOW, actor, new_complaint


def there(case: int, who: Actor, now: datetime = NOW, grade: Grade = Grade.SEEING) -> list[tuple[str, str]]:
    """Let this person's page ask, and return whom it is told of."""
    return [(one.username, one.grade) for one in be_present(case, who.staff_id, grade, now)]


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def test_colleagues_see_each_other_by_name_and_grade_and_nobody_sees_himself(account: Any) -> None:
    case, elsewhere = new_complaint(account).id, new_complaint(account, who="628110000009").id
    one, two = actor(Role.PENGELOLA), actor(Role.KASUBSI_INFOKIM)
    assert there(case, one) == []
    assert there(case, two, grade=Grade.WRITING) == [(one.username, "melihat")]
    assert there(case, one) == [(two.username, "menulis")]
    assert there(case, one, after(20)) == [(two.username, "terbuka")]
    assert there(elsewhere, one) == []


def test_a_page_nobody_looks_at_is_told_of_others_and_is_not_noted(account: Any) -> None:
    case, one, two = new_complaint(account).id, actor(Role.PENGELOLA), actor(Role.KASUBSI_INFOKIM)
    there(case, two)
    assert there(case, one, grade=Grade.OPEN) == [(two.username, "melihat")]
    assert there(case, two) == []


def test_who_left_is_told_of_no_more_and_his_row_goes(account: Any) -> None:
    case, one, two = new_complaint(account).id, actor(Role.PENGELOLA), actor(Role.KASUBSI_INFOKIM)
    there(case, two)
    assert there(case, one, after(181)) == []
    assert [row.staff_id for row in CasePresence.select()] == [one.staff_id]


@pytest.mark.parametrize("pause", [2.5, 4.0, 5.9, 6.0, 7.5])
def test_whatever_the_pause_of_his_page_he_is_seen_there_and_not_every_request_is_written(
    account: Any, pause: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, one, two, written = (
        new_complaint(account).id,
        actor(Role.PENGELOLA),
        actor(Role.KASUBSI_INFOKIM),
        list[Any](),
    )
    note = module._note
    monkeypatch.setattr(module, "_note", lambda *said: (written.append(said), note(*said)))
    for turn in range(8):
        there(case, two, after(turn * pause))
        latest = after((turn + 1) * pause - 0.1)
        assert there(case, one, latest, Grade.OPEN) == [(two.username, "melihat")]
    assert len(written) == (8 if pause >= 6 else 8 / 2 if pause > 3 else 3)


def test_that_he_begins_to_write_is_known_at_once(account: Any) -> None:
    case, one, two = new_complaint(account).id, actor(Role.PENGELOLA), actor(Role.KASUBSI_INFOKIM)
    there(case, two)
    there(case, two, after(1), Grade.WRITING)
    assert there(case, one, after(1)) == [(two.username, "menulis")]


def test_what_a_clock_that_was_ahead_wrote_shows_nobody_and_is_written_anew(account: Any) -> None:
    case, one, two = new_complaint(account).id, actor(Role.PENGELOLA), actor(Role.KASUBSI_INFOKIM)
    there(case, two, NOW + timedelta(days=1))
    assert there(case, one) == []
    there(case, two)
    assert there(case, one) == [(two.username, "melihat")]
