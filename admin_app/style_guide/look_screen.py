"""Gaya: every part of the screens in every state, drawn by the pages' own macros, for whoever changes the look."""

import re

from flask import current_app
from flask.typing import ResponseReturnValue
from flask_admin import expose
from wtforms import BooleanField, DateField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length

from admin_app.forms.form_fields import OfficeForm, PlainText
from admin_app.shell.access import now
from admin_app.shell.guarded_page import GuardedPage
from admin_app.style_guide.look_pieces import pieces
from models.rules.staff.permissions import Permission

_COLOUR = re.compile(r"^  --([a-z0-9-]+): #", re.MULTILINE)


class ExampleForm(OfficeForm):
    """A field of every kind used in forms."""

    name = PlainText("Nama", [InputRequired(), Length(max=40)], description="seperti pada surat keputusan")
    kind = SelectField("Jenis", choices=[("satu", "Pilihan pertama"), ("dua", "Pilihan kedua")])
    day = DateField("Tanggal", [InputRequired()])
    note = TextAreaField("Keterangan")
    active = BooleanField("Masih berlaku")


class LookPage(GuardedPage):
    """The page of parts, for the administrator."""

    permission = Permission.KEEP_ACCOUNTS

    @expose("/")
    def index(self) -> ResponseReturnValue:
        """Show every part; the second form is a refused one."""
        refused = ExampleForm(data={"kind": "tiga"})
        refused.validate()
        words = {"form": ExampleForm(data={"name": "Contoh isian", "active": True}), "refused": refused}
        return self.render("style_guide/look.html", colours=_colours(), **words, **pieces(now()))


def _colours() -> list[str]:
    """Return the names of the colours in tokens.css."""
    with current_app.open_resource("static/tokens.css", "rt") as tokens:
        return list(dict.fromkeys(_COLOUR.findall(tokens.read())))
