"""The one writer of a reply's state: along the table, once, with its trace."""

from typing import Any

import pytest

from models.actions.core.answers.reply_state import change_state
from models.actions.replies.queue_reply import queue_reply
from models.rules.core.errors import RuleBroken
from models.rules.replies.delivery import Purpose, ReplyState
from models.rules.staff.roles import Role
from models.tables import Audit, Outbox
from tests.office import NOW, actor, new_complaint


def test_a_state_changes_along_the_table_and_only_from_what_was_read(account: Any) -> None:
    by = actor(Role.PENGELOLA)
    queue_reply(new_complaint(account).id, "Terima kasih.", Purpose.LAIN, "kunci-keadaan-01", by, NOW)
    mine, stale = Outbox.get(), Outbox.get()
    with pytest.raises(RuleBroken):
        change_state(mine, ReplyState.REFUSED, by, NOW)
    assert change_state(mine, ReplyState.CANCELLED, by, NOW, reason="keliru")
    assert not change_state(stale, ReplyState.PARKED, by, NOW)
    assert (Outbox.get().state, Outbox.get().reason) == ("cancelled", "keliru")
    row = Audit.select().order_by(Audit.id.desc()).get()
    assert (row.event, row.before, row.after) == ("kirim", "queued", "cancelled")
