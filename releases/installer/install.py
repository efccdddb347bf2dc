"""Starts the installer that lies beside it. Written so that any old Python can read it and meets a sentence."""

import os
import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this one file meets Pythons that the rest does not support
    sys.exit(
        "Aduan needs Python 3.11 or newer; this is Python %d.%d. Install a newer one and start again with it.\n"  # noqa: UP031
        "Aduan memerlukan Python 3.11 atau lebih baru. Pasang versi baru, lalu jalankan lagi dengannya."
        % sys.version_info[:2]
    )

if __name__ == "__main__":
    import runpy

    sys.dont_write_bytecode = True  # the archive must stay as it was checked
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120
    runpy.run_module("installer", run_name="__main__")
