"""The writing box: purpose and way of an answer, prepared texts filled from the case, and the limits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from admin_app.case_page.prepared_texts import PreparedText, prepared_texts, true_here, values_of
from admin_app.case_page.work import Work
from admin_app.replies.answer_files import NOTHING_ATTACHED, AttachedFiles
from admin_app.shell import times
from models.actions.core.answers.invitation_waiting import InvitationState, invitation_of
from models.actions.replies.invite import ways_into_private
from models.actions.replies.reply_reach import ReplyReach, ways_of_case
from models.rules.channels.channels import Channel, Measure, Reach, channel, length
from models.rules.channels.messages import Kind
from models.rules.channels.windows import Window
from models.rules.core.declarations import Harmless
from models.rules.privacy.public_text import private_facts
from models.rules.replies.blanks import blanks_in
from models.rules.replies.delivery import PURPOSES, Purpose, ReplyState
from models.rules.replies.invitations import CODE_PLACE
from models.rules.replies.languages import INDONESIAN, LANGUAGES, fitting_first
from models.tables import Complaint, Outbox, ReplyFile, StepOutput

# The values of the field that says which way an answer goes.
AS_WRITTEN, IN_PRIVATE = "kanal", "pribadi"
_LINKED = "undangan-"


def linked_by(way: str) -> int | None:
    """Return the claim named by a way's value: the private conversation that an invitation opened."""
    number = way.removeprefix(_LINKED)
    return int(number) if number != way and number.isascii() and number.isdecimal() else None


@dataclass(frozen=True)
class Beginning:
    """What the box starts with: a prepared text (its code), or a reply just taken back (its key)."""

    code: str = ""
    taken_back: str = ""


NOTHING_BEGUN = Beginning()


@dataclass(frozen=True)
class WayShown:
    """One way of answering as the box shows it: its name, who can read it, its longest text, and until when."""

    value: str
    label: str
    button: str
    public: bool
    limit: int
    measure: str
    window: str  # the sentence about the channel's time, empty where it has none
    shut: bool
    left: timedelta | None = None  # until the channel's time ends
    reach: Reach | None = None

    @property
    def kind(self) -> str:
        """Return which prepared texts fit: short ones in public, whole ones in private."""
        return str(Kind.COMMENT if self.public else Kind.DM)


@dataclass(frozen=True)
class Composer:
    """What the writing box shows. Without `ways` the channel sends nothing: the text is copied and sent by hand."""

    channel: Harmless[Channel]
    purposes: Harmless[tuple[tuple[str, str], ...]]
    chosen: Harmless[str]
    text: str
    prepared: tuple[PreparedText, ...]
    kind: Harmless[str]  # of the conversation: dm or comment
    ways: Harmless[tuple[WayShown, ...]] = ()
    language: Harmless[str] = INDONESIAN  # of the citizen
    attached: AttachedFiles = NOTHING_ATTACHED
    invites_to: Harmless[tuple[tuple[int, str, str], ...]] = ()  # account, label, words with the code's place
    left_out: Harmless[tuple[tuple[str, str], ...]] = ()  # texts that would not be true here: title, what they say

    @property
    def foreign(self) -> str:
        """Return the name of the citizen's language, empty where it is Indonesian."""
        return "" if self.language == INDONESIAN else LANGUAGES[self.language]

    @property
    def way(self) -> WayShown | None:
        """Return the way chosen at first."""
        return self.ways[0] if self.ways else None

    @property
    def languages(self) -> tuple[tuple[str, str], ...]:
        """Return the languages of the fitting texts, the citizen's first; none where there is only one."""
        found = dict.fromkeys(text.language for text in self.prepared if text.kind in self.kinds)
        return tuple((code, LANGUAGES.get(code, code)) for code in found) if len(found) > 1 else ()

    @property
    def approved(self) -> tuple[PreparedText, ...]:
        """Return the approved texts where only such may be sent now."""
        shut = self.way is not None and self.way.shut and self.way.reach is not None and self.way.reach.approved
        return tuple(text for text in self.prepared if text.approved) if shut else ()

    @property
    def kinds(self) -> frozenset[str]:
        """Return the kinds of prepared texts that fit one of the ways."""
        return frozenset(way.kind for way in self.ways) or frozenset({self.kind, str(Kind.DM)})


def read_composer(
    case: Complaint,
    work: Work,
    outputs: list[StepOutput],
    office: Mapping[str, str],
    now: datetime,
    language: str = INDONESIAN,
    begun: Beginning = NOTHING_BEGUN,
) -> Composer | None:
    """Return the writing box of a case, None where this person may not write; `language` is the citizen's."""
    if not work.purposes:
        return None
    chosen = _chosen(work)
    ways = _ways(case, chosen, now)
    state = invitation_of(case.id, now) if case.thread.kind == Kind.COMMENT else None
    private = ways_into_private(case) if _may_invite(case, state) else []
    texts = prepared_texts(work, values_of(case, outputs, office), fitting_first(language))
    prepared, left_out = true_here(texts, case, [way.public for way in ways], bool(private))
    kind = ways[0].kind if ways else case.thread.kind
    if private and ways and ways[0].public:
        chosen = _said_in_public(chosen, prepared, ways[0], state)
    purpose, text = _begun(case, prepared, begun) or _usual(prepared, chosen, kind)
    return Composer(
        channel=channel(case.account.kind),
        purposes=tuple(
            (str(purpose), PURPOSES[purpose].label)
            for purpose in work.purposes
            if private or not PURPOSES[purpose].public
        ),
        chosen=purpose,
        text=text,
        prepared=prepared,
        kind=case.thread.kind,
        ways=ways,
        language=language,
        left_out=left_out,
        invites_to=tuple(
            (way.account, f"{way.channel.label} ({way.label})", way.words(CODE_PLACE)) for way in private
        ),
    )


def _begun(case: Complaint, prepared: Sequence[PreparedText], begun: Beginning) -> tuple[str, str] | None:
    """Return purpose and words of the prepared text asked for, or of the reply just taken back."""
    if begun.taken_back:
        mine = (Outbox.reply_key == begun.taken_back) & (Outbox.complaint == case.id)
        words = Outbox.id.not_in(ReplyFile.select(ReplyFile.reply))
        row = Outbox.get_or_none(mine & words & (Outbox.state == str(ReplyState.CANCELLED)))
        return (row.purpose, row.text) if row else None
    return next(((text.purpose, text.text) for text in prepared if text.code == begun.code), None)


def _usual(prepared: Sequence[PreparedText], chosen: Purpose, kind: str) -> tuple[str, str]:
    """Return the stage's purpose with the first prepared text that fits; an empty box for other messages."""
    fitting = (text.text for text in prepared if text.purpose == chosen and text.kind == kind)
    return str(chosen), "" if chosen is Purpose.LAIN else next(fitting, "")


def _ways(case: Complaint, chosen: Purpose, now: datetime) -> tuple[WayShown, ...]:
    """Return the ways of answering; an answer goes first where a platform has a private reply to a comment."""
    found = ways_of_case(case, now)
    if PURPOSES[chosen].answers:
        found.sort(key=lambda one: (one[1].window is Window.SHUT, one[1].public))
    return tuple(_shown(way, claim, now) for claim, way in found)


def _may_invite(case: Complaint, state: InvitationState | None) -> bool:
    return case.thread.kind == Kind.COMMENT and (state is None or state.claim is None)


def _said_in_public(
    chosen: Purpose, prepared: Sequence[PreparedText], way: WayShown, state: InvitationState | None
) -> Purpose:
    """Return what a public reply is at first: the answer where it fits and names nobody, else an invitation."""
    if not PURPOSES[chosen].answers:
        return chosen
    if state is not None:
        return Purpose.UNDANGAN if state.may_remind else Purpose.LAIN
    text = next((one.text for one in prepared if one.purpose == chosen and one.kind == way.kind), "")
    fits = bool(text) and not blanks_in(text) and not private_facts(text)
    return chosen if fits and length(text, Measure(way.measure)) <= way.limit else Purpose.UNDANGAN


def _shown(way: ReplyReach, claim: int | None, now: datetime) -> WayShown:
    label = way.channel.label
    name, button = f"Pesan {label}", f"Kirim lewat {label}"
    if way.public:
        name, button = "Balas komentar (terbaca semua orang)", f"Balas di depan umum lewat {label}"
    elif claim is not None:
        name = f"{label} (undangan diterima)"
    elif way.private:
        name, button = "Pesan pribadi", f"Kirim pesan pribadi lewat {label}"
    return WayShown(
        value=f"{_LINKED}{claim}" if claim is not None else IN_PRIVATE if way.private else AS_WRITTEN,
        label=name,
        button=button,
        public=way.public,
        limit=way.limit,
        measure=str(way.reach.measure),
        window=_window(way, now),
        shut=way.window is Window.SHUT,
        left=max(way.until - now, timedelta()) if way.until else None,
        reach=way.reach,
    )


def _window(way: ReplyReach, now: datetime) -> str:
    """Return until when the channel takes the answer, and what to do once it does not."""
    if way.until is None:
        return ""
    until = times.near(way.until, now)
    if way.window is Window.SHUT:
        return (
            f"Waktu menjawab lewat {way.channel.label} habis {until}. Jawaban yang dikirim sekarang menunggu sampai "
            "pelapor menulis lagi; lebih baik sampaikan dengan cara lain, lalu catat."
        )
    late = " sebagai jawaban petugas, karena waktu biasanya sudah lewat" if way.window is Window.LATE else ""
    return f"Dapat dibalas sampai {until}{late}."


def _chosen(work: Work) -> Purpose:
    """Return the purpose the stage waits for, else that of a message without consequences."""
    waited = next((task for task in work.tasks if task.kind == "kirim" and task.waits), None)
    return waited.purpose if waited and waited.purpose else Purpose.LAIN
