"""Starts the installer that lies beside it, and takes nothing else from there: it was not checked yet.

Written so that any old Python can read it and meets a sentence.
"""

import os
import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this one file meets Pythons that the rest does not support
    sys.exit(
        "Aduan needs Python 3.11 or newer; this is Python %d.%d. Install a newer one and start again with it.\n"  # noqa: UP031
        "Aduan memerlukan Python 3.11 atau lebih baru. Pasang versi baru, lalu jalankan lagi dengannya."
        % sys.version_info[:2]
    )

if __name__ == "__main__":
    here = os.path.dirname(os.path.realpath(__file__))  # noqa: PTH120
    # A hashlib.py added beside this file would stand in the place of Python's own.
    sys.path[:] = [path for path in sys.path if os.path.realpath(path) != here]
    sys.dont_write_bytecode = True  # the archive must stay as it was checked

    import importlib.util
    import runpy

    spec = importlib.util.spec_from_file_location("installer", os.path.join(here, "installer", "__init__.py"))  # noqa: PTH118
    assert spec and spec.loader  # noqa: S101 - it is a file
    sys.modules["installer"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules["installer"])
    runpy.run_module("installer", run_name="__main__")
