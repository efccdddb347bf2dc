"""Kerahasiaan: protect a complainant, ask and decide who sees him, and hide a case from an employee it concerns."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_admin import expose
from werkzeug.exceptions import NotFound

from admin_app.forms.finding_case import find_case
from admin_app.privacy.case_secrecy import looks_of, read_secrecy
from admin_app.shell.access import may, now, signed_in_actor
from admin_app.shell.guarded_page import GuardedPage
from models.actions.core.actor import Actor
from models.actions.core.identities import Identity
from models.actions.privacy.mark_misconduct import mark_misconduct
from models.actions.privacy.name_party import lift_party, name_party
from models.actions.privacy.protect_identity import protect_identity, unprotect_identity
from models.actions.privacy.unmask_identity import ask_unmasking, decide_unmasking, look_at_identity
from models.rules.core.errors import NotPermitted, NotVisible, RuleBroken
from models.rules.core.texts import storable
from models.rules.privacy.masking import alias
from models.rules.staff.permissions import Permission
from models.tables import Complaint, ConflictParty, Unmasking


@dataclass(frozen=True)
class Submission:
    """One submission of a form of the page."""

    case: Complaint
    actor: Actor
    now: datetime

    def word(self, name: str) -> str:
        """Return a field as typed."""
        return storable(request.form.get(name, ""))

    def number(self, name: str) -> int:
        """Return a field as a row's id; 0 where it is not a number."""
        typed = self.word(name)
        return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 16 else 0

    @property
    def form(self) -> dict[str, Any]:
        """Return the case's version when the form was drawn, and the form's one-time key."""
        return {"version": self.number("version"), "form_key": self.key}

    @property
    def key(self) -> str:
        """Return the form's one-time key. Raises RuleBroken without one."""
        key = self.word("form_key")
        if not 16 <= len(key) <= 64:
            raise RuleBroken("Formulir ini tidak lengkap. Muat ulang halaman, lalu coba lagi.")
        return key


def _protect(submission: Submission) -> str:
    protect_identity(
        submission.case.id, submission.word("alasan"), submission.actor, submission.now, **submission.form
    )
    return "Identitas pelapor kini dirahasiakan; di mana-mana ia tampil sebagai nomor."


def _unprotect(submission: Submission) -> str:
    unprotect_identity(
        submission.case.id, submission.word("alasan"), submission.actor, submission.now, **submission.form
    )
    return "Kerahasiaan identitas diakhiri."


def _mark(submission: Submission) -> str:
    mark_misconduct(submission.case.id, submission.actor, submission.now, **submission.form)
    return "Kasus ini masuk jalur Kepala Kantor; seksi tidak melihatnya."


def _ask(submission: Submission) -> str:
    row = ask_unmasking(
        submission.case.id, submission.word("alasan"), submission.actor, submission.now, form_key=submission.key
    )
    return "Identitas terbuka untuk Anda." if row.granted else "Permintaan terkirim. Anda diberi tahu keputusannya."


def _decide(submission: Submission) -> str:
    mine = (Unmasking.id == submission.number("permintaan")) & (Unmasking.complaint == submission.case.id)
    if not Unmasking.select().where(mine).exists():
        raise NotVisible
    agree = submission.word("setuju") == "ya"
    decide_unmasking(
        submission.number("permintaan"), agree, submission.actor, submission.now, form_key=submission.key
    )
    return "Permintaan disetujui." if agree else "Permintaan ditolak."


def _name(submission: Submission) -> str:
    name_party(
        submission.case.id,
        submission.number("pegawai"),
        submission.word("alasan"),
        submission.actor,
        submission.now,
        **submission.form,
    )
    return "Pegawai itu tidak melihat kasus ini lagi."


def _lift(submission: Submission) -> str:
    party = submission.number("pihak")
    mine = (ConflictParty.id == party) & (ConflictParty.complaint == submission.case.id)
    if not ConflictParty.select().where(mine).exists():
        raise NotVisible
    lift_party(party, submission.word("alasan"), submission.actor, submission.now, **submission.form)
    return "Pengecualian dicabut."


BUTTONS: dict[str, Callable[[Submission], str]] = {
    "lindungi": _protect,
    "akhiri": _unprotect,
    "perilaku": _mark,
    "minta": _ask,
    "putuskan": _decide,
    "kecualikan": _name,
    "cabut": _lift,
}


class ConfidentialityPage(GuardedPage):
    """Reached from a case; in the menu only for those who decide on requests."""

    permission = Permission.READ_CASES

    def is_visible(self) -> bool:
        """Whether the menu shows it: to those who decide."""
        return may(Permission.GRANT_UNMASK)

    @expose("/")
    def index(self) -> ResponseReturnValue:
        """Show the requests that wait for a decision, and the latest decisions."""
        looks = looks_of(Unmasking.id > 0, signed_in_actor(), now())[:100]
        return self.render("privacy/identity_requests.html", looks=looks)

    @expose("/<public_id>")
    def one(self, public_id: str) -> ResponseReturnValue:
        """Show the page of one case."""
        return self._draw(public_id)

    @expose("/<public_id>/lihat", methods=("POST",))
    def look(self, public_id: str) -> ResponseReturnValue:
        """Show the complainant to a person with an open look; each time is logged."""
        case = find_case(public_id, signed_in_actor())
        try:
            identity = look_at_identity(case.id, signed_in_actor(), now())
        except NotPermitted as broken:
            return self._draw(public_id, broken.sentence), 409
        return self._draw(public_id, identity=identity)

    @expose("/<public_id>/<button>", methods=("POST",))
    def submit(self, public_id: str, button: str) -> ResponseReturnValue:
        """Do what a button says; where it is refused, show the page with what was typed."""
        if button not in BUTTONS:
            raise NotFound
        actor = signed_in_actor()
        case = find_case(public_id, actor)
        try:
            sentence = BUTTONS[button](Submission(case, actor, now()))
        except (NotVisible, NotPermitted):
            raise
        except RuleBroken as broken:
            return self._draw(public_id, broken.sentence, button), 409
        flash(sentence, "success")
        return redirect(self._after(public_id), 303)

    def _after(self, public_id: str) -> str:
        """Return the page after an action: the same, or the queue where he may no longer see the case."""
        try:
            find_case(public_id, signed_in_actor())
        except NotVisible:
            return "/meja/"
        return str(self.get_url(".one", public_id=public_id))

    def _draw(self, public_id: str, problem: str = "", form: str = "", identity: Identity | None = None) -> str:
        actor = signed_in_actor()
        seen = read_secrecy(find_case(public_id, actor), actor, now())
        typed = storable(request.form.get("alasan", "")) if problem else ""
        words: dict[str, Any] = {"problem": problem, "kept_form": form, "typed": typed, "identity": identity}
        words |= {"actor": actor, "alias": alias(seen.case.number)}
        return self.render("privacy/confidentiality.html", seen=seen, case=seen.case, **words)
