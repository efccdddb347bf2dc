"""A state that is put back is the state that was reached by the actions, and only an untouched office gets one."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from threading import Thread
from typing import Any

import pytest

from models.tables import Message, OfficeSetting
from models.tables.core.database import connected, database, is_sqlite
from tests.actions.walking import Walk
from tests.office import citizen_message, new_complaint, office, take_in
from tests.postgres import drop_database
from tests.running.kept_states import always
from tests.test_office_copies import contents

Fresh = Callable[[], AbstractContextManager[Any]]


@pytest.fixture
def fresh(database_url: str) -> Fresh:
    """Return how to open one fresh office after another at the same address."""

    def anew() -> AbstractContextManager[Any]:
        if database_url.startswith("postgresql"):
            drop_database(database_url)
        return office(database_url)

    return anew


def names() -> list[str]:
    """Return the platform's names of the messages, which are others for whoever takes them in anew."""
    return [message.external_id for message in Message.select().order_by(Message.id)]


def test_what_is_put_back_is_what_was_walked(fresh: Fresh) -> None:
    seen = []
    for _ in range(2):
        with fresh() as account:
            walk = Walk(account, who="628119990001").with_answer().handed_back()
            seen.append((names(), walk.id, walk.now, contents()))
            take_in(account, citizen_message(who="628119990009"))
            seen[-1] += (Message.select().order_by(Message.id.desc()).first().id, contents()["complaint"][-1][0])
    walked, put_back = seen
    assert {name: rows for name, rows in put_back[3].items() if rows != walked[3].get(name)} == {}
    assert put_back == walked  # whoever walks anew has messages of other names
    if is_sqlite():
        assert not database.execute_sql(
            "INSERT INTO search_words(search_words) VALUES ('integrity-check')"
        ).fetchall()


def write() -> None:
    """Change a setting that no walk looks at."""
    OfficeSetting.update(value="lain").where(OfficeSetting.key == "nama_kantor").execute()


def in_another_thread() -> None:
    """Change it over a connection of one's own."""

    def work() -> None:
        with connected():
            write()

    other = Thread(target=work)
    other.start()
    other.join()


@pytest.mark.parametrize("somebody", [write, in_another_thread])
def test_where_somebody_wrote_everything_is_done_anew(somebody: Callable[[], None], fresh: Fresh) -> None:
    seen = set()
    for _ in range(3):
        with fresh() as account:
            somebody()
            Walk(account, who="628119990002").identified()
            seen |= set(names())
    assert len(seen) == 3


@pytest.mark.parametrize(("steps", "walked"), [(("nama", "nama"), 1), (("nama", "lain"), 2)])
def test_after_a_known_step_only_the_same_way_is_put_back(steps: tuple[str, ...], walked: int, fresh: Fresh) -> None:
    seen = set()
    for step in steps:
        with fresh() as account:
            always((step, walked), write)
            Walk(account, who="628119990004").identified()
            seen |= set(names())
            assert OfficeSetting.get(OfficeSetting.key == "nama_kantor").value == "lain"
    assert len(seen) == walked


def test_a_test_that_changes_the_program_walks_by_itself(fresh: Fresh, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = set()
    for _ in range(3):
        with fresh() as account:
            new_complaint(account, who="628119990003")
            seen |= set(names())
    assert len(seen) == 3
