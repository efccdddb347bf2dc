"""Catat pengaduan: an officer files what he saw on the phone, heard at the desk or read in a letter."""

from datetime import datetime
from typing import Any

from flask import current_app, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_admin import expose
from wtforms import DateTimeLocalField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from admin_app.files.uploads import kept_files
from admin_app.forms.form_fields import OfficeForm, PlainText
from admin_app.forms.onward import SEEN_ABOVE
from admin_app.shell.access import demand, now, signed_in_actor
from admin_app.shell.guarded_page import GuardedPage
from models.actions.core.case import is_visible
from models.actions.intake.file_by_hand import Filing, check_filing, file_by_hand
from models.rules.core.errors import NotPermitted, RuleBroken
from models.rules.core.moments import from_wib, to_wib
from models.rules.intake.filing import LINK_LIMIT, ORIGINS, TEXT_LIMIT, Origin
from models.rules.staff.permissions import Permission

_MINUTE = "%Y-%m-%dT%H:%M"


class FilingForm(OfficeForm):
    """What the officer knows of a complaint."""

    origin = SelectField(
        "Dari mana",
        [InputRequired()],
        choices=[("", "– pilih –"), *((str(origin), row.label) for origin, row in ORIGINS.items())],
    )
    seen_at = DateTimeLocalField(
        "Waktu diterima kantor (WIB)",
        [InputRequired()],
        format=_MINUTE,
        description="surat: hari tibanya di kantor",
    )
    name = PlainText("Nama pelapor", [Length(max=200)], description="bila disebut")
    reach = PlainText("Nomor telepon atau nama akun", [Length(max=200)], description="0812… atau @nama")
    text = TextAreaField(
        "Isi pengaduan", [Length(max=TEXT_LIMIT)], description="kata-kata pelapor sendiri", render_kw={"rows": 7}
    )
    about = PlainText("Kiriman yang dikomentari", [Length(max=500)], description="untuk komentar: bunyi kirimannya")
    link = PlainText("Tautan", [Optional(), Length(max=LINK_LIMIT)], description="salin dari aplikasinya, bila ada")


class FilingPage(GuardedPage):
    """One form; the case it files is opened at once."""

    permission = Permission.FILE_COMPLAINT

    @expose("/")
    def index(self) -> ResponseReturnValue:
        """Show the empty form, with the present time."""
        return self._draw(FilingForm(seen_at=_wall_clock(now())))

    @expose("/simpan", methods=("POST",))
    def file(self) -> ResponseReturnValue:
        """File it and open the case; where it is refused, show the form with what was typed."""
        demand(Permission.FILE_COMPLAINT)
        form = FilingForm(request.form)
        if not form.validate():
            return self._draw(form, "Ada isian yang perlu dibetulkan."), 409
        try:
            case = _file(form)
        except NotPermitted:
            raise
        except RuleBroken as broken:
            return self._draw(form, broken.sentence), 409
        if case is None:
            return redirect(self.get_url(".index"), 303)
        if not is_visible(case, signed_in_actor()):
            flash(f"Tercatat sebagai {case.number}. {SEEN_ABOVE}", "success")
            return redirect(self.get_url(".index"), 303)
        flash(f"Tercatat sebagai {case.number}.", "success")
        return redirect(f"/meja/kasus/{case.public_id}", 303)

    def _draw(self, form: FilingForm, problem: str = "") -> str:
        return self.render("intake/filing.html", form=form, problem=problem)


def _file(form: FilingForm) -> Any:
    filing = Filing(
        origin=Origin(form.origin.data),
        text=(form.text.data or "").replace("\r\n", "\n"),
        seen_at=from_wib(form.seen_at.data),
        name=form.name.data,
        reach=form.reach.data,
        link=form.link.data,
        about=form.about.data,
    )
    key = request.form.get("form_key", "").strip()
    if not 16 <= len(key) <= 64:
        raise RuleBroken("Formulir ini tidak lengkap. Muat ulang halaman, lalu coba lagi.")
    uploads = [upload for upload in request.files.getlist("berkas") if upload.filename]
    check_filing(filing, len(uploads), now())  # before any file is kept
    files = kept_files(uploads, current_app.config["ADUAN"].files)
    return file_by_hand(filing, files, key, signed_in_actor(), now())


def _wall_clock(moment: datetime) -> datetime:
    return to_wib(moment).replace(tzinfo=None, second=0, microsecond=0)
