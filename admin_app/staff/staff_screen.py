"""The accounts: who may sign in, with which role. Changes go through actions; passwords are never shown."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import abort, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_admin import expose
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Form, SelectField
from wtforms.validators import InputRequired, Length

from admin_app.forms.form_fields import OfficeForm, PlainText
from admin_app.lists.guarded_view import GuardedView
from admin_app.second.asking import waiting_of
from admin_app.shell.access import now, signed_in_actor
from admin_app.shell.columns import Choice, Column, pill
from admin_app.shell.wording import role_label, section_label
from admin_app.staff.asking_second import ask_factor_off, ask_new, ask_reset, asks_for_change, section_in
from admin_app.staff.second_screen import HalfCode
from models.actions.core.form_key import spend_form_key
from models.actions.core.second.needed import needs_second
from models.actions.staff.entry_codes import give_code, new_part
from models.actions.staff.keep_staff import (
    OFFICER_SECTIONS,
    change_staff,
    link_official,
    store_account,
    withdraw_password,
)
from models.actions.staff.second_factor import turn_off
from models.actions.staff.second_kinds import KINDS
from models.rules.core.errors import AlreadyDone, RuleBroken
from models.rules.staff.entry_codes import shown
from models.rules.staff.permissions import Permission
from models.rules.staff.roles import ROLES, SECTION_LABELS, Role
from models.tables import Official, Staff, database

_ROLES = [(str(role), row.label) for role, row in ROLES.items()]
_SECTIONS = [("", "(mengikuti peran)"), *((str(section), SECTION_LABELS[section]) for section in OFFICER_SECTIONS)]

_OFFICIAL_HINT = "atas nama siapa akun ini menandatangani; daftar nama ada pada Kantor › Pejabat"
_TOLD_NEW = "Kata sandi dibuat orangnya sendiri: setelah disimpan, tampil kode masuk untuk diserahkan kepadanya."
_TOLD_RESET = (
    "Kata sandi lama langsung tidak berlaku dan sesinya diakhiri. Serahkan kode yang tampil sesudah ini kepada "
    "orangnya; ia membuat kata sandi baru sendiri."
)
_TOLD_NEW_BY_TWO = (
    "Akun ini menunggu persetujuan orang kedua. Kata sandi dibuat orangnya sendiri dengan kode masuk dua bagian: "
    "bagian pertama tampil kepada Anda setelah disimpan, bagian kedua kepada yang menyetujui."
)
_TOLD_RESET_BY_TWO = (
    "Ini menunggu persetujuan orang kedua; baru sesudah itu kata sandi lama tidak berlaku dan sesinya diakhiri. Bila "
    "akunnya mungkin dipakai orang lain, matikan dahulu akunnya dengan Ubah: itu berlaku sekarang juga."
)
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

    def __init__(self, *args: Any, **words: Any) -> None:
        super().__init__(*args, **words)
        self.official_id.choices = _officials()


@dataclass(frozen=True)
class Coded:
    """An account with its new code, which is shown once."""

    staff: Staff
    until: datetime
    code: str = field(repr=False)


# What a form does; it is handed a fresh part of a code, as it is shown and as it is kept.
Act = Callable[[Any, tuple[str, str]], Coded | HalfCode | None]


class StaffView(GuardedView):
    """The list of accounts."""

    permission = Permission.KEEP_ACCOUNTS
    explanation = "Mengganti peran atau seksi, dan memberi kode masuk baru, mengakhiri sesi akun itu."
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
        """Offer to change the account, or to give its person a code for a new password."""
        words = {"id": row.id}
        links = [("Ubah", self.get_url(".change", **words)), ("Kode masuk", self.get_url(".new_code", **words))]
        return [*links, ("Matikan kode", self.get_url(".drop_code", **words))] if row.totp_secret else links

    @expose("/tambah", methods=("GET", "POST"))
    def add(self) -> ResponseReturnValue:
        """Add an account, and show once the code by which its person sets the password."""
        told = _TOLD_NEW_BY_TWO if needs_second(signed_in_actor(), self.permission) else _TOLD_NEW
        return self._page(NewStaffForm(_posted()), "Tambah akun", self._add, told=told)

    @expose("/ubah", methods=("GET", "POST"))
    def change(self) -> ResponseReturnValue:
        """Change an account's name, role, section and activity."""
        account = self._account()
        form = StaffForm(_posted(), obj=account)
        return self._page(form, f"Ubah akun {account.username}", lambda form, _part: self._change(account.id, form))

    @expose("/kode-masuk", methods=("GET", "POST"))
    def new_code(self) -> ResponseReturnValue:
        """Take an account's password away, and show once the code by which its person sets another."""
        account = self._account()
        return self._page(
            OfficeForm(_posted()),
            f"Kode masuk baru untuk {account.username}",
            lambda _form, part: self._reset(account, part),
            told=_TOLD_RESET_BY_TWO if needs_second(signed_in_actor(), self.permission) else _TOLD_RESET,
            button="Buat kode masuk",
        )

    @expose("/matikan-kode", methods=("GET", "POST"))
    def drop_code(self) -> ResponseReturnValue:
        """Turn off the second factor of a person who lost the telephone."""
        account = self._account()
        return self._page(
            OfficeForm(_posted()),
            f"Matikan kode autentikator {account.username}",
            lambda _form, _part: self._turned_off(account),
        )

    def _reset(self, account: Staff, part: tuple[str, str]) -> Coded | HalfCode:
        if needs_second(signed_in_actor(), self.permission):
            return ask_reset(account, part)
        return _coded(withdraw_password(account.id, signed_in_actor(), now()), part)

    def _turned_off(self, account: Staff) -> None:
        if needs_second(signed_in_actor(), self.permission):
            ask_factor_off(account)
        else:
            turn_off(account.id, signed_in_actor(), now())
            flash("Kode autentikator akun itu dimatikan.", "success")

    def _account(self) -> Staff:
        account = self.get_one(request.args.get("id", ""))
        return account if account is not None else abort(404)

    def waiting_requests(self) -> list[str]:
        """Return what of the accounts waits for a second person."""
        return waiting_of(*KINDS)

    def _add(self, form: Any, part: tuple[str, str]) -> Coded | HalfCode:
        role, actor = Role(form.role.data), signed_in_actor()
        if needs_second(actor, self.permission):
            return ask_new(form, part)
        made = store_account(form.username.data, role, section_in(form), "", form.name.data, actor, now())
        return _coded(link_official(made.id, form.official_id.data or None, actor, now()), part)

    def _change(self, staff_id: int, form: Any) -> None:
        role, section, actor = Role(form.role.data), section_in(form), signed_in_actor()
        official = form.official_id.data or None
        if needs_second(actor, self.permission) and asks_for_change(staff_id, form):
            return
        change_staff(staff_id, form.name.data, role, section, form.active.data, actor, now())
        link_official(staff_id, official, actor, now())
        flash("Akun sudah disimpan.", "success")

    def _page(self, form: Form, title: str, act: Act, *, told: str = "", button: str = "") -> ResponseReturnValue:
        status, list_url = 200, self.get_url(".index_view")
        if request.method == "POST":
            status = 409
            done = self._done(form, act) if form.validate() else None
            if isinstance(done, Coded):
                return self.render("staff/entry_code.html", coded=done, list_url=list_url)
            if isinstance(done, HalfCode):
                return self.render("staff/half_code.html", half=done, list_url=list_url)
            if done:
                return redirect(list_url)
        words = {"title": title, "told": told, "button": button}
        return self.render("lists/form.html", form=form, list_url=list_url, **words), status

    def _done(self, form: Form, act: Act) -> Coded | HalfCode | bool:
        """Do what the form says, once; False, with the reason on the page, where it is refused."""
        try:
            part = new_part()  # hashed before the database is held
            with database.atomic():
                spend_form_key(request.form.get("form_key"), signed_in_actor(), now())
                return act(form, part) or True
        except AlreadyDone:
            raise
        except RuleBroken as broken:
            flash(broken.sentence, "error")
            return False


def _coded(staff: Staff, part: tuple[str, str]) -> Coded:
    """Give an account a code of this part. Needs a transaction."""
    plain, kept = part
    return Coded(staff, give_code(staff.id, [kept], signed_in_actor(), now()).until, shown(plain))


def _posted() -> MultiDict[str, str] | None:
    return request.form if request.method == "POST" else None


def _officials() -> list[tuple[int, str]]:
    rows = Official.select().order_by(Official.name)
    named = [(row.id, f"{row.name} · NIP {row.nip}" if row.nip else row.name) for row in rows]
    return [(NOBODY, "(tidak menandatangani)"), *named]
