"""The icons of every page: shows a drawing of templates/shell/sprite.html."""

import re
from functools import cache
from pathlib import Path

from flask import Flask
from markupsafe import Markup

_SPRITE = Path(__file__).parents[1] / "templates" / "shell" / "sprite.html"
NAMES: tuple[str, ...] = tuple(re.findall(r'<symbol id="ikon-([a-z]+)"', _SPRITE.read_text("utf-8")))


@cache
def icon(name: str) -> Markup:
    """Return an icon, to stand beside words of the same meaning. Raises KeyError for an unknown name."""
    if name not in NAMES:
        raise KeyError(name)
    return Markup('<svg class="icon" aria-hidden="true" focusable="false"><use href="#ikon-{}"/></svg>').format(name)


def register(app: Flask) -> None:
    """Give the templates `icon(name)` and the names of all."""
    app.jinja_env.globals.update(icon=icon, icon_names=NAMES)
