"""Walks a complaint along the SOP by the real actions, as far as a test needs it."""

from collections.abc import Callable, Hashable
from datetime import datetime, timedelta
from functools import wraps
from itertools import count
from typing import Any

from models.actions.core.move_complaint import move_complaint
from models.actions.core.recused_posts import recused_of
from models.actions.core.write_output import choose_section, identify, write_output
from models.actions.papers.draft_document import draft_document
from models.actions.papers.sign_document import sign_document
from models.actions.replies.deliver_reply import claim_due, record_intent, record_sent
from models.actions.replies.queue_reply import queue_reply
from models.rules.cases.sop import Move, Output, Stage
from models.rules.cases.workflow import holder_of
from models.rules.channels.messages import Receipt
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role, Section
from models.tables import Complaint, OfficeSetting
from tests.actions.reviewing import look_through
from tests.office import NOW, actor, new_complaint
from tests.running.kept_states import again

_keys = count(1)


def own_numbers() -> None:
    """Let the program give the numbers of papers."""
    OfficeSetting.update(value="mandiri").where(OfficeSetting.key == "mode_nomor").execute()


def _begun(account: Any, who: str) -> int:
    own_numbers()
    return int(new_complaint(account, who=who).id)


def _walked_once(walk_on: Callable[["Walk"], "Walk"]) -> Callable[["Walk"], "Walk"]:
    """Make a part of the way one that is walked once in a run, where nothing else was done in the office before."""

    @wraps(walk_on)
    def walked(walk: "Walk") -> "Walk":
        return walk.once(walk_on)

    return walked


class Walk:
    """One complaint on its way; every step takes a minute of working time."""

    def __init__(self, account: Any, section: Section = Section.LALINTALKIM, who: str = "628110000001") -> None:
        self.account, self.section, self.now = account, section, NOW
        self.id = again(("begun", account.id, who), lambda: _begun(account, who))

    @property
    def case(self) -> Complaint:
        return Complaint.get_by_id(self.id)

    @property
    def stage(self) -> Stage:
        return Stage(self.case.stage)

    def tick(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now

    def holder(self) -> Any:
        case = self.case
        section = Section(case.section) if case.section else None
        return actor(holder_of(Stage(case.stage), section, recused_of(case)))

    def once(self, act: Callable[..., object], *given: Hashable) -> "Walk":
        """Go on in a way of the test's own, but only once in a run; `act` knows nothing except what it is given."""
        assert act.__closure__ is None

        def walked() -> datetime:
            act(self, *given)
            return self.now

        here = (type(self), self.id, self.section, self.account.id, self.now)
        self.now = again((act.__module__, act.__qualname__, *given, *here), walked)
        return self

    def move(self, move: Move, reason: str = "alasan", section: Section | None = None) -> Complaint:
        by = self.holder()
        look_through(self.id, by, self.now)
        return move_complaint(self.id, move, by, self.tick(), reason=reason, section=section)

    def write(self, output: Output, text: str = "isi") -> None:
        write_output(self.id, output, text, self.holder(), self.tick())

    def paper(self, code: str) -> Any:
        draft = draft_document(self.id, code, self.holder(), self.tick())
        return sign_document(draft.id, self.holder(), self.tick())

    def answer(self, purpose: Purpose, text: str = "Yth. Saudara, terima kasih.") -> str:
        """Queue a reply and let the platform take it."""
        key = f"kunci-{next(_keys)}"
        queue_reply(self.id, text, purpose, key, actor(Role.PENGELOLA), self.tick())
        claim = claim_due(self.account.id, "agen-1", 60, self.tick())
        assert claim is not None
        assert record_intent(claim, 60, self.now)
        assert record_sent(claim, Receipt(f"true_{key}"), self.now)
        return key

    @_walked_once
    def identified(self) -> "Walk":
        category = {
            Section.LALINTALKIM: "paspor",
            Section.INTELDAKIM: "intelijen",
            Section.TIKKIM: "m_paspor",
            Section.KEPALA_KANTOR: "perilaku_petugas",
        }[self.section]
        identify(self.id, actor(Role.PENGELOLA), self.tick(), category=category, subject="Paspor belum jadi")
        self.move(Move.IDENTIFIKASI_SELESAI)
        return self

    @_walked_once
    def at_kasubsi(self) -> "Walk":
        self.identified().answer(Purpose.TANGGAPAN_AWAL)
        choose_section(self.id, self.section, actor(Role.PENGELOLA), self.tick())
        self.move(Move.AJUKAN_PENERUSAN)
        return self

    @_walked_once
    def at_section(self) -> "Walk":
        self.at_kasubsi().paper("ND-TERUS")
        self.move(Move.TERUSKAN_KE_KEPALA if self.section is Section.KEPALA_KANTOR else Move.TERUSKAN_KE_SEKSI)
        return self

    @_walked_once
    def at_fieldwork(self) -> "Walk":
        self.at_section().write(Output.IDENTIFIKASI_SEKSI)
        self.move(Move.DAPAT_DITANGANI)
        return self

    @_walked_once
    def with_answer(self) -> "Walk":
        self.at_fieldwork()
        self.fieldwork_done()
        return self

    def fieldwork_done(self) -> None:
        self.write(Output.LAPORAN, "Sudah dicek di lapangan.")
        self.paper("LAPORAN")
        self.write(Output.NASKAH_JAWABAN, "Paspor dapat diambil besok.")
        self.move(Move.TETAPKAN_JAWABAN)

    @_walked_once
    def handed_back(self) -> "Walk":
        """From the answering desk through the hand-overs of step 7 to Pengelola."""
        self.paper("ND-JAWAB")
        first = {
            Stage.JAWABAN_KEPALA: Move.SERAHKAN_DARI_KEPALA,
            Stage.JAWABAN_SEKSI: Move.SERAHKAN_KE_KASUBSI
            if self.case.section == Section.TIKKIM
            else Move.SERAHKAN_KE_KASI_TIKKIM,
        }[self.stage]
        self.move(first)
        if self.stage is Stage.JAWABAN_KASI_TIKKIM:
            self.move(Move.TERUSKAN_JAWABAN_KE_KASUBSI)
        self.move(Move.TERUSKAN_JAWABAN_KE_PENGELOLA)
        return self

    @_walked_once
    def finished(self) -> "Walk":
        self.answer(Purpose.JAWABAN)
        self.paper("LEMBAR")
        self.move(Move.ARSIPKAN)
        return self
