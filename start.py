"""Starts everything: practice mode, `setup`, `test`, `check`, `bench`, `soak`, `release`. Standard library only.

Written so that any old Python can read it: it meets a sentence, not a SyntaxError. The rest is in start_commands.py.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this one file meets Pythons that the rest does not support
    sys.exit(
        "Aduan needs Python 3.11 or newer; this is Python %d.%d. Install a newer one and start again with it.\n"  # noqa: UP031
        "Aduan memerlukan Python 3.11 atau lebih baru. Pasang versi baru, lalu jalankan lagi dengannya."
        % sys.version_info[:2]
    )

if __name__ == "__main__":
    from start_commands import main

    sys.exit(main(sys.argv[1:]))
