"""Keeps what only points elsewhere from counting as an answer, and asks again where a public reply is unlike it."""

from models.actions.core.write_output import latest_text
from models.rules.cases.sop import Output
from models.rules.core.errors import NotTheAnswer, ReplyNotAllowed
from models.rules.replies.delivery import PURPOSES, Purpose
from models.rules.replies.substance import Substance, substance
from models.tables import Complaint, ReplyTemplate

_POINTS = (
    "Teks ini hanya mengajak pelapor ke tempat lain; jawabannya sendiri tidak ada di dalamnya, jadi tidak dihitung "
    "sebagai “{label}”. Tuliskan jawabannya{or_invite}."
)


def demand_substance(case: Complaint, purpose: Purpose, text: str, public: bool, sure: bool) -> bool:
    """Return whether an officer had to confirm (`sure`) that this text is the answer although it is unlike it.

    Raises ReplyNotAllowed where it only points elsewhere, NotTheAnswer where it must be confirmed (SOP step 8).
    """
    row = PURPOSES[purpose]
    if not row.answers:
        return False
    decided = latest_text(case.lead_id or case.id, Output.NASKAH_JAWABAN) if purpose is Purpose.JAWABAN else ""
    texts = ReplyTemplate.select(ReplyTemplate.text).where(ReplyTemplate.purpose == str(Purpose.UNDANGAN))
    found = substance(text, decided, [one for (one,) in texts.tuples()], case.number)
    if found is Substance.POINTS:
        or_invite = f", atau kirim sebagai “{PURPOSES[Purpose.UNDANGAN].label}”" if public else ""
        raise ReplyNotAllowed(_POINTS.format(label=row.label, or_invite=or_invite))
    unlike = found is Substance.UNLIKE and public
    if unlike and not sure:
        raise NotTheAnswer
    return unlike
