"""The page on installing is walked word by word: its commands run in their order, as far as a test's machine allows.

What changes the machine itself (packages, accounts, services) is noted instead of done; our programs run for real, in
a folder that stands for the machine's root. tests/releases/test_real_archive.py installs the archive itself.
"""

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from admin_app.shell.guide_pages import FOLDER
from tests.tools import ROOT

PAGE = FOLDER / "memasang.md"
_BLOCK = re.compile(r"^( *)```\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
# What stands for commands that need a machine of their own: it writes down what it was asked.
_NOTED = ("apt", "useradd", "systemctl", "tar", "openssl", "sha256sum")
_SUDO = """#!/bin/sh
while [ $# -gt 0 ]; do
    case "$1" in
        -u) shift 2 ;;
        --preserve-env) shift ;;
        *=*) export "${1?}"; shift ;;
        *) break ;;
    esac
done
exec "$@"
"""
# Services are installed as another account than root's, which a test does not make: they are asked for their help; so
# is an update, which tests/releases/test_updating.py does.
_PROGRAM = """#!/bin/sh
case " $* " in
    *" service "*|*" update "*) exec {python} {program} "$@" --help ;;
    *" doctor "*) {python} {program} "$@"; exit 0 ;;
esac
exec {python} {program} "$@"
"""
_INSTALL = """#!/bin/sh
for last; do :; done
mkdir -p "$last" && chmod 700 "$last"
"""


def commands() -> list[str]:
    """Return the page's commands in its order."""
    blocks = _BLOCK.findall(PAGE.read_text("utf-8"))
    return [line.removeprefix(indent) for indent, block in blocks for line in block.splitlines() if line.strip()]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder that stands for a machine on which the program is installed."""
    scripts = {name: f'#!/bin/sh\necho "{name} $*" >> {tmp_path}/noted\n' for name in _NOTED}
    scripts |= {"sudo": _SUDO, "install": _INSTALL, "sh": f'#!/bin/sh\necho "sh $*" >> {tmp_path}/noted\n'}
    for name, text in scripts.items():
        _script(tmp_path / "bin" / name, text)
    for program in ("run_admin", "run_agent"):
        text = _PROGRAM.format(python=sys.executable, program=ROOT / f"{program}.py")
        _script(tmp_path / "opt" / "aduan" / program, text)
    _script(tmp_path / "opt" / "aduan" / "install", f'#!/bin/sh\necho "install $*" >> {tmp_path}/noted\n')
    return tmp_path


def _script(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


@pytest.mark.skipif(os.name != "posix", reason="the page's commands are Linux's")
def test_the_page_on_installing_works_word_by_word(root: Path) -> None:
    lines = [re.sub(r"(?<![\w/])/(opt|srv|mnt)/", rf"{root}/\1/", line) for line in commands()]
    script = "\n".join(["set -e", *(f"{line}{_given(line)}" for line in lines)])
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ADUAN_")}
    env = {**kept, "PATH": f"{root / 'bin'}:{os.environ['PATH']}"}
    done = subprocess.run(["/bin/bash", "-xc", script], env=env, cwd=root, capture_output=True, text=True)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    assert "Traceback" not in done.stderr
    noted = (root / "noted").read_text()
    assert [name for name in ("apt", "useradd", "tar", "systemctl stop") if name not in noted] == []
    assert (root / "srv" / "aduan" / "aduan.db").exists()
    assert sorted(path.name for path in (root / "srv").iterdir()) == ["aduan"]
    (copy,) = (root / "mnt" / "cadangan" / "aduan").glob("aduan-*.zip")
    assert f"restore {copy}" in done.stderr  # the plan's own copy is what is put back
    stopped, begun = (
        next(line for line in noted.splitlines() if f"systemctl {word}" in line) for word in ("stop", "start")
    )
    assert "aduan-backup.timer aduan-backup" in stopped and "aduan-backup.timer" in begun


def _given(line: str) -> str:
    """Return what is typed where a command waits for a password."""
    return " <<< 'kata sandi yang panjang'" if "--password-stdin" in line else " < /dev/null"
