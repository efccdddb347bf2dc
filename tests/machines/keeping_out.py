"""Who is kept out of a case, what may be about an officer's conduct, and who complained: hidden, and shown again."""

from models.actions.privacy.mark_misconduct import mark_misconduct
from models.actions.privacy.name_party import lift_party, name_party
from models.actions.privacy.protect_identity import protect_identity, unprotect_identity
from models.actions.privacy.release_suspected import release_suspected
from models.rules.staff.roles import Role
from models.tables import Complaint, ConflictParty, Staff
from tests.machines.at_work import AtWork, picked


class KeepingOut(AtWork):
    """An office that keeps some of its cases from some of its people."""

    def name_somebody(self, case: Complaint, number: int) -> None:
        """Keep somebody out of a case, perhaps himself."""
        person = picked(list(Staff.select().order_by(Staff.id)), number)
        by = Role.KASUBSI_INFOKIM if number % 2 else Role.KEPALA_KANTOR
        why = self.marked("Kerabat pelapor", case.id)
        name_party(case.id, person.id, why, self.hand(by), self.tick())

    def let_in(self, number: int) -> None:
        """Let somebody see again what was hidden from him."""
        standing = ConflictParty.select().where(ConflictParty.lifted_at.is_null()).order_by(ConflictParty.id)
        if (party := picked(list(standing), number)) is not None:
            by = Role.KASI_TIKKIM if number % 2 else Role.KEPALA_KANTOR
            lift_party(party.id, self.marked("Bukan kerabat", party.complaint_id), self.hand(by), self.tick())

    def hide_identity(self, case: Complaint, hides: bool) -> None:
        """Hide who complained, or name him again."""
        why = self.marked("Diminta pelapor", case.id)
        if hides:
            protect_identity(case.id, why, self.hand(Role.KASUBSI_INFOKIM), self.tick())
        else:
            unprotect_identity(case.id, why, self.hand(Role.KEPALA_KANTOR), self.tick())

    def decide_conduct(self, case: Complaint, releases: bool) -> None:
        """Release what is suspected to the ordinary queue, or say that it is about an officer's conduct."""
        if releases:
            release_suspected(case.id, self.hand(Role.KASI_TIKKIM), self.tick())
        else:
            mark_misconduct(case.id, self.hand(Role.KEPALA_KANTOR), self.tick())
