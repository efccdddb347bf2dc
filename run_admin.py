#!/usr/bin/env python3
"""Starts the back office, or one of its commands: `run_admin.py --help` lists them."""

import sys

try:
    from admin_app.cli.commands import run
except ModuleNotFoundError as missing:
    sys.exit(f"{missing.name} is not installed here: run 'python3 start.py setup', then use .venv's Python for this.")

if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
