"""Versions of Aduan itself, installed beside each other: the one that is, one with a migration more, a broken one.

Each is a signed archive and its folder, laid as the installer lays it, but for the libraries: those of the tests.
"""

import compileall
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from models.tables.core.database import connected, open_database
from models.tables.upkeep.release import VERSION, schema_number
from releases.installer.checking import KEY as KEY_FILE
from releases.installer.checking import NOTE, SIGNATURE, SUMS
from releases.installer.placing import WHOLE
from releases.packing import Member, pack
from releases.signing import public_pem
from tests.releases.toy import KEY
from tests.tools import ROOT

NEXT, BROKEN = "1.0.1", "1.0.2"
_ROOMS = ("admin_app", "docgen", "models", "sync_agent")
_FILES = ("run_admin.py", "run_agent.py", "README.md", "LICENSE", "CHANGELOG.md")
# One more table and one more column: what an older program neither makes nor takes away.
LATER = """from peewee import TextField


def up(migrator, db):
    migrator.migrate(migrator.add_column("category", "later", TextField(null=True)))
    db.execute_sql("CREATE TABLE made_later (id INTEGER PRIMARY KEY)")
"""
HALF = (
    LATER
    + """    raise RuntimeError("the disk under it broke")
"""
)
EARLIER = """def up(migrator, db):
    db.execute_sql("CREATE TABLE made_earlier (id INTEGER PRIMARY KEY)")
"""


@dataclass(frozen=True)
class Version:
    """One version: its archive, unpacked and as one file, and the name of its folder once installed."""

    archive: Path
    name: str
    packed: Path


def make(
    folder: Path, version: str, changes: dict[str, str], key: Ed25519PrivateKey = KEY, number: str = ""
) -> Version:
    """Make the archive of the program as it is here, of this version, with these files changed or added."""
    archive, program = folder / f"aduan-{version}", folder / f"aduan-{version}" / "program"
    for room in _ROOMS:
        shutil.copytree(ROOT / room, program / room, ignore=shutil.ignore_patterns("__pycache__"))
    for name in _FILES:
        shutil.copy(ROOT / name, program / name)
    (program / "docs").mkdir()
    shutil.copytree(ROOT / "docs/panduan", program / "docs/panduan", ignore=shutil.ignore_patterns("*.png", "*.pdf"))
    release = program / "models/tables/upkeep/release.py"
    release.write_text(
        release.read_text("utf-8").replace(f'VERSION = "{VERSION}"', f'VERSION = "{version}"'), "utf-8"
    )
    for name, text in changes.items():
        (program / name).write_text(text, "utf-8")
    installer = ROOT / "releases/installer"
    ours = {"install.py": archive / "install.py"}
    shutil.copytree(installer, archive / "installer", ignore=shutil.ignore_patterns("__pycache__", "install.*"))
    shutil.copy(installer / "install.py", ours["install.py"])
    return sign(archive, version, key, number or schema_number(program / "models/tables/migrations"))


def sign(archive: Path, version: str, key: Ed25519PrivateKey, number: str) -> Version:
    """Write what an archive says of itself, its checksums and its signature, and pack it as it is published."""
    note = {"name": "aduan", "version": version, "schema": number, "oldest_schema": "0027", "commit": "0" * 40}
    note |= {"made_at": "2026-12-01T00:00:00Z", "platform": "linux-x86_64"}
    here = "{}.{}".format(*sys.version_info)
    (archive / NOTE).write_text(json.dumps(note | {"pythons": [here]}), "utf-8")
    (archive / KEY_FILE).write_bytes(public_pem(key))
    paths = sorted(path.relative_to(archive).as_posix() for path in archive.rglob("*") if path.is_file())
    sums = "".join(f"{hashlib.sha256((archive / name).read_bytes()).hexdigest()}  {name}\n" for name in paths)
    (archive / SUMS).write_text(sums, "utf-8")
    (archive / SIGNATURE).write_bytes(key.sign(sums.encode()))
    return Version(archive, f"{version}-{hashlib.sha256(sums.encode()).hexdigest()[:8]}", packed_as_it_is(archive))


def packed_as_it_is(archive: Path) -> Path:
    """Pack an archive, whatever somebody did to its files."""
    packed = archive.with_name(f"{archive.name}.tar.gz")
    paths = sorted(path.relative_to(archive).as_posix() for path in archive.rglob("*") if path.is_file())
    members = {name: Member((archive / name).read_bytes()) for name in paths}
    pack(packed, archive.name, members, 1_764_000_000, "tar.gz")
    return packed


def lay(version: Version, target: Path) -> Path:
    """Lay a version into a folder as the installer does; that it is whole, and starts, the installer sees itself."""
    place = target / version.name
    shutil.copytree(version.archive / "program", place)
    shutil.copytree(version.archive / "installer", place / "installer")
    for name in ("install.py", NOTE, KEY_FILE):
        shutil.copy(version.archive / name, place / name)
    (place / ".venv").symlink_to(sys.prefix, target_is_directory=True)
    compileall.compile_dir(place, quiet=2, workers=0)
    (place / WHOLE).touch()
    return place


@dataclass(frozen=True)
class Machine:
    """A machine on which the first version is in use and others lie beside it; and the office's data."""

    target: Path
    data: Path
    url: str
    first: Version
    more: Mapping[str, str] = field(default_factory=dict)  # of what programs are told from outside

    @property
    def environment(self) -> dict[str, str]:
        """Return what programs are told from outside."""
        own = {name: value for name, value in os.environ.items() if not name.startswith(("ADUAN_", "PYTHON"))}
        own |= {"TMPDIR": str(self.temporary)}
        return own | {"ADUAN_DATA_DIR": str(self.data), "ADUAN_DATABASE_URL": self.url} | self.more

    @property
    def temporary(self) -> Path:
        """Return where its programs unpack: whoever is killed leaves that there."""
        return self.target.parent / "tmp"

    @property
    def now(self) -> str:
        """Return the name of the version in use."""
        return (self.target / "now").resolve().name

    def use(self, version: Version) -> None:
        """Take a version into use without any of the steps of an update."""
        (self.target / "now").unlink(missing_ok=True)
        (self.target / "now").symlink_to(version.name, target_is_directory=True)

    def command(self, *words: str, program: str = "run_admin.py") -> list[str]:
        """Return the command line of a program of the version in use."""
        now = self.target / "now"
        return [str(now / ".venv/bin/python"), str(now / program), *words]

    def run(self, *words: str, program: str = "run_admin.py") -> "subprocess.CompletedProcess[str]":
        """Run a command of the version in use to its end."""
        return subprocess.run(
            self.command(*words, program=program), env=self.environment, capture_output=True, text=True, timeout=300
        )

    def start(self, *words: str, program: str = "run_admin.py") -> "subprocess.Popen[str]":
        """Start a command of the version in use, in a group of processes of its own."""
        pipe = subprocess.PIPE
        return subprocess.Popen(
            self.command(*words, program=program),
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=pipe,
            stderr=pipe,
            text=True,
            start_new_session=True,
        )

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Open the office's database in this process."""
        handle = open_database(self.url)
        with connected():
            yield
        handle.obj.close_all()
