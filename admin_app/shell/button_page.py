"""The base of a page whose buttons all go to one route: the button does what it says, or the page says why not."""

from collections.abc import Mapping

from flask import abort, flash, redirect
from flask.typing import ResponseReturnValue
from flask_admin import expose

from admin_app.shell.guarded_page import GuardedPage
from models.rules.core.errors import AlreadyDone, NotPermitted, NotVisible, RuleBroken


class ButtonPage(GuardedPage):
    """A page with buttons. Set `done`, each button with its sentence when it is done; give `act` and `draw`."""

    done: Mapping[str, str] = {}

    def act(self, button: str) -> None:
        """Do what a button says. Raises the RuleBroken that says why not."""
        raise NotImplementedError

    def draw(self, problem: str = "") -> str:
        """Return the page, with the sentence that says why a button did nothing."""
        raise NotImplementedError

    def refused(self, why: RuleBroken) -> str:
        """Return the page after a button was refused."""
        return self.draw(why.sentence)

    def after(self, _button: str) -> str:
        """Return the address to go to when a button is done."""
        return str(self.get_url(".index"))

    @expose("/")
    def index(self) -> ResponseReturnValue:
        """Show the page."""
        return self.draw()

    @expose("/<button>", methods=("POST",))
    def submit(self, button: str) -> ResponseReturnValue:
        """Do what a button of this page says, and return to it."""
        if button not in self.done:
            abort(404)
        try:
            self.act(button)
        except (AlreadyDone, NotPermitted, NotVisible):
            raise
        except RuleBroken as why:
            return self.refused(why), 409
        flash(self.done[button], "success")
        return redirect(self.after(button), 303)
