"""The one-time key of a form counts once."""

from typing import Any

import pytest

from models.actions.core.form_key import spend_form_key, was_spent
from models.rules.core.errors import AlreadyDone
from models.rules.staff.roles import Role
from tests.office import NOW, actor


def test_a_form_key_is_spent_once(account: Any) -> None:
    spend_form_key("k", actor(Role.PENGELOLA), NOW)
    with pytest.raises(AlreadyDone):
        spend_form_key("k", actor(Role.PENGELOLA), NOW)
    spend_form_key(None, actor(Role.PENGELOLA), NOW)


def test_whether_it_was_spent_is_known_by_itself(account: Any) -> None:
    assert not was_spent("k")
    spend_form_key("k", actor(Role.PENGELOLA), NOW)
    assert (was_spent("k"), was_spent("other")) == (True, False)
