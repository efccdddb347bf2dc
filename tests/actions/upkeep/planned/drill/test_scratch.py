"""The scratch place is empty, apart from the office, and gone at the end, also where something broke."""

from pathlib import Path

import peewee
import pytest

from models.actions.upkeep.planned.drill import scratch as scratching
from models.actions.upkeep.planned.drill.scratch import (
    IsTheOffice,
    MayNotCreate,
    clear,
    is_gone,
    scratch,
    scratch_name,
)
from models.tables import Complaint, database
from models.tables.core.database import is_sqlite, open_database
from models.tables.core.settings import Settings
from tests.actions.upkeep.planned.drill.conftest import scraps


def test_it_is_empty_and_goes_with_all_that_was_put_there(settings: Settings) -> None:
    live = database.obj
    with scratch(settings, scratch_name()) as place:
        assert place.data_dir.parent == settings.data_dir
        assert place.files.place != settings.files.place
        with database.connection_context():
            assert database.get_tables() == []
            database.execute_sql("CREATE TABLE something (id INTEGER)")
        (place.data_dir / "left.txt").write_text("something")
        assert len(scraps(settings)) >= 1
    assert database.obj is live and Complaint.select().count() == 1
    assert scraps(settings) == []


def test_it_goes_where_something_broke_in_it(settings: Settings) -> None:
    with pytest.raises(peewee.PeeweeException), scratch(settings, scratch_name()):
        database.execute_sql("SELECT nothing FROM nowhere")
    assert scraps(settings) == [] and Complaint.select().count() == 1


def test_a_place_that_holds_something_is_refused_and_left(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scratching, "open_database", lambda _url: open_database(settings.database_url))
    with pytest.raises(IsTheOffice), scratch(settings, scratch_name()):
        raise AssertionError
    assert Complaint.select().count() == 1 and scraps(settings) == []


def test_a_role_that_may_make_no_database_says_so(settings: Settings) -> None:
    if is_sqlite():
        assert is_gone("")
        return
    database.execute_sql("DROP ROLE IF EXISTS aduan_plain")
    database.execute_sql("CREATE ROLE aduan_plain NOCREATEDB")
    database.execute_sql("SET ROLE aduan_plain")
    try:
        with pytest.raises(MayNotCreate, match="permission denied"), scratch(settings, scratch_name()):
            raise AssertionError
    finally:
        database.execute_sql("RESET ROLE")
        database.execute_sql("DROP ROLE aduan_plain")
    assert scraps(settings) == []


def test_what_killed_drills_left_is_cleared_and_nothing_else(settings: Settings) -> None:
    for name in (".restore-drill-aaaa", ".restore-drill-bbbb", "files-of-somebody"):
        (settings.data_dir / name).mkdir()
        Path(settings.data_dir / name / "x").write_text("x")
    clear(settings.data_dir)
    assert scraps(settings) == [] and (settings.data_dir / "files-of-somebody" / "x").exists()
