"""Whether this computer and this folder can take an archive, and how a version is put there.

`TARGET/VERSION-MARK` holds one whole version with its libraries, `TARGET/now` names the one in use, and what starts
the programs lies in TARGET. A version is named only after it was made and has started: killed before, it is not.
"""

import compileall
import json
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from .checking import KEY, NOTE, Archive, Refused, age_of, key_in

WINDOWS = os.name == "nt"
NOW = "now.txt" if WINDOWS else "now"
WHOLE = "installed"  # there when a version was made to its end
_GLIBC = (2, 28)  # what the libraries were built for (manylinux_2_28)
_ROOM_MB = 900
_PROGRAMS = ("run_admin", "run_agent")
_LIBRARIES = (".venv", "python")
# What an installation that was killed may have left in the folder.
_OURS = re.compile(
    r"\d+\.\d+\.\d+-[0-9a-f]{8}(-anew)?|\.?now(\.txt)?(-fresh)?|\.?(run_admin|run_agent|install)(\.cmd)?(-fresh)?"
    r"|agent-update\.(lock|json)"
)


def check_computer(archive: Archive, target: Path) -> None:
    """Raise Refused where this computer, its Python or its disk cannot take the archive."""
    here = f"{platform.system().lower()}-{platform.machine().lower()}"
    if here != archive.platform:
        raise Refused(
            f"This archive is for {archive.platform}; this computer is {here}. Take the archive of its name.",
            f"Arsip ini untuk {archive.platform}, sedangkan komputer ini {here}. Ambil arsip yang sesuai.",
        )
    python = "{}.{}".format(*sys.version_info)
    if python not in archive.pythons or platform.python_implementation() != "CPython":
        raise Refused(
            f"This is Python {python}; the libraries in this archive are for CPython {', '.join(archive.pythons)}.",
            f"Ini Python {python}; arsip ini memerlukan CPython {', '.join(archive.pythons)}.",
        )
    glibc = platform.libc_ver()
    if not WINDOWS and (glibc[0] != "glibc" or _numbers(glibc[1]) < _GLIBC):
        raise Refused(
            f"The libraries in this archive need glibc {_GLIBC[0]}.{_GLIBC[1]} or newer; here is {' '.join(glibc)}.",
            "Sistem operasi ini terlalu lama untuk pustaka di arsip ini.",
        )
    existing = next(path for path in (target, *target.parents) if path.exists())
    free = shutil.disk_usage(existing).free // 1_000_000
    if free < _ROOM_MB:
        raise Refused(
            f"{_ROOM_MB} MB are needed in {target}, {free} MB are free.",
            f"Perlu {_ROOM_MB} MB di {target}, tersisa {free} MB.",
        )


def check_target(archive: Archive, target: Path, older: bool) -> None:
    """Raise Refused where the folder is used for something else, or holds a newer version without `older`."""
    note = _note_in(target)
    names = [path.name for path in target.iterdir()] if target.exists() and not note else []
    if any(not _OURS.fullmatch(name) for name in names):
        raise Refused(
            f"{target} is not empty and holds no Aduan. Name a new folder, for instance /opt/aduan.",
            f"{target} tidak kosong dan bukan folder Aduan. Sebut folder baru.",
        )
    if note and age_of(note) > archive.age and not older:
        found = f"{note['version']} (schema {note['schema']}, of {note['made_at']})"
        this = f"{archive.version} (schema {archive.age[1]}, of {archive.age[2]})"
        raise Refused(
            f"{target} holds Aduan {found}, newer than this {this}. A database is never taken back: stop "
            "both programs, install again with --older, and restore the backup that was made before the newer one.",
            f"Di {target} terpasang Aduan {found}, lebih baru daripada arsip ini: {this}. Hentikan kedua "
            "program, pasang lagi dengan --older, lalu pulihkan cadangan dari sebelum versi baru itu.",
        )


def trusted_key(target: Path) -> bytes:
    """Return the public key of the version installed in a folder, empty where there is none."""
    place = in_use(target)
    return key_in(place / KEY) if place and (place / KEY).exists() else b""


def version_in(target: Path) -> str:
    """Return the number of the version in use in a folder, empty where there is none."""
    return _note_in(target).get("version", "")


def _note_in(target: Path) -> dict[str, str]:
    """Return what the version in use says of itself, nothing where there is none. Raises Refused."""
    place = in_use(target)
    if place is None or not (place / NOTE).exists():
        return {}
    try:
        found: dict[str, str] = json.loads((place / NOTE).read_text("utf-8"))
        age_of(found)
    except (ValueError, KeyError, TypeError) as err:
        raise Refused(
            f"{place / NOTE} cannot be read, so it is not known which version is installed: the disk has lost it. "
            f"Remove {place} and {target / NOW} and install again, with --public-key; the data lie elsewhere.",
            f"{place / NOTE} tidak terbaca. Hapus {place} dan {target / NOW}, lalu pasang lagi dengan --public-key; "
            "data kantor ada di folder lain dan tetap.",
        ) from err
    return found


def in_use(target: Path) -> Path | None:
    """Return the folder of the version in use, None where there is none."""
    now = target / NOW
    if WINDOWS:
        return target / now.read_text("utf-8").strip() if now.exists() else None
    return now.resolve() if now.is_symlink() else None


def lay_version(archive: Archive, target: Path) -> Path:
    """Put a checked archive into the folder, beside the version in use, and try it; returns where it lies.

    It is made anew where it lies there and does not start. Raises Refused where it cannot be made; the version in use
    is then as before.
    """
    os.umask(0o022)  # the account of the services reads what root installs
    places = [target / f"{archive.version}-{archive.mark}{more}" for more in ("", "-anew")]
    place = next((one for one in places if (one / WHOLE).exists() and _starts(archive, one)), None)
    if place is None:
        used = in_use(target)
        place = next(one for one in places if used is None or one.name != used.name)
        if place.exists():
            shutil.rmtree(place)  # half of one, from an installation that was killed, or a broken one
        try:
            _make(archive, place)
        except BaseException:
            shutil.rmtree(place, ignore_errors=True)
            raise
    return place


def _starts(archive: Archive, place: Path) -> bool:
    try:
        _try(archive, place)
    except (Refused, OSError):
        return False
    return True


def _try(archive: Archive, place: Path) -> None:
    """Start both programs of a version. Raises Refused where one does not say its number."""
    for program in _PROGRAMS:
        told = _run([python_of(place), str(place / f"{program}.py"), "--version"])
        if not told.startswith(f"Aduan {archive.version},"):
            raise Refused(
                f"{program} says of itself: {told.strip()}", "Program yang dipasang tidak dapat dijalankan."
            )


def _make(archive: Archive, place: Path) -> None:
    shutil.copytree(archive.folder / "program", place, copy_function=shutil.copyfile)
    # The next archive is checked by this one's installer, not by its own.
    shutil.copytree(archive.folder / "installer", place / "installer", copy_function=shutil.copyfile)
    shutil.copyfile(archive.folder / "install.py", place / "install.py")
    for folder in (place, *(path for path in place.rglob("*") if path.is_dir())):
        folder.chmod(0o755)  # as it was unpacked, it may be its owner's alone
    for name in (NOTE, KEY):
        if (archive.folder / name).exists():
            shutil.copyfile(archive.folder / name, place / name)
    if WINDOWS:
        shutil.copytree(archive.folder / "python", place / "python")
    else:
        import venv  # the Python that comes with an archive of Windows has none

        venv.EnvBuilder(symlinks=True).create(place / ".venv")
    python = python_of(place)
    wheels = archive.folder / "wheels"
    asked = archive.folder / "locked" / "{}.{}.txt".format(*sys.version_info)
    pip = next(wheels.glob("pip-*.whl")) / "pip"
    words = ["install", "--no-index", "--find-links", str(wheels), "--require-hashes", "--no-deps", "--no-input"]
    _run([python, "-I", str(pip), "--isolated", "--no-cache-dir", *words, "-q", "-r", str(asked)])
    for room in place.iterdir():
        if room.is_dir() and room.name not in _LIBRARIES:  # whose modules pip has compiled
            compileall.compile_dir(room, quiet=2)
    _try(archive, place)
    _settle()  # without power, no version is left that only says that it is whole
    (place / WHOLE).touch()


def python_of(place: Path) -> str:
    """Return the Python of an installed version."""
    return str(place / "python" / "python.exe" if WINDOWS else place / ".venv" / "bin" / "python")


def _run(command: Sequence[str]) -> str:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
    done = subprocess.run(
        command,
        # pip reads the computer's own configuration in spite of --isolated, except so (pip, Configuration).
        env=kept | {"PYTHONUTF8": "1", "PIP_CONFIG_FILE": os.devnull},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode:
        raise Refused(
            f"{(done.stderr or done.stdout).strip()[-2000:]}\nNothing was installed; the words above say why.",
            "Pemasangan gagal dan tidak ada yang berubah; sebabnya di atas.",
        )
    return done.stdout


def name_as_used(target: Path, name: str) -> None:
    """Let `now` name a version that lies in the folder, in one step, and lay beside it what starts the programs.

    Another place of the same archive goes. Raises Refused where none of this name is whole.
    """
    place = target / name
    if not _OURS.fullmatch(name) or not (place / WHOLE).exists():
        raise Refused(f"{place} is no whole version.", f"{place} bukan versi yang utuh.")
    for program in _PROGRAMS:
        _starter(target, program, f"{program}.py")
    _starter(target, "install", "install.py", *(('"%~dp0."',) if WINDOWS else ('"$at"',)), "--from")
    fresh = target / f".{NOW}-fresh"
    fresh.unlink(missing_ok=True)
    if WINDOWS:
        # cmd reads a line (`set /p`); the one of wine loses the last sign of a line without an end.
        fresh.write_bytes(f"{place.name}\r\n".encode())
    else:
        fresh.symlink_to(place.name, target_is_directory=True)
    _settle()
    fresh.replace(target / NOW)
    _settle()
    plain = name.removesuffix("-anew")
    for other in {plain, f"{plain}-anew"} - {name}:
        shutil.rmtree(target / other, ignore_errors=True)


def _settle() -> None:
    """Wait until the disk holds what was written; Windows has no word for all of it."""
    if hasattr(os, "sync"):
        os.sync()


def _starter(target: Path, program: str, file: str, *words: str) -> None:
    """Lay what starts a file of the version in use: whole or not at all, and never through a link laid there."""
    given = "".join(f"{word} " for word in words)
    if WINDOWS:
        name = f"{program}.cmd"
        line = f'"%~dp0%now%\\python\\python.exe" -X utf8 "%~dp0%now%\\{file}" {given}%*'
        text = f'@echo off\r\nset /p now=<"%~dp0{NOW}"\r\n{line}\r\n'
    else:
        name, at = program, '"$(dirname "$(readlink -f "$0")")"'
        text = f'#!/bin/sh\nat={at}\nexec "$at/now/.venv/bin/python" "$at/now/{file}" {given}"$@"\n'
    fresh = target / f".{name}-fresh"
    fresh.unlink(missing_ok=True)
    with fresh.open("x", encoding="ascii", newline="") as written:
        written.write(text)
    fresh.chmod(0o755)
    fresh.replace(target / name)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
