"""An office at work: many complaints at once, each going its own way by the real actions, the clock always rising.

Returns, pauses, reopenings, closings at step 2, merges and satisfaction come up by the seed.
"""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from peewee import fn

from models.actions.cases.merge_complaints import merge_complaints
from models.actions.clocks.pause_step import countersign_pause, pause_step, resume_step
from models.actions.clocks.recompute_steps import move_pauses
from models.actions.core.answers.unanswered_merged import unanswered_merged
from models.actions.core.move_complaint import move_complaint
from models.actions.core.write_output import choose_section, identify
from models.actions.replies.ask_satisfaction import ask_satisfaction
from models.actions.replies.deliver_reply import claim_due, record_intent, record_sent
from models.actions.replies.record_proof import record_proof
from models.rules.cases.sop import Move, Output, Stage
from models.rules.channels.messages import Receipt
from models.rules.clocks.pauses import PauseReason
from models.rules.core.errors import RuleBroken
from models.rules.replies.delivery import Purpose, Way
from models.rules.staff.roles import Role, Section
from models.tables import Complaint, OfficeSetting
from tests.actions.proving import question_of
from tests.actions.walking import Walk
from tests.office import NOW, actor, citizen_message, take_in
from tests.running.kept_states import again

Steps = Iterator[None]
SECTIONS = (Section.LALINTALKIM, Section.LALINTALKIM, Section.INTELDAKIM, Section.TIKKIM, Section.KEPALA_KANTOR)


class BusyOffice:
    """The office and its clock."""

    def __init__(self, account: Any, seed: int, start: datetime = NOW) -> None:
        self.account, self.seed, self.chance, self.now = account, seed, random.Random(seed), start
        self.walks: list[OneCase] = []
        self.refused = 0

    def work(self, complaints: int) -> "BusyOffice":
        """Let so many complaints come in and each go on as far as it likes, one action at a time; once in a run."""
        self.now = again(("busy", self.account.id, self.seed, self.now, complaints), lambda: self._worked(complaints))
        return self

    def _worked(self, complaints: int) -> datetime:
        for key, value in {"survei": "ya", "survei_jeda_menit": "0"}.items():
            OfficeSetting.update(value=value).where(OfficeSetting.key == key).execute()
        running: list[Steps] = []
        while complaints or running:
            self.now += timedelta(seconds=self.chance.choice((7, 60, 400, 1500, 4000)))
            if complaints and (not running or self.chance.random() < 0.12):
                complaints -= 1
                case = OneCase(self)
                self.walks.append(case)
                running.append(case.life())
                continue
            one = self.chance.choice(running)
            if next(one, "over") == "over":
                running.remove(one)
        move_pauses(self.now)  # as the agent's clock does every minute
        return self.now


class OneCase(Walk):
    """One complaint of the busy office; its clock is the office's."""

    def __init__(self, office: BusyOffice) -> None:
        self.office, self.chance = office, office.chance
        section = office.chance.choice(SECTIONS)
        OfficeSetting.update(value="mandiri").where(OfficeSetting.key == "mode_nomor").execute()
        sent = office.now - timedelta(seconds=office.chance.choice((5, 40, 400)))
        self.who = f"62811{len(office.walks):07d}"
        take_in(office.account, citizen_message("Paspor saya belum jadi", self.who, sent), now=office.now)
        self.account, self.section, self.now = office.account, section, office.now
        self.id = Complaint.select(fn.MAX(Complaint.id)).scalar()

    def tick(self) -> datetime:
        self.now = self.office.now
        return self.now

    def life(self) -> Steps:
        """Go on until archived, closed or merged; some are left lying on the way."""
        left = self.chance.choice((4, 9, 16, *(99,) * 6))
        for _ in self._life():
            left -= 1
            if left < 0:
                return
            yield None

    def _life(self) -> Steps:
        yield from self._first()
        while self.case.open:
            self._maybe_pause()
            yield None
            if not self.case.open:
                return
            if self.chance.random() < 0.05 and self._merged():
                return
            yield from self._next()
            yield None
        if self.stage is Stage.SELESAI and self.chance.random() < 0.15:
            self.move(Move.BUKA_KEMBALI)
            yield None
            yield from self._next()

    def _first(self) -> Steps:
        yield None
        if self.chance.random() < 0.15:
            category = "paspor"
            identify(self.id, actor(Role.PENGELOLA), self.tick(), category=category, subject="Terima kasih")
            close = self.chance.choice((Move.TUTUP_APRESIASI, Move.TUTUP_BUKAN_PENGADUAN))
            self.move(close)
            yield None
            if self.chance.random() < 0.3:
                self.move(Move.BATAL_TUTUP)
                yield None

    def _next(self) -> Steps:
        """Do what the stage waits for, or send it back."""
        stage = self.stage
        if self.id % 13 == 0 and stage is Stage.PENELITIAN and self.case.round == 1:
            by = actor(Role.KASUBSI_INFOKIM)
            move_complaint(self.id, Move.TUTUP_DI_TENGAH, by, self.tick(), reason="Ternyata iklan.")
            yield None
            if self.id % 2 == 0:
                move_complaint(self.id, Move.LANJUTKAN, by, self.tick(), reason="Bukan iklan.")
            return
        back = {
            Stage.PENERUSAN_KASUBSI: Move.KEMBALIKAN_PENERUSAN,
            Stage.ANALISA_SEKSI: Move.BUKAN_SEKSI_INI,
            Stage.JAWABAN_SEKSI: Move.TELITI_ULANG,
            Stage.JAWABAN_KASI_TIKKIM: Move.KEMBALIKAN_KE_SEKSI,
            Stage.JAWABAN_KASUBSI: Move.KEMBALIKAN_KE_KASI_TIKKIM,
            Stage.PENYAMPAIAN: Move.KEMBALIKAN_KE_KASUBSI,
        }.get(stage)
        if back and self.chance.random() < 0.2:
            try:
                self.move(back)
            except RuleBroken:  # this case cannot go back there; it goes on
                self.office.refused += 1
            else:
                return
        yield from getattr(self, f"_at_{stage}")()

    def _at_identifikasi(self) -> Steps:
        category = {
            Section.LALINTALKIM: "paspor",
            Section.INTELDAKIM: "intelijen",
            Section.TIKKIM: "m_paspor",
            Section.KEPALA_KANTOR: "perilaku_petugas",
        }[self.section]
        identify(self.id, actor(Role.PENGELOLA), self.tick(), category=category, subject="Paspor belum jadi")
        yield None
        self.move(Move.IDENTIFIKASI_SELESAI)

    def _at_tanggapan_awal(self) -> Steps:
        yield None
        self.answer(Purpose.TANGGAPAN_AWAL)

    def _at_penerusan_pengelola(self) -> Steps:
        choose_section(self.id, self.section, actor(Role.PENGELOLA), self.tick())
        yield None
        self.move(Move.AJUKAN_PENERUSAN)

    def _at_penerusan_kasubsi(self) -> Steps:
        self.paper("ND-TERUS")
        yield None
        self.move(Move.TERUSKAN_KE_KEPALA if self.section is Section.KEPALA_KANTOR else Move.TERUSKAN_KE_SEKSI)

    def _at_analisa_seksi(self) -> Steps:
        self.write(Output.IDENTIFIKASI_SEKSI)
        yield None
        self.move(Move.TIDAK_DAPAT_DITANGANI if self.chance.random() < 0.2 else Move.DAPAT_DITANGANI)

    def _at_disposisi(self) -> Steps:
        yield None
        if self.section is Section.KEPALA_KANTOR:
            self.write(Output.NASKAH_JAWABAN, "Sudah kami tindak lanjuti.")
            self.move(Move.DISPOSISI_JAWAB)
        else:
            self.move(Move.DISPOSISI_PENELITIAN, section=self.section)

    def _at_penelitian(self) -> Steps:
        self.write(Output.LAPORAN, "Sudah dicek di lapangan.")
        self.paper("LAPORAN")
        yield None
        self.write(Output.NASKAH_JAWABAN, "Paspor dapat diambil besok.")
        self.move(Move.TETAPKAN_JAWABAN)

    def _answered(self) -> Steps:
        self.paper("ND-JAWAB")
        yield None
        tikkim = self.case.section == Section.TIKKIM
        ways = {
            Stage.JAWABAN_KEPALA: Move.SERAHKAN_DARI_KEPALA,
            Stage.JAWABAN_SEKSI: Move.SERAHKAN_KE_KASUBSI if tikkim else Move.SERAHKAN_KE_KASI_TIKKIM,
        }
        self.move(ways[self.stage])

    _at_jawaban_seksi = _at_jawaban_kepala = _answered

    def _at_jawaban_kasi_tikkim(self) -> Steps:
        yield None
        self.move(Move.TERUSKAN_JAWABAN_KE_KASUBSI)

    def _at_jawaban_kasubsi(self) -> Steps:
        yield None
        self.move(Move.TERUSKAN_JAWABAN_KE_PENGELOLA)

    def _at_penyampaian(self) -> Steps:
        yield None
        self.answer(Purpose.JAWABAN)
        yield None
        if self._asked() and self.chance.random() < 0.7:
            said = self.chance.choice(
                ("1", "2", "3", "4", "4", "sangat puas", "Puas, terima kasih", "lain kali saja")
            )
            sent = citizen_message(said, self.who, self.tick())
            take_in(self.account, sent, now=self.now)

    def _asked(self) -> bool:
        """Let the agent ask whoever was answered, and the platform take the questions."""
        asked = ask_satisfaction(self.tick())
        while (claim := claim_due(self.account.id, "agen-1", 60, self.tick())) is not None:
            assert record_intent(claim, 60, self.now)
            assert record_sent(claim, Receipt(f"true_{claim.reply.reply_key}"), self.now)
        return bool(asked)

    def _at_dokumentasi(self) -> Steps:
        self.paper("LEMBAR")
        yield None
        for owed in unanswered_merged(self.case):
            told = "Dijawab lewat telepon."
            record_proof(owed.id, Purpose.JAWABAN, Way.TELEPON, told, actor(Role.PENGELOLA), self.tick())
        self.move(Move.ARSIPKAN)

    def _maybe_pause(self) -> None:
        """Stop the clock now and then, for a stretch that is over or until later; some are refused."""
        if self.chance.random() > 0.08:
            return
        proof = question_of(self.id, self)
        try:
            pause = pause_step(
                self.id, PauseReason.MENUNGGU_PELAPOR, "Bukti belum lengkap", proof, self.holder(), self.tick()
            )
            self.office.now += timedelta(minutes=self.chance.choice((5, 45, 200)))
            if self.chance.random() < 0.7:
                resume_step(self.id, self.holder(), self.tick())
            if self.chance.random() < 0.3:
                countersign_pause(pause.id, False, actor(Role.KEPALA_KANTOR), self.tick())
        except RuleBroken:  # not his to pause at this stage, or no countersigner: it goes on unpaused
            self.office.refused += 1

    def _merged(self) -> bool:
        """Go into another open complaint, where that is allowed."""
        others = [walk for walk in self.office.walks if walk.id != self.id and walk.case.open]
        if not others:
            return False
        into = self.chance.choice(others)
        try:
            merge_complaints(self.id, into.id, "Pengaduan yang sama", actor(Role.KASUBSI_INFOKIM), self.tick())
        except RuleBroken:
            self.office.refused += 1
            return False
        return True
