"""Makes the shipped templates anew: python -m docgen.templates.build. A test holds the committed files to it."""

from collections.abc import Callable

from docgen.templates import path_of
from docgen.templates.letters import nota_dinas_jawab, nota_dinas_terus
from docgen.templates.sheet import lembar_pengaduan

TEMPLATES: dict[str, Callable[[], bytes]] = {
    "ND-TERUS": nota_dinas_terus,
    "ND-JAWAB": nota_dinas_jawab,
    "LEMBAR": lembar_pengaduan,
}


def build() -> None:
    """Write every shipped template beside this script."""
    for code, make in TEMPLATES.items():
        path_of(code).write_bytes(make())


if __name__ == "__main__":
    build()
