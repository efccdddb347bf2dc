"""What a program of others, or a child that opens what strangers sent, sees of this program's environment."""

from collections.abc import Mapping

# Where programs and their libraries are found, and where scratch files go; no setting of the office, no secret.
_NAMES = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "TEMP", "TMP", "TMPDIR", "PROGRAMFILES")


def inherited(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the few names of an environment that a child is started with."""
    return {name: environ[name] for name in _NAMES if name in environ}


def without_settings(environ: Mapping[str, str]) -> dict[str, str]:
    """Return an environment without the office's settings: the database's password is one of them."""
    return {name: value for name, value in environ.items() if not name.upper().startswith("ADUAN_")}
