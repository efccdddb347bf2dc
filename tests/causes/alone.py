"""An account that the command line adds without a second person in an office on a stage, and the day after."""

from datetime import timedelta

from models.actions.core.actor import OPERATOR
from models.actions.core.second.needed import ALONE
from models.actions.staff.keep_staff import store_account
from models.rules.staff.roles import Role, Section
from models.tables import Audit, Staff
from tests.causes.breached import writing
from tests.causes.faces import Faces

_NAME = "ditambah-di-server"


def added(faces: Faces) -> None:
    """Let an account be added at the server, in an office whose Kepala Kantor has signed in once."""
    with writing(faces) as now:
        Staff.update(last_login_at=now).where(Staff.role == str(Role.KEPALA_KANTOR)).execute()
        store_account(_NAME, Role.PETUGAS_SEKSI, Section.INTELDAKIM, "", "Orang Baru", OPERATOR, now)


def yesterday(faces: Faces) -> None:
    """Let that have been a day and an hour ago."""
    rows = Audit.select(Audit.id, Audit.at).where(Audit.event == ALONE)
    for row in list(rows):
        Audit.update(at=row.at - timedelta(hours=25)).where(Audit.id == row.id).execute()
