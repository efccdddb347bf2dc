"""Jalur khusus: the word and the accounts by which a complaint passes the front desk by; Kepala Kantor's alone."""

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_admin import expose

from admin_app.shell.access import demand, now, signed_in_actor
from admin_app.shell.guarded_page import GuardedPage
from models.actions.privacy.keep_way_in import accounts_of_citizens, set_way_in, ways_now
from models.rules.channels.channels import channel
from models.rules.core.errors import NotPermitted, NotVisible, RuleBroken
from models.rules.core.texts import storable
from models.rules.privacy.way_in import LEAST, MOST
from models.rules.staff.permissions import Permission


class WayInPage(GuardedPage):
    """One form: what holds now, and what is to hold."""

    permission = Permission.KEEP_LANE

    @expose("/")
    def index(self) -> ResponseReturnValue:
        """Show what holds now."""
        ways = ways_now()
        return self._draw(next((way.word for way in ways if way.word), ""), {way.account_id for way in ways})

    @expose("/simpan", methods=("POST",))
    def keep(self) -> ResponseReturnValue:
        """Set word and accounts; where they are refused, show the form with what was typed."""
        actor = demand(Permission.KEEP_LANE)
        word, typed = storable(request.form.get("kata", "")), request.form.getlist("kanal")
        accounts = {int(one) for one in typed if one.isascii() and one.isdecimal() and len(one) < 10}
        try:
            set_way_in(word, accounts, actor, now(), form_key=request.form.get("form_key"))
        except (NotPermitted, NotVisible):
            raise
        except RuleBroken as broken:
            return self._draw(word, accounts, broken.sentence), 409
        flash("Jalur khusus tersimpan. Berlaku untuk pesan yang masuk mulai sekarang.", "success")
        return redirect(self.get_url(".index"), 303)

    def _draw(self, word: str, chosen: set[int | None] | set[int], problem: str = "") -> str:
        accounts = [(row.id, row.label, channel(row.kind).label) for row in accounts_of_citizens()]
        limits = {"least": LEAST, "most": MOST}
        return self.render(
            "privacy/way_in.html",
            accounts=accounts,
            word=word,
            chosen=chosen,
            problem=problem,
            limits=limits,
            actor=signed_in_actor(),
        )
