"""One look asks the office once, keeps nothing afterwards, and shares nothing with the next."""

from typing import Any

import pytest

from models.actions.core.office_facts import office_settings
from models.tables.core.one_look import once, one_look
from tests.actions.drafting import set_office
from tests.admin_app.asked import listening


def test_inside_the_office_is_asked_once_and_outside_each_time(sqlite_account: Any) -> None:
    with listening() as asked:
        before = [office_settings(), office_settings()]
        with one_look():
            inside = [office_settings(), office_settings()]
    assert (len(asked), before) == (3, inside)


def test_what_changed_is_seen_after_it_and_by_a_look_inside_it(sqlite_account: Any) -> None:
    with one_look():
        before = office_settings()
        set_office("nama_kantor", "Kantor yang lain")
        assert office_settings() == before
        with one_look():
            assert office_settings()["nama_kantor"] == "Kantor yang lain"
        assert office_settings() == before
    assert office_settings()["nama_kantor"] == "Kantor yang lain"


def test_a_list_that_was_changed_by_its_reader_stays_as_it_was_read_for_the_next() -> None:
    with one_look():
        once("nama", lambda: [1, 2]).clear()
        assert once("nama", lambda: []) == [1, 2]


def test_it_ends_with_an_error_too(sqlite_account: Any) -> None:
    with pytest.raises(OSError), one_look():
        once("nama", lambda: [1])
        raise OSError
    assert once("nama", lambda: [2]) == [2]
