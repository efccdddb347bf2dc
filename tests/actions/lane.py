"""What the tests of the lane for conduct share: words that bring a case there, and who sees it."""

from datetime import timedelta

from models.actions.core.case import is_visible
from models.rules.staff.roles import LANE_POSTS, Role
from models.tables import Complaint
from tests.office import NOW, actor

BAD = "Petugas loket minta uang 500 ribu, pungli! Saya mau lapor."
LATER = NOW + timedelta(minutes=1)
FRONT = (Role.PENGELOLA, Role.KASUBSI_INFOKIM, Role.KASI_TIKKIM, Role.KEPALA_KANTOR)
LANE = set(LANE_POSTS)


def seen_by(case: Complaint) -> set[Role]:
    """Return the roles whose person sees a case."""
    fresh = Complaint.get_by_id(case.id)
    return {role for role in Role if is_visible(fresh, actor(role))}
