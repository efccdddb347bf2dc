"""Data pribadi: people's requests about their own data with their clock, all data as a file, corrections."""

import hashlib
from collections.abc import Mapping

from flask import current_app, flash, redirect, request, send_file
from flask.typing import ResponseReturnValue
from flask_admin import expose

from admin_app.files.attachment_files import SANDBOX, safe_filename
from admin_app.forms.finding_case import find_case
from admin_app.forms.submission import INCOMPLETE
from admin_app.privacy.personal_file import lacking_of, personal_file
from admin_app.shell.access import demand, may, now, signed_in_actor
from admin_app.shell.guarded_page import GuardedPage
from models.actions.core.statutory_clocks import clocks_of
from models.actions.intake.join_contacts import person_of
from models.actions.privacy.access_log import access_log
from models.actions.privacy.check_masked import check_identity_open
from models.actions.privacy.correct_data import correct_data
from models.actions.privacy.hand_out_data import hand_out_data
from models.actions.privacy.person_facts import person_facts, shut_cases
from models.rules.cases.identification import ComplaintKind
from models.rules.core.errors import AlreadyDone, NotPermitted, NotVisible, RuleBroken
from models.rules.core.texts import storable
from models.rules.privacy.accesses import EXPORTS, LIMITS, OF_ANOTHER, list_words
from models.rules.privacy.personal_data import FIELDS
from models.rules.staff.permissions import Permission
from models.tables import Complaint, Contact, DataCorrection, DataHandout, Handle, Staff
from models.tables.privacy.visible import visible

_MOST = 100
_WORDS = {"limits": LIMITS, "of_another": OF_ANOTHER, "list_words": list_words, "export_words": EXPORTS}


class PersonalDataPage(GuardedPage):
    """A person's rights to know, receive and correct his data (UU 27/2022)."""

    permission = Permission.CORRECT_DATA

    @expose("/")
    def index(self) -> ResponseReturnValue:
        """Show the requests with their clocks, and how to file one."""
        wanted = (Complaint.kind == str(ComplaintKind.DATA_PRIBADI)) & visible(signed_in_actor().scope)
        order = (Complaint.open.desc(), Complaint.id.desc())
        cases = list(
            Complaint.select().where(wanted & Complaint.destroyed_at.is_null()).order_by(*order).limit(_MOST)
        )
        clocks = {key: rows[0] for key, rows in clocks_of([case.id for case in cases]).items()}
        given = DataHandout.select().where(DataHandout.complaint.in_([case.id for case in cases]))
        handed = {row.complaint_id: row for row in given.order_by(DataHandout.id)}  # the newest of each
        return self.render("privacy/data_requests.html", cases=cases, clocks=clocks, handed=handed, now=now())

    @expose("/<public_id>")
    def person(self, public_id: str) -> ResponseReturnValue:
        """Show the data of the person of a case, the corrections, and the hand-outs."""
        return self._draw(_asked(public_id))

    @expose("/<public_id>/betulkan", methods=("POST",))
    def correct(self, public_id: str) -> ResponseReturnValue:
        """Record a correction."""
        actor, case, form = demand(Permission.CORRECT_DATA), _asked(public_id), request.form
        field, after, why = form.get("data", ""), form.get("menjadi", ""), form.get("dasar", "")
        try:
            correct_data(case.id, field, after, why, actor, now(), form_key=_key())
        except (AlreadyDone, NotPermitted, NotVisible):
            raise
        except RuleBroken as refused:
            return self._draw(case, refused.sentence), 409
        flash("Pembetulan dicatat. Data yang semula tetap tersimpan dalam riwayat.", "success")
        return redirect(self.get_url(".person", public_id=public_id), 303)

    @expose("/<public_id>/serahkan", methods=("POST",))
    def hand_out(self, public_id: str) -> ResponseReturnValue:
        """Send all data of the person as an archive, after recording who, why and its hash."""
        actor, case = demand(Permission.HAND_OUT_DATA), _asked(public_id)
        facts, files = person_facts(case, actor, now())
        store = current_app.config["ADUAN"].files
        lacking = lacking_of(files, store)
        if lacking and request.form.get("kurang") != _mark(lacking):
            return self._draw(case, lacking=lacking), 409
        content, sha256, size = personal_file(facts, files, lacking, store)
        why = request.form.get("dasar", "")
        try:
            hand_out_data(case.id, why, sha256, size, lacking, actor, now(), form_key=_key())
        except (AlreadyDone, NotPermitted, NotVisible):
            raise
        except RuleBroken as refused:
            return self._draw(case, refused.sentence), 409
        name = safe_filename(f"Data pribadi {case.number}.zip")
        response = send_file(content, "application/zip", as_attachment=True, download_name=name)
        response.headers["Content-Security-Policy"] = SANDBOX
        response.headers["Cache-Control"] = "no-store"
        return response

    def _draw(self, case: Complaint, problem: str = "", lacking: Mapping[str, str] | None = None) -> str:
        people, actor = person_of(case.contact_id), signed_in_actor()
        shut = shut_cases(people, actor, now())
        corrected = DataCorrection.select(DataCorrection, Staff.id, Staff.name).join(Staff)
        handed = DataHandout.select(DataHandout, Staff.id, Staff.name).join(Staff)
        return self.render(
            "privacy/personal_data.html",
            case=case,
            problem=problem,
            fields=FIELDS,
            contact=Contact.get_by_id(people[0]),
            handles=list(Handle.select().where(Handle.contact.in_(people)).order_by(Handle.id)),
            corrections=list(corrected.where(DataCorrection.contact.in_(people)).order_by(DataCorrection.id.desc())),
            handouts=list(handed.where(DataHandout.contact.in_(people)).order_by(DataHandout.id.desc())),
            given={name: request.form.get(name, "") for name in ("data", "menjadi", "dasar")},
            lacking=lacking or {},
            lacking_mark=_mark(lacking) if lacking else "",
            may_hand_out=may(Permission.HAND_OUT_DATA),
            accesses=access_log(people, actor, shut),
            shut=len(shut),
            may_name=may(Permission.SEE_AUDIT),
            most=_MOST,
            **_WORDS,
        )


def _mark(lacking: Mapping[str, str]) -> str:
    """Return what stands for these files in the form, so that the second press counts for what was shown."""
    return hashlib.sha256("\n".join(f"{name}: {why}" for name, why in sorted(lacking.items())).encode()).hexdigest()


def _asked(public_id: str) -> Complaint:
    """Return the case whose person is shown; a protected one only with an open look at the identity."""
    actor = signed_in_actor()
    case = find_case(public_id, actor)
    check_identity_open(case, actor, now())
    return case


def _key() -> str:
    """Return the one-time key of the form. Raises RuleBroken where it is missing."""
    key = storable(request.form.get("form_key", "")).strip()
    if not 16 <= len(key) <= 64:
        raise RuleBroken(INCOMPLETE)
    return key
