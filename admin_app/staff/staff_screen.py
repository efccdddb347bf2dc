"""The accounts: who may sign in, with which role. Changes go through actions; passwords are never shown."""

from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_admin import expose
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Form, PasswordField, SelectField
from wtforms.validators import InputRequired, Length

from admin_app.forms.form_fields import OfficeForm, PlainText
from admin_app.lists.guarded_view import GuardedView
from admin_app.shell.access import now, signed_in_actor
from admin_app.shell.columns import Choice, Column, pill
from admin_app.shell.wording import role_label, section_label
from models.actions.core.form_key import spend_form_key
from models.actions.staff.keep_staff import OFFICER_SECTIONS, add_staff, change_password, change_staff, link_official
from models.actions.staff.second_factor import turn_off
from models.rules.core.errors import AlreadyDone, RuleBroken
from models.rules.staff.permissions import Permission
from models.rules.staff.roles import ROLES, SECTION_LABELS, Role, Section
from models.tables import Official, Staff, database

_ROLES = [(str(role), row.label) for role, row in ROLES.items()]
_SECTIONS = [("", "(mengikuti peran)"), *((str(section), SECTION_LABELS[section]) for section in OFFICER_SECTIONS)]

_HINT = "sedikitnya 12 karakter, misalnya empat kata yang tidak berhubungan"
_OFFICIAL_HINT = "atas nama siapa akun ini menandatangani; daftar nama ada pada Kantor › Pejabat"
NOBODY = 0  # the choice of an account that signs nothing


class StaffForm(OfficeForm):
    """The fields of an account."""

    name = PlainText("Nama lengkap", [InputRequired(), Length(max=200)])
    role = SelectField("Peran", choices=_ROLES)
    section = SelectField("Seksi", choices=_SECTIONS, description="hanya untuk Petugas Seksi")
    official_id = SelectField("Pejabat", coerce=int, description=_OFFICIAL_HINT)
    active = BooleanField("Aktif (boleh masuk)", default=True)

    def __init__(self, *args: Any, **words: Any) -> None:
        super().__init__(*args, **words)
        self.official_id.choices = _officials()
        self.official_id.data = self.official_id.data or NOBODY


class NewStaffForm(OfficeForm):
    """A new account."""

    username = PlainText("Nama pengguna", [InputRequired(), Length(max=40)], description="huruf kecil, untuk masuk")
    name = PlainText("Nama lengkap", [InputRequired(), Length(max=200)])
    role = SelectField("Peran", choices=_ROLES)
    section = SelectField("Seksi", choices=_SECTIONS, description="hanya untuk Petugas Seksi")
    official_id = SelectField("Pejabat", coerce=int, default=NOBODY, description=_OFFICIAL_HINT)
    password = PasswordField("Kata sandi awal", [InputRequired(), Length(max=128)], description=_HINT)

    def __init__(self, *args: Any, **words: Any) -> None:
        super().__init__(*args, **words)
        self.official_id.choices = _officials()


class PasswordForm(OfficeForm):
    """A new password for somebody."""

    password = PasswordField("Kata sandi baru", [InputRequired(), Length(max=128)], description=_HINT)


class StaffView(GuardedView):
    """The list of accounts."""

    permission = Permission.KEEP_ACCOUNTS
    explanation = "Mengganti peran, seksi, atau kata sandi mengakhiri sesi akun itu."
    searched = (Staff.username, Staff.name)
    list_joins = (Staff.official,)
    order = (Staff.active.desc(), Staff.username.asc())
    list_template = "staff/staff.html"
    columns = (
        Column("akun", "Nama pengguna", lambda row: row.username, Staff.username),
        Column("nama", "Nama", lambda row: row.name, Staff.name),
        Column("peran", "Peran", lambda row: role_label(row.role), Staff.role),
        Column("seksi", "Seksi", lambda row: section_label(row.section or ROLES[Role(row.role)].section)),
        Column("pejabat", "Pejabat", lambda row: row.official.name if row.official_id else None),
        Column("aktif", "Status", lambda row: pill("Aktif", "good") if row.active else pill("Tidak aktif")),
        Column("masuk", "Terakhir masuk", lambda row: row.last_login_at, Staff.last_login_at),
    )
    detail_columns = (*columns, Column("dibuat", "Dibuat", lambda row: row.created_at))
    choices = (
        Choice("peran", "Peran", lambda: _ROLES, lambda value: Staff.role == value),
        Choice(
            "status",
            "Status",
            lambda: [("aktif", "Aktif"), ("tidak", "Tidak aktif")],
            lambda value: Staff.active == (value == "aktif"),
        ),
    )

    def row_actions(self, row: Staff) -> list[tuple[str, str]]:
        """Offer to change the account or its password."""
        words = {"id": row.id}
        links = [("Ubah", self.get_url(".change", **words)), ("Kata sandi", self.get_url(".new_password", **words))]
        return [*links, ("Matikan kode", self.get_url(".drop_code", **words))] if row.totp_secret else links

    @expose("/tambah", methods=("GET", "POST"))
    def add(self) -> ResponseReturnValue:
        """Add an account."""
        return self._page(NewStaffForm(_posted()), "Tambah akun", self._add)

    @expose("/ubah", methods=("GET", "POST"))
    def change(self) -> ResponseReturnValue:
        """Change an account's name, role, section and activity."""
        account = self._account()
        form = StaffForm(_posted(), obj=account)
        return self._page(form, f"Ubah akun {account.username}", lambda form: self._change(account.id, form))

    @expose("/kata-sandi", methods=("GET", "POST"))
    def new_password(self) -> ResponseReturnValue:
        """Give an account a new password."""
        account = self._account()
        return self._page(
            PasswordForm(_posted()),
            f"Kata sandi baru untuk {account.username}",
            lambda form: change_password(account.id, form.password.data, signed_in_actor(), now()),
        )

    @expose("/matikan-kode", methods=("GET", "POST"))
    def drop_code(self) -> ResponseReturnValue:
        """Turn off the second factor of a person who lost the telephone."""
        account = self._account()
        return self._page(
            OfficeForm(_posted()),
            f"Matikan kode autentikator {account.username}",
            lambda _form: turn_off(account.id, signed_in_actor(), now()),
        )

    def _account(self) -> Staff:
        account = self.get_one(request.args.get("id", ""))
        return account if account is not None else abort(404)

    def _add(self, form: Any) -> None:
        made = add_staff(
            form.username.data,
            Role(form.role.data),
            _section(form),
            form.password.data,
            form.name.data,
            signed_in_actor(),
            now(),
        )
        link_official(made.id, form.official_id.data or None, signed_in_actor(), now())

    def _change(self, staff_id: int, form: Any) -> None:
        change_staff(
            staff_id,
            form.name.data,
            Role(form.role.data),
            _section(form),
            form.active.data,
            signed_in_actor(),
            now(),
        )
        link_official(staff_id, form.official_id.data or None, signed_in_actor(), now())

    def _page(self, form: Form, title: str, act: Callable[[Form], object]) -> ResponseReturnValue:
        status = 200
        if request.method == "POST":
            status = 409
            if form.validate() and self._done(form, act):
                flash("Akun sudah disimpan.", "success")
                return redirect(self.get_url(".index_view"))
        return self.render("lists/form.html", form=form, title=title, list_url=self.get_url(".index_view")), status

    def _done(self, form: Form, act: Callable[[Form], object]) -> bool:
        try:
            with database.atomic():
                spend_form_key(request.form.get("form_key"), signed_in_actor(), now())
                act(form)
        except AlreadyDone:
            raise
        except RuleBroken as broken:
            flash(broken.sentence, "error")
            return False
        return True


def _posted() -> MultiDict[str, str] | None:
    return request.form if request.method == "POST" else None


def _officials() -> list[tuple[int, str]]:
    rows = Official.select().order_by(Official.name)
    named = [(row.id, f"{row.name} · NIP {row.nip}" if row.nip else row.name) for row in rows]
    return [(NOBODY, "(tidak menandatangani)"), *named]


def _section(form: Any) -> Section | None:
    return Section(form.section.data) if form.section.data else None
