"""How templates are drawn: by Jinja, which looks up what all of them know in one place."""

from collections.abc import MutableMapping
from typing import Any

from flask.templating import Environment


class OneGlobals(Environment):
    """Flask's environment, where a template that brings no words of its own reads those of all as they are.

    Jinja lays an empty layer over them for each template, through which a page would look at every word a hundred
    times: once for each part that is included.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what a template knows beside what it is given."""
        return super().make_globals(d) if d else self.globals
