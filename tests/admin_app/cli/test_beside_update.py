"""While another machine updates the office, no command works in its database: on PostgreSQL, where both reach it."""

from pathlib import Path

import psycopg
import pytest

from tests.admin_app.cli.programs import Office

_COMMANDS = (
    ("backup", "b.zip"),
    ("backup", "--planned"),
    ("migrate",),
    ("restore", "b.zip", "--replace"),
    ("erase",),
    ("files", "accept"),
    ("new-key", "--yes"),
    ("move", "--take-back"),
    ("drain",),
)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_every_command_that_changes_something_is_refused_with_the_machine_and_changes_nothing(
    ready: Office, tmp_path: Path
) -> None:
    file = tmp_path / "b.zip"
    assert ready.run("backup", str(file)).code == 0
    before = file.read_bytes()
    with psycopg.connect(ready.url, autocommit=True) as other:
        other.execute("CREATE TABLE being_updated (machine TEXT NOT NULL)")
        other.execute("INSERT INTO being_updated VALUES ('pc-kantor')")
        for words in _COMMANDS:
            said = ready.run(*(str(file) if word == "b.zip" else word for word in words))
            assert said.refused(1, "at work on pc-kantor", "Run it again"), words
        assert (file.read_bytes() == before, list(ready.folder.glob("before-*"))) == (True, [])
        other.execute("DROP TABLE being_updated")
    assert ready.run("backup", str(tmp_path / "c.zip")).code == 0
