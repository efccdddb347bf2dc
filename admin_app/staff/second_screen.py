"""Persetujuan: what waits for a second person, who may decide it, and what was decided lately."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from flask import current_app, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_admin import expose

from admin_app.channels import asked_channels
from admin_app.office.held_settings import HELD_SETTING
from admin_app.shell.access import may, now, signed_in_actor
from admin_app.shell.guarded_page import GuardedPage
from models.actions.core.actor import Actor
from models.actions.core.form_key import spend_form_key
from models.actions.core.second.kinds import Kind, Said
from models.actions.core.second.people import may_decide
from models.actions.core.second.requests import approve, named, refuse, waiting
from models.actions.core.second.rows import kind_of
from models.actions.office import second_kinds as of_office
from models.actions.papers.signed.asked_roots import NEW_ROOTS
from models.actions.retention.keep_classes import HELD_CLASS
from models.actions.staff import second_kinds as of_accounts
from models.actions.staff.entry_codes import new_part
from models.rules.core.errors import AlreadyDone, NotPermitted, NotVisible, RuleBroken
from models.rules.staff.entry_codes import GOOD_FOR, shown
from models.rules.staff.permissions import Permission
from models.rules.staff.second_person import Outcome
from models.tables import SecondRequest, Staff, database
from models.tables.core.secrets import load_key

_ROWS = (kind_of(HELD_CLASS), kind_of(HELD_SETTING))
_ALL = (*of_accounts.KINDS, *of_office.KINDS, *asked_channels.KINDS, *_ROWS, NEW_ROOTS)
KINDS: dict[str, Kind] = {kind.key: kind for kind in _ALL}
# Who asks may look at what became of it.
_ASKERS = frozenset(kind.permission for kind in KINDS.values())
_LATELY, _SHOWN = timedelta(days=60), 50


@dataclass(frozen=True)
class HalfCode:
    """A half of a one-time code, which is shown once: to who asked, and the other to who agreed."""

    name: str
    username: str
    first: bool
    until: datetime
    code: str = field(repr=False)


@dataclass(frozen=True)
class Asked:
    """A request as it is shown: what it is, line by line, and what this reader may do with it."""

    row: SecondRequest
    title: str
    said: Sequence[Said]
    asker: str
    decider: str
    own: bool
    may_decide: bool
    outcome: str


class SecondPage(GuardedPage):
    """What waits for a second person."""

    def is_accessible(self) -> bool:
        """Whether who is asking may decide requests, or makes some."""
        return may(Permission.SECOND) or any(may(permission) for permission in _ASKERS)

    @expose("/")
    def index(self) -> ResponseReturnValue:
        """Show what waits and what was decided lately."""
        return self._page()

    @expose("/putuskan", methods=("POST",))
    def decide(self) -> ResponseReturnValue:
        """Agree to a request, refuse it, or take one's own back."""
        try:
            half = self._decided()
        except (AlreadyDone, NotPermitted, NotVisible):
            raise
        except RuleBroken as broken:
            return self._page(broken.sentence), 409
        if half is not None:
            return str(self.render("staff/half_code.html", half=half, list_url=self.get_url(".index")))
        return redirect(self.get_url(".index"), 303)

    def _decided(self) -> HalfCode | None:
        form, actor, plain, kept = request.form, signed_in_actor(), "", ""
        number, agrees = _number(form.get("permintaan", "")), form.get("putusan") == "setuju"
        if agrees:
            plain, kept = new_part()  # hashed before the database is held
        with database.atomic():
            if not agrees:
                row = refuse(number, form.get("alasan", ""), KINDS, actor, now(), form_key=form.get("form_key"))
                taken = row.outcome == Outcome.DITARIK
                flash("Permintaan itu ditarik." if taken else "Ditolak; yang meminta diberi tahu.", "success")
                return None
            spend_form_key(form.get("form_key"), actor, now())
            key = load_key(current_app.config["ADUAN"].secret_key_file)
            row = approve(number, form.get("sidik", ""), KINDS, key, actor, now(), kept)
        kind = KINDS[row.kind]
        flash(f"{named(kind, row)}: disetujui dan sudah berlaku.", "success")
        return _half(kind, row, plain) if kind.gives_code else None

    def _page(self, problem: str = "") -> str:
        actor = signed_in_actor()
        decided = SecondRequest.select().where(~waiting(now()) & (SecondRequest.asked_at > now() - _LATELY))
        waits = SecondRequest.select().where(waiting(now())).order_by(SecondRequest.id)
        return str(
            self.render(
                "staff/second.html",
                problem=problem,
                waits=asked_lines(waits, actor),
                decided=asked_lines(decided.order_by(SecondRequest.id.desc()).limit(_SHOWN), actor),
                may_second=may(Permission.SECOND),
            )
        )


def asked_lines(rows: Iterable[SecondRequest], actor: Actor) -> list[Asked]:
    """Return requests as they are shown to a person."""
    names = {row.id: row.name or row.username for row in Staff.select(Staff.id, Staff.name, Staff.username)}
    return [_asked(row, KINDS[row.kind], actor, names) for row in rows]


def _asked(row: SecondRequest, kind: Kind, actor: Actor, names: dict[int, str]) -> Asked:
    waits = row.outcome == Outcome.WAITS and row.until > now()
    return Asked(
        row,
        named(kind, row),
        kind.said(row.target, json.loads(row.body)) if waits else (),
        names[row.asked_by_id],
        names.get(row.decided_by_id or 0, ""),
        row.asked_by_id == actor.staff_id,
        waits and may_decide(row, kind, actor),
        row.outcome or ("" if waits else str(Outcome.LEWAT)),
    )


def _half(kind: Kind, row: SecondRequest, plain: str) -> HalfCode:
    body = json.loads(row.body)
    staff = Staff.get(Staff.username == kind.named(row.target, body))
    return HalfCode(staff.name, staff.username, False, now() + GOOD_FOR, shown(plain))


def _number(typed: str) -> int:
    if not (typed.isascii() and typed.isdecimal() and len(typed) < 10):
        raise NotVisible
    return int(typed)
