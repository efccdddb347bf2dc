"""Gone means gone: words of a destroyed case stand in no file, index, log or later backup; those of a kept one do."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from models.actions.retention.destruction.carry_out import carry_out
from models.actions.retention.erasure.erase import erase, erase_when_quiet
from models.actions.search.indexing import catch_up
from models.actions.upkeep.backup.back_up import back_up
from models.actions.upkeep.backup.ledgers import put_beside
from models.actions.upkeep.backup.restore import restore
from models.rules.core.texts import text_hash
from models.rules.retention.retention import DESTROYED
from models.tables import TABLES, Complaint, Erasure, Message, Outbox, database
from models.tables.core.database import is_sqlite, sqlite_path
from models.tables.core.settings import Settings, load_settings
from models.tables.replies import attempts_log
from models.tables.replies.attempts_log import Attempt
from tests.actions.retention.destruction.test_destruction import KASUBSI, LATER, agreed, finished
from tests.actions.retention.erasure.words import found_in, sow, unpacked
from tests.actions.upkeep.verify.test_verify import look
from tests.office import actor, office

NIGHT = LATER + timedelta(hours=14)
PHONES = ("628110000011", "628110000012")


@dataclass
class Seen:
    """Which words were found where, by the moment they were looked for."""

    gone: dict[str, str]
    kept: dict[str, str]
    hits: dict[str, set[str]] = field(default_factory=dict)
    said: dict[str, Any] = field(default_factory=dict)

    def in_(self, moment: str) -> tuple[set[str], set[str]]:
        """Return the destroyed and the kept words found at a moment."""
        return self.hits[moment] & set(self.gone), self.hits[moment] & set(self.kept)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def seen(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seen]:
    """Live through it once: sown, destroyed, backed up, erased, and an older backup restored."""
    folder = tmp_path_factory.mktemp("gone") / "data"
    folder.mkdir()
    server = "" if request.param == "sqlite" else request.getfixturevalue("postgres")
    url = f"{server}/gone_words" if server else f"sqlite:///{folder / 'aduan.db'}"
    values = {"ADUAN_DATABASE_URL": url, "ADUAN_DATA_DIR": str(folder)}
    with ExitStack() as until, office(url) as account:
        if server:
            until.enter_context(_searchable())
        yield _lived(account, load_settings(values, folder / "none.toml"))


class _searchable:  # noqa: N801 - a context, not a thing
    """A server whose files can be searched: nothing compressed, and used log files removed instead of reused."""

    def __enter__(self) -> None:
        for table in TABLES:
            for column in database.get_columns(table._meta.table_name):
                if column.data_type in ("text", "character varying"):
                    database.execute_sql(
                        f'ALTER TABLE "{table._meta.table_name}" ALTER "{column.name}" SET STORAGE EXTERNAL'
                    )
        self._set("ALTER SYSTEM SET wal_recycle = off")

    def __exit__(self, *_error: object) -> None:
        self._set("ALTER SYSTEM RESET wal_recycle")

    def _set(self, sql: str) -> None:
        database.connect(reuse_if_open=True)
        database.execute_sql(sql)
        database.execute_sql("SELECT pg_reload_conf()")


def _lived(account: Any, settings: Settings) -> Seen:
    folder = settings.data_dir
    going, staying = finished(account, folder, 11), finished(account, folder, 12)
    listed = agreed(folder, going)  # appraised before, so that words are sown there too
    one = Seen(sow(going, "zamrud"), sow(staying, "nilam"))
    for reply in Outbox.select().where(Outbox.attempts > 0):
        reply.text_hash = text_hash(reply.text)  # as approved
        reply.save()
        phone = PHONES[reply.complaint_id == staying.id]
        line = Attempt(reply.reply_key, reply.attempts, reply.text_hash, f"{phone}@c.us", f"true_{phone}@c.us_A", "")
        attempts_log.append(settings.attempts_log, Attempt(**vars(line) | {"at": "2026-11-25T02:00:00+00:00"}))
    catch_up(10_000)

    def found(moment: str, paths: list[Path]) -> None:
        one.hits[moment] = found_in([*one.gone, *one.kept], paths)

    def backup(name: str) -> list[Path]:
        target = folder.parent / name
        back_up(target, settings, LATER)
        return unpacked(target, folder.parent / f"{name}-unpacked")

    found("before", _files())
    found("backup before", backup("old.zip"))
    one.said["phones before"] = found_in(PHONES, [settings.attempts_log])
    carry_out(listed.id, settings, actor(KASUBSI), LATER)
    found("backup at once", backup("new.zip"))
    put_beside(folder.parent / "new.zip", settings, LATER)
    one.said["by day"] = erase_when_quiet(LATER + timedelta(minutes=1)), Erasure.get().ended_at
    found("emptied", _files())
    one.said["by night"] = erase_when_quiet(NIGHT), Erasure.get().ended_at
    found("erased", _files())
    found("log", _log())
    found("beside", [path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("aduan.db")])
    found("dump", _dump(folder.parent / "dump.sql"))
    found("backup after", backup("last.zip"))
    one.said["phones after"] = found_in(PHONES, [settings.attempts_log])
    one.said["tries"] = {attempt.reply_key for attempt in attempts_log.entries(settings.attempts_log)}
    one.said["replies"] = {key for (key,) in Outbox.select(Outbox.reply_key).where(Outbox.attempts > 0).tuples()}
    one.said["failures"] = look(folder).failures
    _log_goes_on()
    found("log later", _log())
    done = restore(folder.parent / "old.zip", settings, NIGHT + timedelta(hours=1), replace=True)
    one.said["notes"] = done.notes
    one.said["restored"] = [row.destroyed_at for row in Complaint.select().order_by(Complaint.id)]
    one.said["texts"] = Message.select().where(Message.text == DESTROYED).count()
    one.said["erased again"] = erase(NIGHT + timedelta(hours=2))
    found("restored", _files())
    one.said["phones restored"] = found_in(PHONES, [settings.attempts_log])
    return one


def _files() -> list[Path]:
    """Return the files of the database itself, with all that was written in them."""
    if is_sqlite():
        path = sqlite_path()
        return [one for one in (path, path.with_name(f"{path.name}-wal")) if one.exists()]
    database.execute_sql("CHECKPOINT")
    sql = "SELECT current_setting('data_directory'), oid FROM pg_database WHERE datname = current_database()"
    data, number = database.execute_sql(sql).fetchone()
    return [path for path in (Path(data) / "base" / str(number)).iterdir() if path.is_file()]


def _log() -> list[Path]:
    if is_sqlite():
        return []
    (data,) = database.execute_sql("SELECT current_setting('data_directory')").fetchone()
    return [path for path in (Path(data) / "pg_wal").iterdir() if path.is_file()]


def _log_goes_on() -> None:
    """Let a server do what it does by itself: another checkpoint, after which the older files of its log are gone."""
    if not is_sqlite():
        database.execute_sql("CHECKPOINT")


def _dump(target: Path) -> list[Path]:
    if is_sqlite() or not shutil.which("pg_dump"):
        return []
    url = str(database.obj.connect_params.get("dsn") or "") or _url()
    subprocess.run(["pg_dump", "--file", str(target), url], check=True)
    return [target]


def _url() -> str:
    info = database.connection().info
    return f"postgresql://{info.user}@{info.host}:{info.port}/{info.dbname}"


def test_each_of_fifty_words_is_found_by_the_same_search_before(seen: Seen) -> None:
    assert len(seen.gone) >= 50
    assert seen.in_("before") == (set(seen.gone), set(seen.kept))
    assert seen.in_("backup before") == (set(seen.gone), set(seen.kept))


def test_a_backup_made_at_once_and_one_made_later_hold_the_kept_words_only(seen: Seen) -> None:
    assert seen.in_("backup at once") == (set(), set(seen.kept))
    assert seen.in_("backup after") == (set(), set(seen.kept))


def test_the_order_stands_by_day_and_at_night_the_file_holds_none_of_them(seen: Seen) -> None:
    assert seen.said["by day"] == (False, None)
    assert seen.said["by night"] == (True, NIGHT)
    assert seen.in_("erased") == (set(), set(seen.kept))
    assert (seen.hits["beside"], seen.said["failures"]) == (set(), [])


def test_a_dump_holds_none_and_the_log_of_the_server_lets_them_go(seen: Seen) -> None:
    assert not seen.hits["dump"] & set(seen.gone)
    assert not seen.hits["log later"] & set(seen.gone), f"at first: {len(seen.hits['log'])}"


def test_the_log_of_tries_keeps_each_try_and_no_telephone(seen: Seen) -> None:
    assert seen.said["phones before"] == set(PHONES)
    assert seen.said["phones after"] == {PHONES[1]}
    assert seen.said["tries"] == seen.said["replies"]


def test_an_older_backup_restored_is_emptied_again_and_erased(seen: Seen) -> None:
    assert [note for note in seen.said["notes"] if "1 destroyed cases were emptied again" in note]
    assert not [note for note in seen.said["notes"] if "may be back" in note]
    gone, kept = seen.said["restored"]
    assert (gone, kept) == (LATER, None)
    assert seen.said["texts"] > 0
    assert seen.said["erased again"] == ""
    assert seen.in_("restored") == (set(), set(seen.kept))
    assert seen.said["phones restored"] == {PHONES[1]}
