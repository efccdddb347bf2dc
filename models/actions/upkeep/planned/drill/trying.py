"""One backup put back in the scratch place and looked at there: what came back, beside what it says it holds."""

import zipfile
from dataclasses import dataclass, field
from datetime import datetime

import peewee

from models.actions.upkeep.backup import archive, keys
from models.actions.upkeep.backup.archive import FILES, SQLITE_MEMBER, ArchiveBroken, Manifest
from models.actions.upkeep.backup.making_way import RestoreRefused, RowsDiffer
from models.actions.upkeep.backup.restore import Restored, restore
from models.actions.upkeep.lost_files import named_files
from models.actions.upkeep.planned.drill.choosing import Chosen
from models.actions.upkeep.planned.drill.course import End, course_flaw, ends_of
from models.actions.upkeep.planned.drill.scratch import IsTheOffice, MayNotCreate, scratch
from models.actions.upkeep.verify.every_invariant import verify
from models.rules.core.moments import iso
from models.rules.core.stored_moments import is_impossible
from models.rules.upkeep.conditions.of_machine import MEDIA_NEEDS
from models.rules.upkeep.conditions.row import Sign
from models.rules.upkeep.drills import Flaw
from models.tables import Complaint, Message, database
from models.tables.core.age_file import EncryptedBroken, NotForThisKey
from models.tables.core.database import EXCEPTIONS
from models.tables.core.disk_room import demand_room
from models.tables.core.file_hash import sha256_of
from models.tables.core.files.store import FOLDER
from models.tables.core.secrets import SecretLost
from models.tables.core.settings import Settings
from models.tables.core.trouble import RawError, trouble_of
from models.tables.upkeep.recovery_key import kept_drill_keys
from models.tables.upkeep.schema import SchemaNewer, SchemaOlder

_TOLD = 5  # failures of verify that are kept
_COPIES = 4  # of SQLite's file: unpacked, its log, itself, and room to write
_ROOM = frozenset({Sign.DISK_FULL})


class FlawFound(Exception):
    """What is wrong with a backup, with the operator's details."""

    def __init__(self, flaw: Flaw, detail: str = "") -> None:
        super().__init__(detail)
        self.flaw, self.detail = flaw, detail


@dataclass
class Counts:
    """Cases, messages and stored files."""

    cases: int = 0
    messages: int = 0
    files: int = 0


@dataclass
class Tried:
    """What the backup says it holds, what came back, and what was wrong (None: nothing)."""

    held: Counts = field(default_factory=Counts)
    back: Counts = field(default_factory=Counts)
    flaw: Flaw | None = None
    detail: str = ""


def try_backup(chosen: Chosen, settings: Settings, name: str, now: datetime) -> Tried:
    """Put a backup back in a scratch place, look at all of it, and say what was found; the place is gone then.

    Raises PeeweeException where the office's own database is away.
    """
    tried = Tried()
    try:
        _try(chosen, settings, name, now, tried)
    except FlawFound as err:
        tried.flaw, tried.detail = err.flaw, err.detail
    except _FAILURES as err:
        tried.flaw, tried.detail = _flaw_of(err), f"{type(err).__name__}: {err}"
    return tried


def _try(chosen: Chosen, settings: Settings, name: str, now: datetime, tried: Tried) -> None:
    _demand_file(chosen, now)
    privates = _privates(settings)
    with keys.opened(chosen.path, privates) as zipped:
        manifest = archive.read_manifest(zipped)
        tried.held = _held(manifest)
        _demand_room(zipped, manifest, settings)
    with scratch(settings, name) as place:
        with EXCEPTIONS:  # what COPY says is the driver's own
            done = restore(chosen.path, place, now, privates=privates)
        with database.connection_context():
            tried.back = Counts(Complaint.select().count(), Message.select().count(), done.files)
            ends = ends_of(manifest.rows.get("audit", 0))
            _demand_same(tried, done)
            _demand_verified(place, now)
    _demand_course(ends, chosen)


def _demand_file(chosen: Chosen, now: datetime) -> None:
    """Raise FlawFound where the file is not the one that was made, or of a time to come."""
    if is_impossible(chosen.copy.made_at, now):
        raise FlawFound(Flaw.AHEAD, f"It was made {iso(chosen.copy.made_at)}, and it is {iso(now)} here.")
    if not chosen.path.exists():
        raise FlawFound(Flaw.GONE, str(chosen.path))
    found = sha256_of(chosen.path)
    if found != chosen.copy.sha256:
        raise FlawFound(Flaw.CHANGED, f"{chosen.path} has the sha256 {found}, {chosen.copy.sha256} was made.")


def _privates(settings: Settings) -> list[bytes]:
    return kept_drill_keys(settings.data_dir, settings.secret_key_file)


def _held(manifest: Manifest) -> Counts:
    """Return what a backup says it holds. Raises FlawFound where it says nothing."""
    rows = manifest.rows
    if not {"complaint", "message"} <= rows.keys():
        raise FlawFound(Flaw.COUNTS, "It does not say how many cases and messages it holds.")
    return Counts(rows["complaint"], rows["message"], len(_members(manifest)))


def _members(manifest: Manifest) -> list[str]:
    return [name for name in manifest.members if name.startswith(FILES)]


def _demand_room(zipped: zipfile.ZipFile, manifest: Manifest, settings: Settings) -> None:
    """Raise OSError where the scratch place would take the room that the office works with."""
    sizes = {entry.filename: entry.file_size for entry in zipped.infolist()}
    kept = sum(sizes.get(name, 0) for name in _members(manifest)) if settings.file_store == FOLDER else 0
    needed = 2 * kept + _COPIES * sizes.get(SQLITE_MEMBER, 0) + MEDIA_NEEDS
    demand_room(settings.data_dir, needed)


def _demand_same(tried: Tried, done: Restored) -> None:
    """Raise FlawFound where not all came back, or rows name files that did not and whose loss is not on record."""
    if tried.held.files != tried.back.files:
        raise FlawFound(Flaw.FILES, f"{tried.back.files} of {tried.held.files} files came back whole.")
    if tried.held != tried.back:
        raise FlawFound(Flaw.COUNTS, f"It says {tried.held}, and {tried.back} came back.")
    unrecorded = [lack for lack in done.lacking if not lack.acknowledged]
    if unrecorded:
        raise FlawFound(Flaw.FILES, " ".join(lack.sentence for lack in unrecorded[:_TOLD]))
    named = len(named_files())
    if named > tried.back.files + len(done.lacking):
        raise FlawFound(Flaw.FILES, f"{named} files are named, {tried.back.files} came back.")


def _demand_verified(place: Settings, now: datetime) -> None:
    failures = verify(place.files, place.attempts_log, now).failures
    if failures:
        more = f" … and {len(failures) - _TOLD} more." if len(failures) > _TOLD else ""
        raise FlawFound(Flaw.VERIFY, " ".join(failures[:_TOLD]) + more)


def _demand_course(ends: list[End], chosen: Chosen) -> None:
    """Raise FlawFound where the trail that came back is not the beginning of this office's own."""
    if flaw := course_flaw(ends, chosen.copy.made_at):
        raise FlawFound(flaw, f"{chosen.path} of {iso(chosen.copy.made_at)}.")


_FAILURES = (
    *(ArchiveBroken, EncryptedBroken, NotForThisKey, zipfile.BadZipFile, RestoreRefused, SchemaNewer, SchemaOlder),
    *(SecretLost, MayNotCreate, IsTheOffice, OSError, peewee.PeeweeException, RawError),
)
_FLAWS: dict[type[Exception], Flaw] = {
    RowsDiffer: Flaw.COUNTS,
    NotForThisKey: Flaw.KEY,
    SecretLost: Flaw.KEY,
    MayNotCreate: Flaw.FORBIDDEN,
    IsTheOffice: Flaw.ITSELF,
    OSError: Flaw.SYSTEM,
    peewee.PeeweeException: Flaw.DATABASE,
    RawError: Flaw.DATABASE,
}


def _flaw_of(err: Exception) -> Flaw:
    """Return what a failure means; whatever is not named here says that the backup cannot be read whole."""
    if trouble_of(err) in _ROOM:
        return Flaw.ROOM
    return next((flaw for kind, flaw in _FLAWS.items() if isinstance(err, kind)), Flaw.BROKEN)
