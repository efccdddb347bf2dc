"""What comes in by other ways than a private message: letters with a file, comments, and invitations out of them."""

from datetime import timedelta
from pathlib import Path

from models.actions.clocks.record_legal_facts import record_legal_facts
from models.actions.intake.confirm_invitation import confirm_by_officer
from models.actions.intake.file_by_hand import Filing, file_by_hand
from models.rules.channels.messages import Author, HandleKind, Kind, StoredFile
from models.rules.clocks.statutory import Source
from models.rules.intake.filing import Origin
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role
from models.tables import ChannelAccount, Complaint, Invitation, InvitationClaim
from models.tables.core.files.folder_store import FolderStore
from tests.machines.at_work import picked
from tests.machines.writing import Writing
from tests.office import citizen_message


class OtherWays(Writing):
    """An office that also has letters and comments."""

    def letter(self, days: float, folder: Path) -> None:
        """File a letter that reached the office so many days ago, with its scan."""
        word = f"kata{next(self.words)}z"
        scan = f"%PDF-1.4 {word}".encode()
        file = StoredFile(FolderStore(folder / "files").keep(scan), "application/pdf", f"surat {word}.pdf", len(scan))
        came = self.tick() - timedelta(days=days)
        told = Filing(
            Origin.SURAT, f"Paspor saya hilang, tolong {word}", came, name="Sari Contoh", reach="0811 0000 009"
        )
        file_by_hand(told, [file], f"surat-{word}", self.hand(Role.PENGELOLA), self.now)

    def comment(self, who: str) -> None:
        """Let a citizen comment under a video of the office."""
        self._comment(who, f"Paspor saya belum jadi, kata{next(self.words)}z")

    def _comment(self, who: str, words: str) -> None:
        account = ChannelAccount.get_or_none(ChannelAccount.kind == "tiktok")
        account = account or ChannelAccount.create(kind="tiktok", label="TikTok", created_at=self.now)
        author, place = Author(HandleKind.TIKTOK, f"warga{who}", "Sari Contoh"), f"video/warga{who}"
        self.tick()
        ours = citizen_message(words, who, self.now, kind=Kind.COMMENT, thread_id=place, author=author)
        self.take_in(ours, account=account)

    def invite(self, case: Complaint) -> None:
        """Invite who commented into a private conversation."""
        words = self.marked("Jawabannya siap. Kirim kode {kode} ke {jalur}", case.id)
        self.write_to(case, Purpose.UNDANGAN, words)

    def take_up(self, number: int, who: str, by_officer: bool) -> None:
        """Let somebody write the code in private; then the commenter repeats the word, or an officer knows him."""
        row = picked(list(Invitation.select().order_by(Invitation.id)), number)
        if row is None:
            return
        self.take_in(citizen_message(row.code, who, self.tick()))
        self.send()
        claim = (
            InvitationClaim.select().where(InvitationClaim.invitation == row.id).order_by(InvitationClaim.id).first()
        )
        if claim is None:
            return
        if by_officer:
            why = self.marked("Ditelepon", row.complaint_id)
            confirm_by_officer(claim.id, why, self.front(row.complaint), self.tick())
        else:
            self._comment(row.complaint.thread.external_id.removeprefix("video/warga"), claim.word)

    def passed_on(self, case: Complaint, source: Source, share: float | None) -> None:
        """Record who passed a case on, and since when its file is whole: some way between its receipt and now."""
        whole = None if share is None else case.opened_at + (self.tick() - case.opened_at) * share
        who = self.hand(Role.KASUBSI_INFOKIM)
        record_legal_facts(case.id, source, "", whole, who, self.now)
