#!/usr/bin/env python3
"""Starts the back office, or one of its commands: `run_admin.py --help` lists them."""

import sys

from admin_app.commands import run

if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
