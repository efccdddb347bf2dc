"""Penilaian arsip: the panel, its members' opinions of files whose time is over, and what is decided of each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import request
from peewee import SQL

from admin_app.forms.row_ids import row_id
from admin_app.retention.typed_day import day_typed
from admin_app.shell.access import may, now, signed_in_actor
from admin_app.shell.button_page import ButtonPage
from admin_app.shell.masking import mask_rows
from models.actions.retention.appraisal.appraise import (
    decide_appraisal,
    give_opinions,
    member_for,
    opinions_of,
    to_appraise,
)
from models.actions.retention.appraisal.panel import (
    appoint_panel,
    appointable,
    gone_members,
    members_of,
    running_panel,
)
from models.actions.retention.over import Candidate
from models.rules.core.errors import RuleBroken
from models.rules.retention.appraisal import PART_LABELS, VERDICT_LABELS, Part, Verdict
from models.rules.staff.permissions import Permission
from models.rules.staff.roles import ROLES, Role
from models.tables import AppraisalOpinion, AppraisalPanel, PanelMember
from models.tables.core.prepared import prepared

_SHOWN = 50
_DONE = {
    "panitia": "Panitia penilai dicatat.",
    "pendapat": "Pendapat dicatat.",
    "putusan": "Penilaian diputuskan.",
}


@dataclass(frozen=True)
class Shown:
    """One file to appraise, with what the members said."""

    one: Candidate
    said: list[tuple[PanelMember, AppraisalOpinion | None]]


class AppraisalPage(ButtonPage):
    """Appraising files."""

    permission = Permission.APPRAISE_FILE
    done = _DONE

    def is_visible(self) -> bool:
        """Whether the menu shows it: to who appoints, who decides, and who sits on the running panel."""
        if may(Permission.PROPOSE_DESTRUCTION) or may(Permission.APPROVE_DESTRUCTION):
            return True
        return bool(_seats.first(signed_in_actor().staff_id))

    def act(self, button: str) -> None:
        """Do what a button of this page says."""
        _do(button, request.form)

    def draw(self, problem: str = "") -> str:
        """Show the panel and what waits for it."""
        actor, panel = signed_in_actor(), running_panel()
        due = to_appraise(actor, now(), _SHOWN)
        mask_rows([one.case for one in due])
        may_appoint = may(Permission.PROPOSE_DESTRUCTION)
        return self.render(
            "retention/appraisal.html",
            problem=problem,
            typed=request.form if problem else {},
            panel=panel,
            members=members_of(panel) if panel else [],
            away={one.staff_id for one in gone_members(panel)} if panel else set(),
            parts=PART_LABELS,
            verdicts=VERDICT_LABELS,
            rows=_shown(due, panel),
            most=_SHOWN,
            is_member=member_for(actor) is not None,
            people=[(row, ROLES[Role(row.role)].label) for row in appointable()] if may_appoint else [],
            may_appoint=may_appoint,
            may_decide=may(Permission.APPROVE_DESTRUCTION),
        )


@prepared
def _seats(staff_id: int | None) -> Any:
    running = AppraisalPanel.ended_at.is_null() & (PanelMember.staff == staff_id)
    return PanelMember.select(SQL("1")).join(AppraisalPanel).where(running).limit(1).tuples()


def _do(button: str, form: Mapping[str, str]) -> None:
    actor, key = signed_in_actor(), form.get("form_key")
    if button == "panitia":
        chosen = {int(name): Part(value) for name, value in _named(form, "anggota") if value in list(Part)}
        appoint_panel(form.get("surat", ""), day_typed(form.get("tanggal", "")), chosen, actor, now(), form_key=key)
    elif button == "pendapat":
        given = {
            int(name): (Verdict(value), form.get(f"alasan-{name}", ""))
            for name, value in _named(form, "pendapat")
            if value in list(Verdict)
        }
        give_opinions(given, actor, now(), form_key=key)
    else:
        verdict = form.get("putusan", "")
        if verdict not in list(Verdict):
            raise RuleBroken("Pilih permanen atau musnah.")
        case = request.form.get("berkas", 0, type=row_id)
        decide_appraisal(case, Verdict(verdict), form.get("alasan", ""), actor, now(), form_key=key)


def _named(form: Mapping[str, str], beginning: str) -> Iterator[tuple[str, str]]:
    """Yield the number and the value of fields named `beginning-NUMBER`."""
    for name, value in form.items():
        number = name.removeprefix(f"{beginning}-")
        if number != name and number.isascii() and number.isdigit() and len(number) < 10:
            yield number, value


def _shown(due: list[Candidate], panel: AppraisalPanel | None) -> list[Shown]:
    members = members_of(panel) if panel else []
    said = opinions_of(panel, [one.case.id for one in due]) if panel else {}
    mask_rows(said.values(), "complaint_id")
    return [Shown(one, [(member, said.get((one.case.id, member.id))) for member in members]) for one in due]
