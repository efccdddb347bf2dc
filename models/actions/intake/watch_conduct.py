"""Puts what seems to be about an officer's conduct into its lane, as the messages that say so come in."""

from collections.abc import Collection
from datetime import datetime

from peewee import JOIN

from models.actions.core.conduct_lane import enter_lane, posts_today
from models.actions.intake.suggest_case import known_words, sections, words_of
from models.rules.cases.sop import Stage
from models.rules.cases.suggestions import Lexicon, Suggestion, suggest
from models.rules.cases.suspicions import complains, complains_of
from models.rules.privacy.conduct_lane import Conduct, in_lane
from models.rules.privacy.named_staff import Colleague, named_first, named_in
from models.rules.privacy.personal.plain_text import plain
from models.rules.staff.roles import Role
from models.tables import Category, Complaint, ComplaintMessage, MessageVersion, Official, Staff
from models.tables.core.database import is_sqlite


def watch_conduct(complaints: Collection[int], now: datetime, came_past: Collection[int] = ()) -> None:
    """Put those of these cases into the lane whose words the suggestion takes for misconduct.

    So too a complaint of anything that names the front desk or an officer: whom it names is not to have it first.
    `came_past`: those that came by the way past the front desk, whatever their words. What a person has identified,
    closed or released stays as he left it. Runs in the transaction that stores the messages.
    """
    cases = _undecided(complaints)
    if not cases:
        return
    words = _words([case.id for case in cases])
    speaks = _Speaking(now)
    found = {case.id: _state(case, words.get(case.id, ""), came_past, speaks) for case in cases}
    posts = posts_today(now) if any(found.values()) else {}
    front = {person for person, held in posts.items() if Role.PENGELOLA in held}
    for case in cases:
        if found[case.id]:
            named = named_in(words.get(case.id, ""), speaks.staff())
            enter_lane(case, found[case.id], named | (front if case.id in came_past else set()), posts, now)


def watch_edited(messages: Collection[int], now: datetime) -> None:
    """Do the same for the cases of edited messages."""
    if not messages:
        return
    linked = ComplaintMessage.message.in_(list(messages)) & ComplaintMessage.undone_at.is_null()
    watch_conduct({row for (row,) in ComplaintMessage.select(ComplaintMessage.complaint).where(linked).tuples()}, now)


def is_undecided(case: Complaint) -> bool:
    """Whether nobody decided yet what a case is, so that its words may still bring it into the lane."""
    untouched = case.conduct == "" and case.kind == "" and case.category == ""
    return case.stage == Stage.IDENTIFIKASI and (untouched or in_lane(case.conduct))


def _undecided(complaints: Collection[int]) -> list[Complaint]:
    """Return the leading cases of these that nobody decided about yet."""
    if not complaints:
        return []
    case = Complaint.alias()
    leads = case.select(case.lead).where(case.id.in_(list(complaints)) & case.lead.is_null(False))
    mine = Complaint.id.in_(list(complaints)) | Complaint.id.in_(leads)
    new = (Complaint.stage == str(Stage.IDENTIFIKASI)) & Complaint.lead.is_null()
    query = Complaint.select().where(mine & new).order_by(Complaint.id)
    # Locked: an officer may be identifying one of them at this moment.
    return [case for case in (query if is_sqlite() else query.for_update()) if is_undecided(case)]


def _words(cases: list[int]) -> dict[int, str]:
    """Return what the citizens said in each case, as they wrote it first and as they changed it since."""
    found = words_of(cases)
    here = ComplaintMessage.complaint.in_(cases) & ComplaintMessage.undone_at.is_null()
    rows = MessageVersion.select(ComplaintMessage.complaint, MessageVersion.text).join(
        ComplaintMessage, on=ComplaintMessage.message == MessageVersion.message
    )
    for complaint, text in rows.where(here).order_by(MessageVersion.id).tuples():
        found[complaint] = f"{found.get(complaint, '')}\n{text}"
    return found


class _Speaking:
    """Whether words speak of misconduct or of staff, by rules and names read once for all cases of a page."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._known: tuple[Lexicon, dict[str, str], set[str]] | None = None
        self._staff: list[Colleague] | None = None

    def __call__(self, said: str) -> bool:
        """Whether these words are a complaint of misconduct, or one that names who would have it first."""
        meant = plain(said).text
        found = [self._suggested(text) for text in dict.fromkeys((said, meant))]
        if any(complains_of(each, self._misconduct()) for each in found):
            return True
        return any(map(complains, found)) and named_first(said, self.staff())

    def staff(self) -> list[Colleague]:
        """Return every active account with the names, NIP and posts of its person."""
        if self._staff is None:
            called, posts = _called(), posts_today(self._now)
            self._staff = [Colleague(one, names, posts[one], nip) for one, (names, nip) in called.items()]
        return self._staff

    def _suggested(self, text: str) -> Suggestion:
        known, usual, _ = self._rules()
        return suggest(known, text, usual)

    def _misconduct(self) -> set[str]:
        return self._rules()[2]

    def _rules(self) -> tuple[Lexicon, dict[str, str], set[str]]:
        if self._known is None:
            conduct = Category.select(Category.key).where(Category.misconduct & Category.active).tuples()
            self._known = known_words(), sections(), {key for (key,) in conduct}
        return self._known


def _state(case: Complaint, said: str, came_past: Collection[int], speaks: _Speaking) -> Conduct:
    """Return in which state of the lane a case belongs; NONE where it does not."""
    if case.id in came_past:
        return Conduct.WAY_IN
    if in_lane(case.conduct):
        return Conduct(case.conduct)
    return Conduct.WORDS if speaks(said) else Conduct.NONE


def _called() -> dict[int, tuple[tuple[str, str], str]]:
    """Return by which names the accounts' people are called, the account's and the official's, and their NIP."""
    rows = Staff.select(Staff.id, Staff.name, Official.name, Official.nip).join(Official, JOIN.LEFT_OUTER)
    found = rows.where(Staff.active).tuples()
    return {person: ((name, title or ""), nip or "") for person, name, title, nip in found}
