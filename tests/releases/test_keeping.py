"""Each release left an office behind: today's program takes it over, and finds everything in it."""

import re
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from models.actions.upkeep.backup.archive import read_manifest
from models.actions.upkeep.backup.restore import restore
from models.actions.upkeep.verify.every_invariant import verify
from models.tables import TABLES, Complaint
from models.tables.core.database import connected, open_database
from models.tables.core.settings import Settings, load_settings
from models.tables.upkeep.release import VERSION
from models.tables.upkeep.schema import applied, check_current
from tests.office import NOW
from tests.releases.keeping import ENGINES, KEPT, keep, place_of

RELEASES = sorted({path.name.rpartition("-")[0] for path in KEPT.glob("*.zip")})
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Iterator[Settings]:
    """A computer with an empty database."""
    open_database(database_url)
    with connected():
        values = {"ADUAN_DATABASE_URL": database_url, "ADUAN_DATA_DIR": str(tmp_path / "data")}
        yield load_settings(values, tmp_path / "none.toml")


@pytest.mark.parametrize("version", RELEASES)
def test_the_office_of_a_release_is_taken_over_whole(settings: Settings, version: str) -> None:
    source = place_of(KEPT, version, settings.database_url.partition(":")[0])
    done = restore(source, settings, LATER)
    with zipfile.ZipFile(source) as packed:
        manifest = read_manifest(packed)
    check_current()
    assert (applied(), done.lacking) == (sorted({*manifest.migrations, *done.migrated}), [])
    counted = {table._meta.table_name: table.select().count() for table in TABLES}
    grow = {"audit", "search_due"}  # the restore itself, and what it has to be indexed anew
    assert {name: rows for name, rows in manifest.rows.items() if counted[name] != rows and name not in grow} == {}
    assert sorted(row.stage for row in Complaint.select()) == ["analisa_seksi", "identifikasi", "selesai"]
    assert verify(settings.files, settings.attempts_log, LATER).failures == []


@pytest.mark.parametrize("engine", ENGINES)
def test_what_is_kept_is_small_and_of_both_databases(engine: str) -> None:
    assert RELEASES
    for version in RELEASES:
        assert re.fullmatch(r"\d+\.\d+\.\d+", version)
        path = place_of(KEPT, version, engine)
        assert 10_000 < path.stat().st_size < 300_000
        with zipfile.ZipFile(path) as packed:
            assert read_manifest(packed).engine == engine


@pytest.mark.parametrize("engine", ENGINES)
def test_the_same_program_leaves_the_same_bytes_and_replaces_none(
    tmp_path: Path, request: pytest.FixtureRequest, engine: str
) -> None:
    server = request.getfixturevalue("postgres") if engine == "postgresql" else ""
    one, other = (keep(tmp_path / name, engine, server) for name in ("one", "other"))
    assert (one.name, one.read_bytes()) == (f"{VERSION}-{engine}.zip", other.read_bytes())
    one.write_bytes(b"kept")
    assert keep(tmp_path / "one", engine).read_bytes() == b"kept"
