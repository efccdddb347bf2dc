"""Persiapan: the setup wizard, one page per step; each step is stored at once and may be skipped."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from flask import Response, abort, current_app, flash, make_response, redirect, request
from flask.typing import ResponseReturnValue
from flask_admin import expose

from admin_app.channels.channels_screen import channel_tests
from admin_app.office.account_links import choosable_accounts, empty_posts, keep_links, link_lines
from admin_app.office.hand_over_bundle import bundle
from admin_app.office.setting_up import (
    hours_and_days,
    keep_profile,
    password_for_once,
    posts_today,
    profile_fields,
    real_accounts,
)
from admin_app.office.staff_list import confirmed, looked_at
from admin_app.papers.pdf_copies import FRAMED, converted, pages_of
from admin_app.papers.sample_paper import sample_paper
from admin_app.shell.access import now, signed_in_actor
from admin_app.shell.guarded_page import GuardedPage
from admin_app.shell.wording import role_label
from models.actions.core.form_key import spend_form_key
from models.actions.office.set_up_office import StepView, note_step, read_steps
from models.actions.retention.destruction.remove_files import remove_files
from models.actions.staff.keep_staff import OFFICER_SECTIONS, add_staff
from models.actions.upkeep.sample_data.remove import count_sample, remove_sample
from models.rules.core.errors import AlreadyDone, NotPermitted, RuleBroken
from models.rules.core.moments import to_wib
from models.rules.office.setting_up import KEYS, Noted
from models.rules.papers.numbering import MODE_LABELS
from models.rules.staff.permissions import Permission
from models.rules.staff.roles import ROLES, SECTION_LABELS, Role, Section
from models.rules.upkeep.sample_data import AGREED
from models.tables import database

# What a button leaves to be shown on the page of its step.
Told = Mapping[str, Any]


class SetupPage(GuardedPage):
    """The steps from an empty office to one that works."""

    permission = Permission.KEEP_OFFICE

    @expose("/")
    def index(self) -> ResponseReturnValue:
        """Show which steps are done and where to go on."""
        steps = read_steps(now())
        return self.render("office/setup.html", steps=steps, here=None, following=_first_open(steps))

    @expose("/langkah/<key>")
    def step(self, key: str) -> ResponseReturnValue:
        """Show one step."""
        return self._draw(key)

    @expose("/langkah/<key>/<button>", methods=("POST",))
    def submit(self, key: str, button: str) -> ResponseReturnValue:
        """Store a step's form or note, and go on to the next step, or stay."""
        if key not in KEYS or ((key, button) not in _BUTTONS and button not in list(Noted)):
            abort(404)
        try:
            told = _BUTTONS.get((key, button), _note)(key, button)
        except (AlreadyDone, NotPermitted):
            raise
        except RuleBroken as broken:
            return self._draw(key, broken.sentence, _still_listed(key)), 409
        if told:
            return self._draw(key, told=told)
        return redirect(self._after(key, button), 303)

    @expose("/kop.pdf")
    def letterhead(self) -> ResponseReturnValue:
        """Send a memo of an invented case with the office's own letterhead."""
        response = Response(_sample_pdf(), mimetype="application/pdf")
        response.headers["Content-Security-Policy"] = FRAMED
        return response

    @expose("/serah-terima.pdf")
    def handed_over(self) -> ResponseReturnValue:
        """Send what an administrator who leaves hands over."""
        return bundle("pdf")

    @expose("/serah-terima.docx")
    def handed_over_word(self) -> ResponseReturnValue:
        """Send the same as a Word file."""
        return bundle("docx")

    def _after(self, key: str, button: str) -> str:
        if key == "profil" and button == "simpan":
            return str(self.get_url(".step", key=key)) + "#kop"
        if button in _STAYS:
            return str(self.get_url(".step", key=key))
        steps = read_steps(now())
        later = [step for step in steps[KEYS.index(key) + 1 :] if not step.done]
        return str(self.get_url(".step", key=later[0].row.key) if later else self.get_url(".index"))

    def _draw(self, key: str, problem: str = "", told: Told | None = None) -> Response | str:
        steps = read_steps(now())
        here = next((step for step in steps if step.row.key == key), None) or abort(404)
        pages = pages_of(_sample_pdf) if key == "profil" else None
        page = make_response(
            self.render(
                "office/setup.html",
                steps=steps,
                here=here,
                following=_first_open(steps[KEYS.index(key) + 1 :]) or _first_open(steps[: KEYS.index(key)]),
                problem=problem,
                told=told or {},
                listed=(told or {}).get("listed"),
                typed=request.form if problem else {},
                pages=pages,
                agreed=AGREED,
                **_facts_of(key, request.form if problem else {}),
            )
        )
        return pages.dress(page) if pages else page


def _facts_of(key: str, typed: Mapping[str, str]) -> dict[str, Any]:
    """Return what the page of a step shows."""
    if key == "profil":
        return {"fields": profile_fields(now()), "modes": MODE_LABELS}
    if key == "waktu":
        blocks, days = hours_and_days(now())
        return {"blocks": blocks, "days": days}
    if key == "pejabat":
        return {"posts": posts_today(now())}
    if key == "akun":
        sections = [(str(section), SECTION_LABELS[section]) for section in OFFICER_SECTIONS]
        roles = [(str(role), row.label) for role, row in ROLES.items()]
        links: dict[str, Any] = {"links": link_lines(typed, now()), "account_choices": choosable_accounts()}
        links["empty_posts"] = empty_posts(now())
        words = {"roles": roles, "sections": sections, "role_label": role_label}
        return {"accounts": real_accounts(), **links, **words}
    if key == "kanal":
        return {"channels": channel_tests()}
    return {"sample": count_sample(signed_in_actor())}


def _first_open(steps: list[StepView]) -> StepView | None:
    return next((step for step in steps if not step.done), None)


def _key() -> str:
    return request.form.get("form_key", "")


def _note(key: str, button: str) -> Told:
    note_step(key, Noted(button), signed_in_actor(), now(), form_key=_key())
    return {}


def _keep_profile(key: str, _button: str) -> Told:
    keep_profile(request.form, signed_in_actor(), now(), _key())
    note_step(key, Noted.SELESAI, signed_in_actor(), now())
    flash("Profil kantor sudah disimpan. Periksa kop suratnya di bawah.", "success")
    return {}


def _add_account(_key_of_step: str, _button: str) -> Told:
    """Add an account whose password is shown once."""
    form, password, actor = request.form, password_for_once(), signed_in_actor()
    role = form.get("role", "")
    if role not in list(Role):
        raise RuleBroken("Pilih peran akun ini.")
    section = form.get("section", "")
    with database.atomic():
        spend_form_key(_key(), actor, now())
        chosen = Section(section) if section in list(Section) and role == Role.PETUGAS_SEKSI else None
        staff = add_staff(
            form.get("username", ""), Role(role), chosen, password, form.get("name", ""), actor, now(), once=True
        )
    return {"username": staff.username, "password": password}


def _keep_links(_key_of_step: str, _button: str) -> Told:
    """Link officials and accounts; the passwords of new ones are shown once."""
    made = keep_links(request.form, signed_in_actor(), now())
    if not made:
        flash("Akun semua pejabat sudah disimpan.", "success")
    return {"made": made} if made else {}


def _look_at_list(_key_of_step: str, _button: str) -> Told:
    return {"listed": looked_at(request.form, now())}


def _take_list(_key_of_step: str, _button: str) -> Told:
    flash(confirmed(request.form, signed_in_actor(), now()), "success")
    return {}


def _still_listed(key: str) -> Told:
    """Return the list again beside what was refused, where it can be read."""
    if key != "pejabat" or not request.form.get("segel"):
        return {}
    with suppress(RuleBroken):
        return {"listed": looked_at(request.form, now())}
    return {}


def _remove_sample(_key_of_step: str, _button: str) -> Told:
    """Remove practice data, then their files and the folder's mark."""
    settings = current_app.config["ADUAN"]
    gone = remove_sample(request.form.get("setuju", ""), signed_in_actor(), now(), form_key=_key())
    remove_files(settings.files, now())
    settings.practice_mark.unlink(missing_ok=True)
    current_app.jinja_env.globals.update(practice=False)
    flash(
        f"Data latihan dihapus: {gone.complaints} pengaduan, {gone.messages} pesan, {gone.papers} naskah, "
        f"{len(gone.accounts)} akun. {gone.real} pengaduan sungguhan tetap.",
        "success",
    )
    return {}


def _sample_pdf() -> bytes:
    settings = current_app.config["ADUAN"]
    return converted(sample_paper(settings, to_wib(now()).date()), settings, now(), issued_paper=False)


# After these one stays, to see what was stored.
_STAYS = ("simpan-daftar", "hubungkan")
# What a form of a step does, beside what is said of every step.
_BUTTONS: Mapping[tuple[str, str], Callable[[str, str], Told]] = {
    ("profil", "simpan"): _keep_profile,
    ("pejabat", "tempel"): _look_at_list,
    ("pejabat", "simpan-daftar"): _take_list,
    ("akun", "hubungkan"): _keep_links,
    ("akun", "tambah"): _add_account,
    ("latihan", "hapus"): _remove_sample,
}
