"""Outside tools a test may need: found, or the test is skipped with a reason (a failure under ADUAN_TEST_ALL=1)."""

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
ALL = os.environ.get("ADUAN_TEST_ALL") == "1"
_POSTGRES = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))


def _postgres() -> str | None:
    if _POSTGRES:
        return str(_POSTGRES[-1])
    found = shutil.which("pg_ctl")
    return str(Path(found).resolve()) if found else None


def _chromium() -> str | None:
    # Without the parts that only a person at a screen needs it takes half of the machine's time.
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if (found := shutil.which(name))), None)


_FINDERS = {
    "postgres": _postgres,
    "chromium": _chromium,
    "libreoffice": lambda: shutil.which("soffice") or shutil.which("libreoffice"),
    "fc-match": lambda: shutil.which("fc-match"),
    "pdftoppm": lambda: shutil.which("pdftoppm"),
    "npx": lambda: shutil.which("npx"),
    "systemctl": lambda: shutil.which("systemctl"),
    "systemd-analyze": lambda: shutil.which("systemd-analyze"),
    "strace": lambda: shutil.which("strace"),
    "caddy": lambda: shutil.which("caddy"),
    "nginx": lambda: shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin"),
    "tesseract": lambda: shutil.which("tesseract"),
}


def needs(tool: str) -> str:
    """Return the path of a tool, or skip the test with a reason; with ADUAN_TEST_ALL=1 a missing one fails."""
    path = _FINDERS[tool]()
    if path:
        return path
    reason = f"{tool} is not on this machine"
    if ALL:
        pytest.fail(f"{reason}, and ADUAN_TEST_ALL=1 asks for every part")
    pytest.skip(reason)


def shared(name: str) -> Path:
    """Return a file of the facts kept beside the project, or skip: a user's clone has none, ADUAN_TEST_ALL or not."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"../shared/{name} is not beside this copy of the project")
    return path
