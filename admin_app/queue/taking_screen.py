"""Ambil berikutnya, on every page: takes the most urgent case that waits for this person and that nobody holds."""

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_admin import expose

from admin_app.shell.access import now, signed_in_actor
from admin_app.shell.guarded_page import GuardedPage
from models.actions.cases.take_case import take_next
from models.rules.staff.permissions import Permission


class TakingPage(GuardedPage):
    """One button, on every page."""

    permission = Permission.READ_CASES

    def is_visible(self) -> bool:
        """Return False: its button is in the header."""
        return False

    @expose("/", methods=("POST",))
    def index(self) -> ResponseReturnValue:
        """Take a case and open it, or say that there is none."""
        case = take_next(signed_in_actor(), now(), form_key=request.form.get("form_key") or None)
        if case is None:
            flash("Tidak ada kasus bebas yang menunggu Anda.", "info")
            return redirect("/meja/?tab=saya", 303)
        flash(f"{case.number} kini Anda pegang.", "success")
        return redirect(f"/meja/kasus/{case.public_id}?tab=saya", 303)
