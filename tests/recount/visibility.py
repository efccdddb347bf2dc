"""Which cases are hidden from whom, and which posts are passed over: by namings, merges and the trail of the lane."""

from collections import defaultdict

from models.tables import Audit, ComplaintLink, ConflictParty, Staff

# Who may see what may be about an officer's conduct before anybody identified it.
LANE = ("kasubsi_infokim", "kasi_tikkim", "kepala_kantor")
_INSIDE = {"usulan", "jalur"}
_OFFICER, _KEEPER = "petugas_seksi", "administrator"  # neither holds a desk
# Whom the work of a post goes to where a case names everybody who holds it.
NEXT = {
    "pengelola": ("kasubsi_infokim", "kasi_tikkim", "kepala_kantor"),
    "kasubsi_infokim": ("kasi_tikkim", "kepala_kantor", "pengelola"),
    "kasi_tikkim": ("kepala_kantor", "kasubsi_infokim", "pengelola"),
    "kasi_lalintalkim": ("kepala_kantor", "kasi_tikkim", "kasubsi_infokim", "pengelola"),
    "kasi_inteldakim": ("kepala_kantor", "kasi_tikkim", "kasubsi_infokim", "pengelola"),
    "kepala_kantor": ("kasi_tikkim", "kasubsi_infokim", "pengelola"),
}


class Visibility:
    """Who is kept out of which case now."""

    def __init__(self) -> None:
        merged = (ComplaintLink.kind == "gabung") & ComplaintLink.undone_at.is_null()
        self._up = {row.source_id: row.target_id for row in ComplaintLink.select().where(merged)}
        self._named: dict[int, set[int]] = defaultdict(set)
        for row in ConflictParty.select().where(ConflictParty.lifted_at.is_null()):
            self._named[self._lead(row.complaint_id)].add(row.staff_id)
        told = Audit.select().where(Audit.event == "jalur_perilaku").order_by(Audit.id)
        states = {int(row.subject.split(":")[1]): row.after for row in told}
        self.lane = {case for case, state in states.items() if state in _INSIDE}
        self._hidden = {self._lead(case) for case in self.lane}
        self._holders: dict[str, set[int]] = defaultdict(set)
        for person in Staff.select().where(Staff.active & Staff.role.not_in([_OFFICER, _KEEPER])):
            self._holders[person.role].add(person.id)

    def _lead(self, case: int) -> int:
        while case in self._up:
            case = self._up[case]
        return case

    def hides(self, case: int, person: Staff) -> bool:
        """Whether a case, or one merged with it, names this person or waits in a lane he is outside of."""
        lead = self._lead(case)
        return person.id in self._named[lead] or (lead in self._hidden and person.role not in LANE)

    def passed_over(self, case: int) -> set[str]:
        """Return the posts all of whose holders a case names; in the lane the front desk too."""
        named = self._named[self._lead(case)]
        found = {post for post, people in self._holders.items() if people <= named}
        return found | ({"pengelola"} if case in self.lane else set())

    def hands(self, case: int, post: str) -> set[str]:
        """Return which posts have a case whose desk is this one's."""
        over = self.passed_over(case)
        lane = {one for one in LANE if one not in over} if case in self.lane else set()
        stands_in = next((one for one in NEXT[post] if one not in over), post) if post in over else post
        return lane or {stands_in}
