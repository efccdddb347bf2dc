"""The icons of every page: the piece that shows one of the drawings in templates/shell/sprite.html."""

import re
from pathlib import Path

from flask import Flask
from markupsafe import Markup

_SPRITE = Path(__file__).parents[1] / "templates" / "shell" / "sprite.html"
NAMES: tuple[str, ...] = tuple(re.findall(r'<symbol id="ikon-([a-z]+)"', _SPRITE.read_text("utf-8")))


def icon(name: str) -> Markup:
    """Show an icon beside words that say the same. Raises KeyError for a name nobody drew."""
    if name not in NAMES:
        raise KeyError(name)
    return Markup('<svg class="icon" aria-hidden="true" focusable="false"><use href="#ikon-{}"/></svg>').format(name)


def register(app: Flask) -> None:
    """Give the templates `icon(name)` and the names of all."""
    app.jinja_env.globals.update(icon=icon, icon_names=NAMES)
