"""The settings both programs share: environment, then aduan.toml, then what was enrolled, then defaults."""

import math
import os
import sys
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from models.rules.core.forwarding import Network, hosts_of, networks_of
from models.rules.core.stored_moments import LONGEST_LEASE, LONGEST_REST
from models.tables.core.files.database_store import DatabaseStore
from models.tables.core.files.folder_store import FolderStore
from models.tables.core.files.store import DATABASE, FOLDER, FileStore

DEFAULTS = {
    "ADUAN_DATABASE_URL": "",
    "ADUAN_DATA_DIR": "./data",
    "ADUAN_TIMEZONE": "Asia/Jakarta",
    "ADUAN_LOG": "text",
    "ADUAN_POLL_SECONDS": "10",
    "ADUAN_HTTP_SECONDS": "20",
    "ADUAN_LEASE_SECONDS": "60",
    "ADUAN_SETTLE_SECONDS": "120",
    "ADUAN_OVERLAP_SECONDS": "600",
    "ADUAN_UNDO_SECONDS": "10",
    "ADUAN_NEWS_SECONDS": "4",
    "ADUAN_LATE_SECONDS": "600",
    "ADUAN_PACE_SECONDS": "6",
    "ADUAN_LOG_MEGABYTES": "10",
    "ADUAN_LOG_KEPT": "5",
    "ADUAN_TRUSTED_PROXIES": "",
    "ADUAN_HOSTS": "",
    "ADUAN_FILE_STORE": FOLDER,
    "ADUAN_SECOND_FACTOR": "required",
}
ENROLLED = "enrolled.toml"  # in the data folder of a gateway's PC: what it was handed when it enrolled
REQUIRED, OPTIONAL = "required", "optional"
_Found = TypeVar("_Found")
# The names of Waktu Indonesia Barat; models/rules/core/moments.py shows and counts in it alone.
_WIB = ("Asia/Jakarta", "Asia/Pontianak")


class SettingBroken(Exception):
    """A setting is invalid; the sentence names it and says which values it takes."""


@dataclass(frozen=True)
class _Span:
    least: int
    most: int


@dataclass(frozen=True)
class Settings:
    """The programs' settings. Times are seconds and may be fractions."""

    database_url: str
    data_dir: Path
    log: str
    poll_seconds: float
    http_seconds: float
    lease_seconds: float
    settle_seconds: float
    overlap_seconds: float
    undo_seconds: float  # how long an answer or a signature can be taken back; 0: both count at once
    news_seconds: float  # pause between two questions of an open Meja Kerja for what is new
    late_seconds: float = 600.0  # after so long an answer that did not leave is late (rules/channels/late_answers.py)
    pace_seconds: float = 0.0  # usual pause between two answers of one number (rules/channels/pace.py); 0: none
    log_megabytes: float = 0.0  # a log file is cut at this size; 0: no files
    log_kept: int = 5  # so many full ones are kept
    trusted_proxies: tuple[Network, ...] = ()  # whose forwarded headers count; none: nobody's
    hosts: tuple[str, ...] = ()  # what the back office answers to (rules/core/forwarding.py is_our_host)
    file_store: str = FOLDER  # where files are kept (models/tables/core/files): folder, database
    second_factor: str = REQUIRED  # whether a password alone opens a case: required, optional

    @property
    def files(self) -> FileStore:
        """Return the store of attachments and documents."""
        return DatabaseStore() if self.file_store == DATABASE else FolderStore(self.files_dir)

    @property
    def files_dir(self) -> Path:
        """Return the folder of the files, where they are kept in a folder."""
        return self.data_dir / "files"

    @property
    def attempts_log(self) -> Path:
        """Return the log of every sending, kept outside the database."""
        return self.data_dir / "attempts.log"

    @property
    def signings_log(self) -> Path:
        """Return the log of every signing asked of the own e-signature service, kept outside the database."""
        return self.data_dir / "signings.log"

    @property
    def practice_mark(self) -> Path:
        """Return the file by which start.py marks a folder as practice: sample staff with known passwords."""
        return self.data_dir / "PRACTICE"

    @property
    def secret_key_file(self) -> Path:
        """Return the file of the key that encrypts channel credentials."""
        return self.data_dir / "secret.key"


def load_settings(environ: Mapping[str, str] | None = None, toml: Path = Path("aduan.toml")) -> Settings:
    """Return the settings. Raises SettingBroken naming an invalid one."""
    said = {**_from_toml(toml), **_known(os.environ if environ is None else environ)}
    data_dir = Path(said.get("ADUAN_DATA_DIR", DEFAULTS["ADUAN_DATA_DIR"])).absolute()
    values = {**DEFAULTS, **_from_toml(data_dir / ENROLLED), **said}
    if values["ADUAN_TIMEZONE"] not in _WIB:
        raise SettingBroken(
            f"ADUAN_TIMEZONE is '{values['ADUAN_TIMEZONE']}': this version shows and counts in WIB only "
            f"({' or '.join(_WIB)}); in another zone every due time would be wrong."
        )
    url = values["ADUAN_DATABASE_URL"] or f"sqlite:///{data_dir / 'aduan.db'}"
    return Settings(
        database_url=url,
        data_dir=data_dir,
        log=_one_of(values, "ADUAN_LOG", "text", "json"),
        poll_seconds=_seconds(values, "ADUAN_POLL_SECONDS"),
        http_seconds=_seconds(values, "ADUAN_HTTP_SECONDS"),
        lease_seconds=_seconds(values, "ADUAN_LEASE_SECONDS", LONGEST_LEASE.total_seconds() / 3),  # a file's is three
        settle_seconds=_seconds(values, "ADUAN_SETTLE_SECONDS"),
        overlap_seconds=_seconds(values, "ADUAN_OVERLAP_SECONDS"),
        undo_seconds=_seconds(values, "ADUAN_UNDO_SECONDS", LONGEST_REST.total_seconds(), none=True),
        # Who was not heard of for 15 seconds has left the case (models/rules/staff/presence.py).
        news_seconds=_seconds(values, "ADUAN_NEWS_SECONDS", most=10),
        late_seconds=_seconds(values, "ADUAN_LATE_SECONDS"),
        pace_seconds=_seconds(values, "ADUAN_PACE_SECONDS", most=600, none=True),
        log_megabytes=_number(values, "ADUAN_LOG_MEGABYTES", "megabytes", _Span(0, 1000)),
        log_kept=_whole(values, "ADUAN_LOG_KEPT", "files", _Span(1, 100)),
        trusted_proxies=_listed(
            values, "ADUAN_TRUSTED_PROXIES", networks_of, "addresses or networks (127.0.0.1, ::1)"
        ),
        hosts=_listed(values, "ADUAN_HOSTS", hosts_of, "host names (aduan.kantor.lan), without https:// and port"),
        file_store=_file_store(values["ADUAN_FILE_STORE"], url),
        second_factor=_one_of(values, "ADUAN_SECOND_FACTOR", REQUIRED, OPTIONAL),
    )


def _one_of(values: Mapping[str, str], name: str, *choices: str) -> str:
    if values[name] not in choices:
        raise SettingBroken(f"{name} is '{values[name]}': use {' or '.join(choices)}.")
    return values[name]


def _file_store(kind: str, url: str) -> str:
    if kind not in (FOLDER, DATABASE):
        raise SettingBroken(f"ADUAN_FILE_STORE is '{kind}': use {FOLDER} or {DATABASE}.")
    if kind == DATABASE and url.startswith("sqlite"):
        raise SettingBroken("ADUAN_FILE_STORE is 'database', which is for PostgreSQL: with SQLite use folder.")
    return kind


def _known(source: Mapping[str, str]) -> dict[str, str]:
    return {name: source[name] for name in DEFAULTS if source.get(name)}


def _from_toml(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as err:
        raise SettingBroken(f"{path} is not valid TOML: {err}") from err
    return _known({f"ADUAN_{name.upper().removeprefix('ADUAN_')}": _as_text(value) for name, value in found.items()})


def _as_text(value: object) -> str:
    """Return a value of aduan.toml as the environment would hold it; a list with commas between."""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _listed(values: Mapping[str, str], name: str, read: Callable[[str], _Found], takes: str) -> _Found:
    try:
        return read(values[name])
    except ValueError as err:
        raise SettingBroken(f"{name} is '{values[name]}' ({err}): it takes {takes}, with commas between.") from err


def _seconds(values: Mapping[str, str], name: str, most: float = sys.float_info.max, *, none: bool = False) -> float:
    try:
        seconds = float(values[name])
    except ValueError:
        seconds = -1.0
    if not (0 < seconds <= most or (none and seconds == 0)):
        from_ = "from 0" if none else "above 0"
        limit = f" and at most {most:g}" if most < sys.float_info.max else ""
        raise SettingBroken(
            f"{name} is '{values[name]}': it takes a number of seconds {from_}{limit}, fractions allowed."
        )
    return seconds


def _number(values: Mapping[str, str], name: str, what: str, span: _Span) -> float:
    try:
        number = float(values[name])
    except ValueError:
        number = math.nan
    if not span.least <= number <= span.most:
        raise SettingBroken(f"{name} is '{values[name]}': it takes {span.least} to {span.most} {what}.")
    return number


def _whole(values: Mapping[str, str], name: str, what: str, span: _Span) -> int:
    number = _number(values, name, what, span)
    if number != int(number):
        raise SettingBroken(f"{name} is '{values[name]}': it takes a whole number of {what}.")
    return int(number)
