"""A machine over every simulated platform: like answers, cut or killed anywhere, two agents, wrong clocks."""

import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from models.actions.replies.settle_reply import Verdict, settle_reply
from models.rules.channels.messages import OutgoingReply, Receipt
from models.rules.channels.reply_files import JPEG
from models.rules.replies.delivery import OPEN_STATES, ReplyState
from models.rules.staff.roles import Role
from models.tables import Outbox
from sync_agent.connector_kit.errors import ConnectorError, OutcomeUnknown
from sync_agent.delivering import deliver, look_back
from tests.connectors.stage import ANI, BUDI
from tests.office import actor
from tests.sync_agent.alike.facing import LEASE, SETTLE, Facing, Time, facing_in_time

_S = ReplyState
PATIENCE = 60  # rounds; X refuses the same words again and again before a person is asked
WORDS = ("Baik, kami periksa.", "Baik, kami periksa.", "Mohon foto buktinya.")
# What becomes of the next sendings of a pass, one after the other; the later ones of it succeed.
CUTS = (
    ("none", "before"),
    ("none", "before"),
    ("none", "killed before"),
    ("before", "after"),
    ("after", "before"),
    ("late", "none"),
    ("late", "before"),
    ("killed before",),
    ("killed after",),
    ("stalled",),
)
SKEWS = (0, 0, 3 * 3600, -3 * 3600)  # the agent's clock against the platform's, in seconds


class Killed(BaseException):
    """The agent dies here."""


class Cut:
    """A connector whose sendings are cut, and which knows for the test what really arrived."""

    def __init__(self, inner: Any, machine: "Alike") -> None:
        self._inner, self._machine = inner, machine
        if hasattr(inner, "lay_ready"):
            self.lay_ready = inner.lay_ready

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def arrive(self, reply: OutgoingReply) -> Receipt:
        """Send, and note what arrived."""
        receipt: Receipt = self._inner.send(reply)
        if receipt.external_id not in self._machine.known:  # WAHA drops a second one of the same id
            self._machine.known.add(receipt.external_id)
            self._machine.arrived[reply.reply_key] += 1
        return receipt

    def send(self, reply: OutgoingReply) -> Receipt:
        """Send, as far as the cut lets it."""
        cut = self._machine.cuts.pop(0) if self._machine.cuts else "none"
        if cut == "killed before":
            raise Killed
        if cut == "late":
            self._machine.late.append(lambda: self.arrive(reply))
        if cut in ("before", "late"):
            raise OutcomeUnknown("putus")
        receipt = self.arrive(reply)
        if cut == "killed after":
            raise Killed
        if cut == "stalled":  # the lease ends while the platform answers, and the other agent looks
            self._machine.passes(LEASE + SETTLE + 1)
            self._machine.looks(1)
        if cut == "after":
            raise OutcomeUnknown("putus")
        return receipt


class Alike(RuleBasedStateMachine):
    """Two citizens at one platform, in one place where it has such places, and two agents."""

    stage = "facebook-comment"
    with_files = False
    skews: tuple[int, ...] = SKEWS
    ways: tuple[tuple[str, ...], ...] = CUTS

    def __init__(self) -> None:
        super().__init__()
        self.arrived: Counter[str] = Counter()
        self.known: set[str] = set()
        self.late: list[Callable[[], Receipt]] = []
        self.cuts: list[str] = []
        self.open = ExitStack()
        folder = Path(self.open.enter_context(tempfile.TemporaryDirectory()))
        self.scene: Facing
        self.clock: Time
        self.scene, self.clock = self.open.enter_context(facing_in_time(self.stage, folder))
        self.agents = [self._agent(name) for name in ("agen-a", "agen-b")]

    def _agent(self, owner: str) -> Any:
        service = self.scene.service(owner)
        return replace(service, connector=Cut(service.connector, self))

    @initialize(skew=st.integers(0, len(SKEWS) - 1))
    def two_citizens_write(self, skew: int) -> None:
        ani = self.scene.writes("Paspor saya belum jadi.", ANI)
        under = {}
        if self.stage.endswith("-comment") and not self.stage.startswith("x"):
            network = self.scene.stage.platform.network  # type: ignore[attr-defined]
            under = {"parent": next(iter(network.items))}
        budi = self.scene.writes("Saya juga menunggu.", BUDI, **under)
        self.cases = [ani, budi]
        self.scene.ahead += timedelta(seconds=self.skews[skew])
        for case in self.cases:
            self.scene.answer(case, WORDS[0])

    def teardown(self) -> None:
        try:
            if hasattr(self, "cases"):
                self._in_the_end_nothing_is_left_undecided()
        finally:
            self.open.close()

    def passes(self, seconds: float) -> None:
        """Let time pass for everybody; what was under way arrives within it."""
        for effect in self.late:
            with suppress(ConnectorError):  # the platform may refuse it after all
                effect()
        self.late.clear()
        self.scene.ahead += timedelta(seconds=seconds)
        self.clock.ahead += seconds

    def looks(self, agent: int) -> None:
        """Let an agent look back; a quota or a shut window is the platform's right."""
        with suppress(ConnectorError):
            look_back(self.agents[agent])

    @rule(cases=st.sampled_from([(0, 1), (0, 1), (0,), (1,)]), words=st.sampled_from(WORDS), file=st.booleans())
    def answer(self, cases: tuple[int, ...], words: str, file: bool) -> None:
        files = [self.scene.stored(b"\xff\xd8\xff\xe0 loket", JPEG, "loket.jpg")] if file and self.with_files else []
        for case in cases:
            self.scene.answer(self.cases[case], words, files)

    @rule(cut=st.integers(0, len(CUTS) - 1), agent=st.integers(0, 1))
    def send(self, cut: int, agent: int) -> None:
        self.cuts = list(self.ways[cut % len(self.ways)])
        with suppress(ConnectorError, Killed):
            deliver(self.agents[agent])
        self.cuts = []

    @rule(seconds=st.sampled_from([LEASE + 1, SETTLE + 1, 5 * SETTLE]), agent=st.integers(0, 1))
    def time_passes_and_an_agent_looks(self, seconds: float, agent: int) -> None:
        self.passes(seconds)
        self.looks(agent)

    @precondition(lambda self: Outbox.select().where(Outbox.state == "hold").exists())
    @rule(again=st.booleans())
    def a_person_who_knows_settles(self, again: bool) -> None:
        held = Outbox.select().where(Outbox.state == "hold").order_by(Outbox.id).first()
        verdict = Verdict.SENT if self.arrived[held.reply_key] else Verdict.RESEND if again else Verdict.CANCEL
        settle_reply(held.reply_key, verdict, actor(Role.PENGELOLA), self.scene.now())

    @invariant()
    def every_answer_arrives_at_most_once_and_what_counts_as_sent_arrived(self) -> None:
        assert all(count <= 1 for count in self.arrived.values()), "I-4: twice"
        for row in Outbox.select():
            if row.state == _S.SENT:
                assert self.arrived[row.reply_key] == 1, "I-5: sent, but not there"

    @invariant()
    def the_program_itself_fails_at_no_row(self) -> None:
        assert not Outbox.select().where(Outbox.faults > 0).exists()

    def _in_the_end_nothing_is_left_undecided(self) -> None:
        for _ in range(PATIENCE):
            if not self._undecided():
                break
            self.passes(SETTLE + 1)
            self.looks(0)
            with suppress(ConnectorError):
                deliver(self.agents[0])
        assert not self._undecided(), [(row.thread_id, row.state, row.reason) for row in Outbox.select()]
        self.every_answer_arrives_at_most_once_and_what_counts_as_sent_arrived()
        self.the_program_itself_fails_at_no_row()

    def _undecided(self) -> list[int]:
        """Return the answers that neither ended nor wait for a person, for the citizen, or behind one that does."""
        rows = list(Outbox.select().order_by(Outbox.id))
        waits = {_S.HOLD, _S.PARKED}
        behind = {row.id for row in rows if any(o.thread_id == row.thread_id and o.state in waits for o in rows)}
        return [row.id for row in rows if row.state in OPEN_STATES - waits and row.id not in behind]
