"""Who may decide a pause that does not count by rule, and who of them is asked to."""

from collections.abc import Iterable
from dataclasses import dataclass

from models.rules.staff.permissions import Permission, may
from models.rules.staff.roles import Role

# Read downwards: asked are those of the first row in which somebody may decide.
ASKED: tuple[tuple[Role, ...], ...] = (
    (Role.KASUBSI_INFOKIM, Role.KASI_TIKKIM),
    (Role.KEPALA_KANTOR,),
    (Role.KASI_LALINTALKIM, Role.KASI_INTELDAKIM),
)


@dataclass(frozen=True)
class Seat:
    """One person as a pause knows him: the posts he holds or stands in for, whether he sees its case, or made it."""

    posts: frozenset[Role]
    sees: bool
    made_it: bool = False

    @property
    def decides(self) -> bool:
        """Whether he may countersign or refuse it."""
        permitted = any(may(post, Permission.COUNTERSIGN_PAUSE) for post in self.posts)
        return permitted and self.sees and not self.made_it


def asked_posts(seats: Iterable[Seat]) -> tuple[Role, ...]:
    """Return the posts that are asked to countersign a pause; none where nobody may."""
    able = {post for seat in seats if seat.decides for post in seat.posts}
    rows = (tuple(post for post in row if post in able) for row in ASKED)
    return next((row for row in rows if row), ())
