"""Notices of one kind as the work stands: written, lapsed and revived once, also by two agents at the same moment."""

import threading
from datetime import timedelta
from typing import Any

from models.actions.clocks.keep_asked import Asked, keep_asked
from models.rules.staff.roles import Role
from models.tables import Notice, Staff, database
from tests.office import NOW

ONE = Asked("tandatangan:1:0", "Menunggu.", (Role.KASUBSI_INFOKIM,))
_LATER = NOW + timedelta(hours=1)


def test_it_is_told_lapses_and_is_told_anew(account: Any) -> None:
    Staff.update(phone="+628110009999", wants_tasks=True).execute()
    assert (keep_asked("tanda_tangan", [ONE], NOW), keep_asked("tanda_tangan", [ONE], NOW)) == (1, 0)
    Notice.update(seen_at=NOW, message_due=False).execute()
    assert (keep_asked("tanda_tangan", [], NOW), Notice.get().lapsed_at) == (1, NOW)
    assert keep_asked("tanda_tangan", [ONE], _LATER) == 1
    row = Notice.get()
    assert (row.lapsed_at, row.seen_at, row.made_at, row.message_due) == (None, None, _LATER, True)


def test_another_kind_and_who_did_it_himself_are_left_alone(account: Any) -> None:
    staff = Staff.get(Staff.username == "kasubsi_infokim").id
    Notice.create(staff=staff, kind="sebutan", text="x", key="catatan:1", made_at=NOW)
    own = Asked("tandatangan:2:0", "Menunggu.", (Role.KASUBSI_INFOKIM,), but=staff)
    assert keep_asked("tanda_tangan", [own], NOW) == 0
    assert Notice.get().lapsed_at is None


def test_two_agents_tell_it_once(account: Any) -> None:
    made: list[int] = []

    def one() -> None:
        with database.connection_context():
            keep_asked("tanda_tangan", [ONE], NOW)
            made.append(1)

    threads = [threading.Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (made, Notice.select().count()) == ([1, 1], 1)
