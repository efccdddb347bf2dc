"""An office at work: one clock, its cases, whoever holds a desk today, and the usual way of a case step by step."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from models.actions.core.actor import Actor, actor_of
from models.actions.core.answers.invitation_waiting import confirmed_claim
from models.actions.core.answers.unanswered_merged import unanswered_merged
from models.actions.core.move_complaint import move_complaint
from models.actions.core.recused_posts import recused_of, suspected
from models.actions.core.write_output import choose_section, identify, write_output
from models.actions.papers.draft_document import draft_document
from models.actions.papers.paper_rights import signing_role
from models.actions.papers.sign_document import sign_document
from models.actions.replies.deliver_reply import claim_due, record_intent, record_sent
from models.actions.replies.queue_reply import Choices, queue_reply
from models.actions.replies.record_proof import record_proof
from models.rules.cases.sop import Move, Output, Stage
from models.rules.cases.workflow import holder_of
from models.rules.channels.messages import Ack, Kind, Receipt
from models.rules.core.moments import to_wib
from models.rules.replies.delivery import Purpose, Way
from models.rules.staff.roles import Role, Section
from models.rules.staff.standing_in import standing_in
from models.tables import ChannelAccount, Complaint, Document, OfficeHolder, OfficeSetting, Outbox, Staff, StepOutput
from tests.actions.reviewing import look_through

WORDS = "Paspor dapat diambil besok"
_CATEGORY = {
    Section.LALINTALKIM: "paspor",
    Section.INTELDAKIM: "intelijen",
    Section.TIKKIM: "m_paspor",
    Section.KEPALA_KANTOR: "layanan_umum",
}


_CONDUCT = "perilaku_petugas"


class AtWork:
    """Everybody in the office; every act takes a minute or more of its one clock."""

    def __init__(self, account: ChannelAccount, now: datetime) -> None:
        self.account, self.now, self.places = account, now, dict[int, Section]()
        self._keys, self.words = count(1), count(1)

    def tick(self, minutes: float = 1) -> datetime:
        self.now += timedelta(minutes=minutes)
        return self.now

    @property
    def cases(self) -> list[Complaint]:
        return list(Complaint.select().order_by(Complaint.id))

    def case(self, number: int) -> Complaint:
        """Return one of the cases, whatever number is drawn."""
        rows = [row for row in self.cases if row.destroyed_at is None] or self.cases
        return rows[number % len(rows)]

    def marked(self, words: str, case: int) -> str:
        """Return words that say of which case they are, so that they are found wherever they stay."""
        return f"{words} rahasia{case}x"

    def hand(self, role: Role) -> Actor:
        """Return who acts for a post today: who stands in, where somebody does."""
        day = to_wib(self.now).date()
        post = (OfficeHolder.post == str(role)) & (OfficeHolder.kind == "plh") & OfficeHolder.ended_at.is_null()
        row = OfficeHolder.get_or_none(post & (OfficeHolder.valid_from <= day) & (OfficeHolder.valid_until >= day))
        mine = Staff.username == str(role)
        staff = Staff.get(mine if row is None else Staff.official == row.official_id)
        return actor_of(staff, day=day)

    def holder(self, case: Complaint) -> Actor:
        """Return who acts on the desk a case lies on."""
        section = Section(case.section) if case.section else None
        return self.hand(holder_of(Stage(case.stage), section, recused_of(case)))

    def front(self, case: Complaint) -> Actor:
        """Return who writes to the citizen of a case: the front desk, or who does it where that is passed over."""
        return self.hand(standing_in(Role.PENGELOLA, recused_of(case)))

    def move(self, case: Complaint, move: Move, section: Section | None = None) -> None:
        who = self.holder(case)
        why = self.marked("Alasan", case.id)
        look_through(case.id, who, self.tick())
        move_complaint(case.id, move, who, self.tick(), reason=why, section=section)

    def write(self, case: Complaint, output: Output) -> None:
        words = WORDS if output is Output.NASKAH_JAWABAN else str(output)
        write_output(case.id, output, self.marked(words, case.id), self.holder(case), self.tick())

    def paper(self, case: Complaint, code: str) -> None:
        """Draft and sign a paper, unless one is there that counts."""
        draft = draft_document(case.id, code, self.holder(case), self.tick())
        post = signing_role(Complaint.get_by_id(case.id), code, _settings())
        sign_document(draft.id, self.hand(post), self.tick())

    def say(self, case: Complaint, purpose: Purpose, ack: Ack) -> None:
        """Write to the citizen, and let the platform say this of it."""
        words = self.marked(WORDS, case.id)
        if case.account.kind == "manual":  # no platform: he has it by letter
            record_proof(case.id, purpose, Way.SURAT, words, self.front(case), self.tick())
        else:
            self.write_to(case, purpose, words, ack)

    def write_to(self, case: Complaint, purpose: Purpose, words: str, ack: Ack = Ack.SENT) -> None:
        """Write this to the citizen, in private where he was invited and came; a comment's platform says no more."""
        claim = confirmed_claim(case.id) if case.thread.kind == Kind.COMMENT else None
        how = Choices(linked=claim.id if claim else None, sure=True)
        key = f"mesin-{next(self._keys)}"
        queue_reply(case.id, words, purpose, key, self.front(case), self.tick(), choices=how)
        self.send(Ack.SENT if case.thread.kind == Kind.COMMENT else ack)

    def send(self, ack: Ack = Ack.SENT) -> None:
        """Let the agent send whatever is due."""
        for account in ChannelAccount.select().where(ChannelAccount.kind != "manual").order_by(ChannelAccount.id):
            while (claim := claim_due(account.id, "agen-1", 60, self.tick())) is not None:
                assert record_intent(claim, 60, self.now)
                assert record_sent(claim, Receipt(f"true_{claim.reply.reply_key}", ack), self.now)

    def counts(self, case: Complaint, output: Output) -> bool:
        mine = (StepOutput.complaint == case.id) & (StepOutput.kind == str(output)) & ~StepOutput.undone
        return StepOutput.select().where(mine).exists()

    # The usual way

    def go_on(self, case: Complaint, ack: Ack, choice: int = 0) -> None:
        """Do on a case what its desk would do next. Raises RuleBroken where that is not allowed now."""
        way: dict[str, Callable[[Complaint, Ack, int], None]] = {
            "identifikasi": self._identify,
            "tanggapan_awal": lambda case, ack, _: self.say(case, Purpose.TANGGAPAN_AWAL, ack),
            "penerusan_pengelola": self._send_to_kasubsi,
            "penerusan_kasubsi": self._forward,
            "analisa_seksi": self._analyse,
            "disposisi": self._decide,
            "penelitian": self._look_into,
            "jawaban_seksi": self._answer_memo,
            "jawaban_kepala": self._answer_memo,
            "jawaban_kasi_tikkim": lambda case, _, __: self.move(case, Move.TERUSKAN_JAWABAN_KE_KASUBSI),
            "jawaban_kasubsi": lambda case, _, __: self.move(case, Move.TERUSKAN_JAWABAN_KE_PENGELOLA),
            "penyampaian": lambda case, ack, _: self.say(case, Purpose.JAWABAN, ack),
            "dokumentasi": self._archive,
        }
        if case.stage in way:
            way[case.stage](case, ack, choice)

    def _identify(self, case: Complaint, _ack: Ack, choice: int) -> None:
        section = list(_CATEGORY)[choice % len(_CATEGORY)]
        about_officer = suspected(case) and choice % 2
        self.places[case.id] = Section.KEPALA_KANTOR if about_officer else section
        category, subject = _CONDUCT if about_officer else _CATEGORY[section], self.marked("Pokok", case.id)
        identify(case.id, self.holder(case), self.tick(), category=category, subject=subject)
        self.move(case, Move.IDENTIFIKASI_SELESAI)

    def _send_to_kasubsi(self, case: Complaint, _ack: Ack, choice: int) -> None:
        section = self.places.get(case.id, list(_CATEGORY)[choice % len(_CATEGORY)])
        if case.section != section:
            choose_section(case.id, section, self.holder(case), self.tick())
        self.move(case, Move.AJUKAN_PENERUSAN)

    def _forward(self, case: Complaint, _ack: Ack, _choice: int) -> None:
        if not self.counts(case, Output.NOTA_DINAS_TERUS):
            self.paper(case, "ND-TERUS")
        to_head = case.section == Section.KEPALA_KANTOR
        self.move(case, Move.TERUSKAN_KE_KEPALA if to_head else Move.TERUSKAN_KE_SEKSI)

    def _analyse(self, case: Complaint, _ack: Ack, choice: int) -> None:
        if not self.counts(case, Output.IDENTIFIKASI_SEKSI):
            self.write(case, Output.IDENTIFIKASI_SEKSI)
        self.move(case, Move.TIDAK_DAPAT_DITANGANI if choice % 5 == 4 else Move.DAPAT_DITANGANI)

    def _decide(self, case: Complaint, _ack: Ack, choice: int) -> None:
        if choice % 3 and not case.misconduct:
            self.move(case, Move.DISPOSISI_PENELITIAN, section=Section.LALINTALKIM)
            return
        self.write(case, Output.NASKAH_JAWABAN)
        self.move(case, Move.DISPOSISI_JAWAB if choice % 2 else Move.DISPOSISI_RUJUK)

    def _look_into(self, case: Complaint, _ack: Ack, choice: int) -> None:
        if choice % 2 or not self.counts(case, Output.LAPORAN):
            self.write(case, Output.LAPORAN)
        if not self.counts(case, Output.LAPORAN_TERBIT):
            self.paper(case, "LAPORAN")
        self.write(case, Output.NASKAH_JAWABAN)
        self.move(case, Move.TETAPKAN_JAWABAN)

    def _answer_memo(self, case: Complaint, _ack: Ack, _choice: int) -> None:
        if not self.counts(case, Output.NOTA_DINAS_JAWAB):
            self.paper(case, "ND-JAWAB")
        if case.stage == Stage.JAWABAN_KEPALA:
            self.move(case, Move.SERAHKAN_DARI_KEPALA)
        else:
            own = case.section == Section.TIKKIM
            self.move(case, Move.SERAHKAN_KE_KASUBSI if own else Move.SERAHKAN_KE_KASI_TIKKIM)

    def _archive(self, case: Complaint, ack: Ack, _choice: int) -> None:
        for merged in unanswered_merged(case):
            self.say(merged, Purpose.JAWABAN, ack)
        if not self.counts(case, Output.DOKUMENTASI):
            self.paper(case, "LEMBAR")
        self.move(case, Move.ARSIPKAN)

    # What there is to choose from

    def papers(self) -> list[Document]:
        signed = Document.complaint.is_null(False) & (Document.state == "ditandatangani")
        return list(Document.select().where(signed).order_by(Document.id))

    def sent(self) -> list[Outbox]:
        rows = Outbox.select().where((Outbox.state == "sent") & Outbox.complaint.is_null(False))
        return list(rows.where(Outbox.external_id.is_null(False)).order_by(Outbox.id))


def picked(rows: list[Any], number: int) -> Any:
    """Return one of some rows, None where there is none."""
    return rows[number % len(rows)] if rows else None


def _settings() -> dict[str, str]:
    return {row.key: row.value for row in OfficeSetting.select()}
