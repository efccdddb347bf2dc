#!/usr/bin/env python3
"""Starts the back office, or one of its commands: `run_admin.py --help` lists them."""

import sys
from pathlib import Path

try:
    from admin_app.cli.commands import run
except ModuleNotFoundError as missing:
    advice = "run 'python3 start.py setup', then use .venv's Python for this."
    if (Path(__file__).resolve().parent / "release.json").exists():  # it came in an archive, without start.py
        advice = "start run_admin of the folder above; where that says this too, install the archive again."
    sys.exit(f"{missing.name} is not installed here: {advice}")

if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
