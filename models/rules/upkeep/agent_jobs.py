"""What the agent does by the clock: after how long without a whole pass each job stands still, and what that means.

A job that failed, or some of whose rows failed, has not gone through. "ok" is never the absence of news. What a job
does in the database is done for all, whichever agent did it; what lies beside an agent only that agent can do.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from models.rules.core.stored_moments import is_impossible


class AgentJob(StrEnum):
    """One job, by the name it has in the agent's log."""

    LIMITS = "limits of the law"
    ENOUGH = "answers that are enough"
    PAUSES = "pauses"
    INVITATIONS = "invitations"
    COUNTERSIGNATURES = "countersignatures"
    CHANGES = "changes to countersign"
    LANE = "lane for conduct"
    WARNINGS = "warnings"
    DISPOSITIONS = "dispositions to ask"
    SIGNATURES_ASKED = "signatures to ask"
    SIGNATURES = "signatures"
    MESSAGES = "messages to officers"
    LOANS = "lent folders to ask back"
    SATISFACTION = "satisfaction"
    ENDS = "ends of tokens and versions"
    CLEARING = "old sessions and form keys"
    FLOW = "channels that fell silent"
    NUMBERS = "register of numbers"
    FILES = "files of destroyed cases"
    BESIDE = "what lies beside the database"
    ATTEMPTS = "segments of attempts.log"
    NOTICES = "notices of long closed cases"
    ERASURE = "rewriting the database's file"
    RECOUNT = "recount of a change of the calendar"
    INDEX = "index of the search"


@dataclass(frozen=True)
class AgentJobRow:
    """One job: what stands still without it, and how long it may go without a whole pass."""

    stands_still: str
    limit: timedelta = timedelta(minutes=10)  # each is begun every minute
    beside_agent: bool = False  # of files on the agent's own PC: no other agent does it


_J = AgentJob
AGENT_JOBS: dict[AgentJob, AgentJobRow] = {
    _J.LIMITS: AgentJobRow("batas hukum tidak dihitung"),
    _J.ENOUGH: AgentJobRow("jawaban yang sudah cukup tidak diakui"),
    _J.PAUSES: AgentJobRow("batas waktu langkah yang dijeda tidak digeser"),
    _J.INVITATIONS: AgentJobRow("undangan tidak ditutup"),
    _J.COUNTERSIGNATURES: AgentJobRow("paraf jeda tidak diminta"),
    _J.CHANGES: AgentJobRow("paraf perubahan kalender tidak diminta"),
    _J.LANE: AgentJobRow("jalur perilaku pegawai tidak dijaga"),
    _J.WARNINGS: AgentJobRow("peringatan batas waktu tidak dikirim"),
    _J.DISPOSITIONS: AgentJobRow("disposisi tidak diingatkan"),
    _J.SIGNATURES_ASKED: AgentJobRow("tanda tangan tidak diingatkan"),
    _J.SIGNATURES: AgentJobRow("naskah yang ditandatangani tidak diterbitkan"),
    _J.MESSAGES: AgentJobRow("pemberitahuan ke telepon petugas tidak ditulis"),
    _J.LOANS: AgentJobRow("berkas kertas yang dipinjam tidak ditagih"),
    _J.SATISFACTION: AgentJobRow("pertanyaan kepuasan tidak ditulis"),
    _J.ENDS: AgentJobRow("akhir token dan versi API tidak diperingatkan"),
    _J.CLEARING: AgentJobRow("sesi dan formulir lama tidak dibersihkan"),
    _J.FLOW: AgentJobRow("kanal yang diam tidak dicari"),
    # Over all numbers ever given, and over the whole file, which is rewritten at night.
    _J.NUMBERS: AgentJobRow("buku nomor tidak diperiksa", timedelta(hours=1)),
    _J.FILES: AgentJobRow("berkas yang dimusnahkan tidak dihapus", beside_agent=True),
    _J.BESIDE: AgentJobRow("catatan di samping basis data tidak dibersihkan", timedelta(hours=1), beside_agent=True),
    _J.ATTEMPTS: AgentJobRow("attempts.log tidak disalin dan tidak diringkas", timedelta(hours=1), beside_agent=True),
    _J.NOTICES: AgentJobRow("pemberitahuan lama tidak dibersihkan", timedelta(hours=1)),
    _J.ERASURE: AgentJobRow("berkas basis data tidak ditulis ulang", timedelta(hours=3)),
    _J.RECOUNT: AgentJobRow("perubahan kalender tidak dihitung ulang"),
    _J.INDEX: AgentJobRow("pencarian tidak diperbarui"),
}
_ANY = ""  # whichever agent did it


def kept_for(job: str, owner: str) -> str:
    """Return for whom a pass of this job by this agent counts: for the agent alone, or, empty, for all."""
    return owner if AGENT_JOBS[AgentJob(job)].beside_agent else _ANY


def standing_still(
    passed: Mapping[tuple[str, str], datetime], agents: Mapping[str, datetime], moment: datetime
) -> tuple[tuple[AgentJob, str], ...]:
    """Return the jobs that have not gone through for their time, each with the agent it stands still at, if of one.

    `passed`: by job and for whom it counts; `agents`: those that live, and since when. A stamp of a time to come says
    nothing, and while no agent ran nothing was due. Of an agent that began by a clock that was ahead only its passes
    count.
    """
    if not agents:
        return ()
    all_of_them = {_ANY: min(agents.values())}
    return tuple(
        (job, owner)
        for job, row in AGENT_JOBS.items()
        for owner, began in (agents if row.beside_agent else all_of_them).items()
        if abs(moment - _counts_from(passed.get((str(job), owner)), began, moment)) > row.limit
    )


def _counts_from(passed: datetime | None, began: datetime, moment: datetime) -> datetime:
    if passed is None:
        return began
    return passed if is_impossible(began, moment) else max(passed, began)


def stands_still_words(job: AgentJob, owner: str, agents: int) -> str:
    """Return what stands still, and on which PC where several agents live."""
    words = AGENT_JOBS[job].stands_still
    return f"{words} di komputer {owner.rsplit('-', 2)[0]}" if owner and agents > 1 else words
