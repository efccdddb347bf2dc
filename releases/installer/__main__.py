"""install.py TARGET: checks the archive it lies in (or --from), and installs it; each refusal is a sentence."""

import argparse
import sys
from pathlib import Path

from .checking import KEY, Archive, Refused, check_signature, fingerprint, key_in, read_archive
from .placing import WINDOWS, check_computer, check_target, lay_version, name_as_used, trusted_key


def main(words: list[str], folder: Path) -> int:
    """Install the archive unpacked in a folder; returns the exit code."""
    asked = _asked(words)
    target = Path(asked.target).absolute()
    try:
        if asked.use:
            name_as_used(target, asked.use)
            return 0
        archive = read_archive(Path(asked.folder).absolute() if asked.folder else folder)
        trusted = trusted_key(target)
        given = key_in(Path(asked.public_key)) if asked.public_key else b""
        for key in [one for one in (trusted, given) if one] or [b""]:
            check_signature(archive, key, asked.unsigned)
        check_computer(archive, target)
        check_target(archive, target, asked.older)
        _say(f"Installing Aduan {archive.version}, {_signed(archive)}, into {target} ...")
        place = lay_version(archive, target)
        if asked.beside:
            _say(place.name)
            return 0
        name_as_used(target, place.name)
    except Refused as refused:
        _say("\n".join(refused.args), sys.stderr)
        return 1
    except OSError as err:
        advice = " Installing there needs the right to write: use sudo." if isinstance(err, PermissionError) else ""
        _say(f"{err}.{advice}", sys.stderr)
        return 1
    _tell(archive, target, place)
    return 0


def _asked(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="install.py", description=__doc__)
    parser.add_argument("target", metavar="TARGET", help="the folder of the program, for instance /opt/aduan")
    parser.add_argument(
        "--from", dest="folder", metavar="FOLDER", help="another unpacked archive; nothing in it is run"
    )
    parser.add_argument("--public-key", metavar="FILE", help=f"the publisher's {KEY}, had by another way")
    parser.add_argument("--older", action="store_true", help="take an older version than the one installed")
    parser.add_argument("--unsigned", action="store_true", help="take an archive without signature")
    parser.add_argument("--beside", action="store_true", help=argparse.SUPPRESS)  # and let the one in use be
    parser.add_argument("--use", metavar="VERSION", help=argparse.SUPPRESS)  # take one that was laid beside into use
    return parser.parse_args(words)


def _tell(archive: Archive, target: Path, place: Path) -> None:
    admin = target / f"run_admin{'.cmd' if WINDOWS else ''}"
    _say(
        f"Aduan {archive.version} is installed in {place}, {_signed(archive)}.\n"
        f"Next, with ADUAN_DATA_DIR set to the office's data folder: {admin} migrate, then {admin} doctor\n"
        f"(see {place / 'README.md'}). The next version: {target / 'install'} FOLDER_OF_ITS_ARCHIVE\n"
        f"Aduan {archive.version} terpasang. Berikutnya, dengan ADUAN_DATA_DIR: {admin} migrate, lalu doctor."
    )


def _signed(archive: Archive) -> str:
    return f"signed with the key {fingerprint(archive.key)}" if archive.key else "NOT signed"


def _say(words: str, to: object = None) -> None:
    print(words, file=to or sys.stdout, flush=True)  # type: ignore[arg-type]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], Path(__file__).resolve().parents[1]))
