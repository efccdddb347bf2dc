"""Clock job: tells who keep the archive of each lent folder that should have come back, until it does."""

from datetime import datetime

from models.actions.clocks.keep_asked import Asked, keep_asked
from models.rules.core.moments import to_wib
from models.rules.staff.permissions import PERMISSIONS, Permission
from models.rules.staff.roles import Role
from models.tables import Complaint, FolderLoan

KIND = "berkas_dipinjam"


def ask_back(now: datetime) -> int:
    """Tell of every folder whose day is over, who does not see its case excepted; return how many notices changed."""
    late = FolderLoan.returned_at.is_null() & (FolderLoan.due < to_wib(now).date())
    rows = FolderLoan.select(FolderLoan, Complaint.id, Complaint.number).join(Complaint).where(late)
    roles = tuple(sorted(PERMISSIONS[Permission.KEEP_FOLDERS]))
    asked = [_asked(loan, roles) for loan in rows.order_by(FolderLoan.id)]
    return keep_asked(KIND, asked, now)


def _asked(loan: FolderLoan, roles: tuple[Role, ...]) -> Asked:
    words = f"{loan.complaint.number}: berkas kertasnya seharusnya kembali {loan.due:%d-%m-%Y}."
    return Asked(f"{KIND}:{loan.id}", words, roles, loan.complaint_id)
