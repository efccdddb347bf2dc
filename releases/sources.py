"""What of a commit belongs to a running office, read from git: no file that is not committed gets into an archive."""

import ast
import io
import os
import re
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path

from releases.locked import Unbuildable
from releases.packing import Member

# Tests, builder and practice launcher stay out; the guide is read by the program itself, with one picture beside it.
PROGRAM = ("admin_app", "docgen", "models", "sync_agent", "deploy", "docs/panduan", "run_admin.py", "run_agent.py")
PAPERS = ("README.md", "CHANGELOG.md", "LICENSE", "docs/gambar/naskah.png")
INSTALLER = "releases/installer"
LOCK, INSTALLING = "requirements.txt", "requirements-install.txt"
# What a builder's own configuration of git would change in the files of a commit.
_OF_NOBODY = ("-c", "core.autocrlf=false", "-c", "core.eol=lf", "-c", f"core.attributesFile={os.devnull}")
_VERSION, _MIGRATIONS = "models/tables/upkeep/release.py", "models/tables/migrations/"


@dataclass(frozen=True)
class Sources:
    """The files of one commit: which it is, when it was made (seconds since 1970), and what is in them."""

    commit: str
    moment: int
    files: dict[str, Member]

    @property
    def version(self) -> str:
        """Return the number the program has at this commit. Raises Unbuildable where it is not of three numbers."""
        body = ast.parse(self.text(_VERSION)).body
        found = [
            row.value for row in body if isinstance(row, ast.Assign) and ast.unparse(row.targets[0]) == "VERSION"
        ]
        number = str(ast.literal_eval(found[0]))
        if not re.fullmatch(r"\d+\.\d+\.\d+", number):  # the installer compares it
            raise Unbuildable(f"VERSION is {number}, and must be three numbers: 1.0.0.")
        return number

    @property
    def schema(self) -> tuple[str, str]:
        """Return the numbers of the first and the newest migration: from where it upgrades, and to where."""
        names = [name.removeprefix(_MIGRATIONS) for name in self.files if name.startswith(_MIGRATIONS)]
        numbers = sorted(name.partition("_")[0] for name in names if name[:1].isdigit())
        return numbers[0], numbers[-1]

    def text(self, name: str) -> str:
        """Return a text of the commit."""
        return self.files[name].content.decode("utf-8")

    def program(self) -> dict[str, Member]:
        """Return the program as it is installed."""
        ours = (f"{INSTALLER}/", INSTALLING)
        return {name: member for name, member in self.files.items() if not name.startswith(ours)}

    def installer(self) -> dict[str, Member]:
        """Return the installer by the names it has in an archive: what starts it on top, the rest in its package."""
        starters = ("install.py", "install.sh", "install.cmd")
        found = {}
        for name, member in self.files.items():
            if name.startswith(f"{INSTALLER}/"):
                own = name.removeprefix(f"{INSTALLER}/")
                found[own if own in starters else f"installer/{own}"] = member
        return found


def read_commit(root: Path, commit: str = "HEAD") -> Sources:
    """Return what a commit of a repository holds of an office's program. Raises Unbuildable."""
    wanted = (*PROGRAM, *PAPERS, INSTALLER, LOCK, INSTALLING)
    name = _git(root, "rev-parse", "--verify", f"{commit}^{{commit}}").decode().strip()
    moment = os.environ.get("SOURCE_DATE_EPOCH") or _git(root, "show", "-s", "--format=%ct", name).decode().strip()
    files = {}
    with tarfile.open(fileobj=io.BytesIO(_git(root, "archive", "--format=tar", name, "--", *wanted))) as packed:
        for entry in packed:
            read = packed.extractfile(entry) if entry.isreg() else None
            if read:
                files[entry.name] = Member(read.read(), bool(entry.mode & 0o100))
    return Sources(name, int(moment), files)


def uncommitted(root: Path) -> bool:
    """Whether files that git knows were changed since the commit."""
    return bool(_git(root, "status", "--porcelain", "--untracked-files=no").strip())


def _git(root: Path, *words: str) -> bytes:
    done = subprocess.run(
        ["git", "-C", str(root), *_OF_NOBODY, *words],
        env=os.environ | {"GIT_ATTR_NOSYSTEM": "1"},
        capture_output=True,
    )
    if done.returncode:
        raise Unbuildable(f"git {words[0]}: {done.stderr.decode('utf-8', 'replace').strip()}")
    return done.stdout
