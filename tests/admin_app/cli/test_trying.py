"""`try-out`: a version that works says nothing, and one that does not says what is wrong. Both databases."""

import pytest

from models.tables import database
from models.tables.core.database import close_database, connected, open_database
from tests.admin_app.cli.programs import Office


def rows(office: Office) -> list[object]:
    open_database(office.url)
    with connected():
        found = [
            database.execute_sql(f"SELECT COUNT(*) FROM {name}").fetchone()  # noqa: S608 - our own names
            for name in sorted(database.get_tables())
        ]
    close_database()
    return found


def test_a_version_that_works_says_nothing_and_writes_nothing(ready: Office) -> None:
    before = rows(ready)
    done = ready.run("try-out")
    assert (done.code, done.out, done.err) == (0, "", "")
    assert rows(ready) == before


def test_a_page_that_does_not_come_is_said(here: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks() -> str:
        raise KeyError("halaman")

    monkeypatch.setattr("admin_app.shell.signing_in.render_template", lambda *_a, **_k: breaks())
    done = here.run("try-out")
    assert (done.code, "the sign-in page answers 500" in done.err) == (1, True)


def test_a_database_of_another_version_is_said(here: Office) -> None:
    open_database(f"sqlite:///{here.folder / 'aduan.db'}")
    with connected():
        database.execute_sql("DELETE FROM schema_migration WHERE name > '0090'")
    close_database()
    assert here.run("try-out").refused(1, "needs an upgrade")
