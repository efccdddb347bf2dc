"""Who may decide the pauses of a case now: by post, by what he sees and who asked, read once for a round of cases."""

from datetime import datetime
from functools import cached_property

from models.actions.core.actor import Actor, actor_of
from models.actions.core.case import is_visible
from models.rules.clocks.countersigning import Seat, asked_posts
from models.rules.core.moments import to_wib
from models.rules.staff.permissions import Permission
from models.rules.staff.roles import Role
from models.tables import Complaint, Pause, Staff


class Countersigners:
    """The active accounts that may countersign pauses, with the posts they stand in for today."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def asked(self, case: Complaint, pause: Pause) -> tuple[Role, ...]:
        """Return the posts that are asked to countersign a pause of a case; none where nobody may."""
        return asked_posts(
            Seat(frozenset(who.roles), is_visible(case, who), who.staff_id == pause.made_by_id)
            for who in self._people
        )

    @cached_property
    def _people(self) -> list[Actor]:
        day = to_wib(self._now).date()
        active = Staff.select().where(Staff.active).order_by(Staff.id)
        people = [actor_of(account, day=day) for account in active]
        return [who for who in people if who.may(Permission.COUNTERSIGN_PAUSE)]
