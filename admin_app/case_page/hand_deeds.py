"""What the buttons of speed do on a case: hold it, let it go, run a macro."""

from collections.abc import Callable

from admin_app.forms.pressing import Press
from models.actions.cases.run_macro import run_macro
from models.actions.cases.take_case import release_case, take_case


def hold(press: Press) -> str:
    """Take the case to work on."""
    case = take_case(press.case.id, press.actor, press.now, form_key=press.key)
    return f"{case.number} kini Anda pegang."


def let_go(press: Press) -> str:
    """Let go of the case, so that a colleague may take it."""
    case = release_case(press.case.id, press.actor, press.now, form_key=press.key)
    return f"{case.number} dilepas; rekan dapat mengambilnya."


def macro(press: Press) -> str:
    """Run a macro: all its steps or none."""
    ran = run_macro(
        press.number("makro"), press.case.id, press.actor, press.now, version=press.version, form_key=press.key
    )
    return f"Makro “{ran.name}”: {', '.join(ran.done)}."


HAND_DEEDS: dict[str, Callable[[Press], str]] = {"pegang": hold, "lepas-kasus": let_go, "makro": macro}
