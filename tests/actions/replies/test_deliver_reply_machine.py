"""Delivery under any order of sending, failing, dying, waiting and looking: at most one visible answer (I-4, I-5)."""

import tempfile
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from models.actions.replies import deliver_reply as deliver
from models.actions.replies import read_back
from models.actions.replies.queue_reply import queue_reply
from models.actions.replies.settle_reply import Verdict, settle_reply
from models.rules.channels.messages import Finding, Readback, Receipt
from models.rules.replies.delivery import OPEN_STATES, REPLY_MOVES, Purpose, ReplyState
from models.rules.staff.roles import Role
from models.tables import Audit, Outbox
from tests.office import NOW, actor, new_complaint, office

LEASE, SETTLE = 10.0, 20.0


class Delivery(RuleBasedStateMachine):
    """Two complaints, one platform that shows what reached it, and an agent that may die anywhere."""

    def __init__(self) -> None:
        super().__init__()
        self.now, self.made = NOW, 0
        self.visible: Counter[str] = Counter()
        self.folder = tempfile.TemporaryDirectory()
        self.context = office(f"sqlite:///{Path(self.folder.name) / 'aduan.db'}")
        self.account: Any = self.context.__enter__()

    @initialize()
    def open_two_complaints(self) -> None:
        self.cases = [new_complaint(self.account, who=f"62811000000{n}").id for n in (1, 2)]

    def teardown(self) -> None:
        self.context.__exit__(None, None, None)
        self.folder.cleanup()

    def tick(self, seconds: float = 1.0) -> Any:
        self.now += timedelta(seconds=seconds)
        return self.now

    @rule(case=st.integers(0, 1))
    def queue(self, case: int) -> None:
        self.made += 1
        key = f"k{self.made}"
        queue_reply(self.cases[case], f"jawaban {key}", Purpose.LAIN, key, actor(Role.PENGELOLA), self.tick())

    @rule(seconds=st.sampled_from([1.0, LEASE + 1, SETTLE + 1, 400.0]))
    def time_passes(self, seconds: float) -> None:
        self.tick(seconds)
        deliver.recover_expired(self.account.id, self.now)

    @rule(
        end=st.sampled_from(
            ["sent", "lost answer", "never left", "wait", "refuse", "park", "die claimed", "die sending"]
        ),
        reached=st.booleans(),
    )
    def send(self, end: str, reached: bool) -> None:
        claim = deliver.claim_due(self.account.id, "agen", LEASE, self.tick())
        if claim is None or end == "die claimed":
            return
        assert deliver.record_intent(claim, LEASE, self.now)
        key = claim.reply.reply_key
        if end == "sent" or (end in ("lost answer", "die sending") and reached):
            self.visible[key] += 1
        outcomes = {
            "sent": lambda: deliver.record_sent(claim, Receipt(f"id-{key}"), self.now),
            "lost answer": lambda: deliver.record_unknown(claim, "putus", self.now),
            "never left": lambda: deliver.record_waiting(claim, self.now + timedelta(seconds=5), "ditolak", self.now),
            "wait": lambda: deliver.record_waiting(claim, self.now + timedelta(seconds=60), "429", self.now),
            "refuse": lambda: deliver.record_refused(claim, "diblokir", self.now),
            "park": lambda: deliver.record_parked(claim, "jendela", self.now),
            "die sending": lambda: True,
        }
        assert outcomes[end]()

    @rule(can_refute=st.booleans())
    def look(self, can_refute: bool) -> None:
        for row_id in read_back.due_readbacks(self.account.id, SETTLE, self.tick()):
            claim = deliver.claim_of(Outbox.get_by_id(row_id), self.now)
            seen = self.visible[claim.reply.reply_key] > 0
            finding = Finding.FOUND if seen else Finding.ABSENT
            read_back.record_readback(claim, Readback(finding, f"id-{claim.reply.reply_key}"), can_refute, self.now)

    @precondition(lambda self: Outbox.select().where(Outbox.state == "hold").exists())
    @rule()
    def a_person_looks_at_the_phone(self) -> None:
        held = Outbox.get(Outbox.state == "hold")
        verdict = Verdict.SENT if self.visible[held.reply_key] else Verdict.RESEND
        settle_reply(held.reply_key, verdict, actor(Role.PENGELOLA), self.tick())

    @invariant()
    def at_most_one_answer_is_visible(self) -> None:
        assert all(count <= 1 for count in self.visible.values())

    @invariant()
    def no_reply_disappears_and_sent_is_visible(self) -> None:
        rows = {row.reply_key: row.state for row in Outbox.select()}
        assert len(rows) == self.made
        for key, state in rows.items():
            assert state != ReplyState.SENT or self.visible[key] == 1
            assert state not in (ReplyState.REFUSED, ReplyState.WAITING, ReplyState.QUEUED) or not self.visible[key]

    @invariant()
    def one_reply_a_thread_is_in_flight_in_the_order_approved(self) -> None:
        for thread in {row.thread_id for row in Outbox.select(Outbox.thread)}:
            states = [row.state for row in Outbox.select().where(Outbox.thread == thread).order_by(Outbox.id)]
            first_open = next((n for n, state in enumerate(states) if state in OPEN_STATES), len(states))
            assert all(state == ReplyState.QUEUED for state in states[first_open + 1 :])

    @invariant()
    def states_went_along_the_table(self) -> None:
        for row in Audit.select().where(Audit.event == "kirim"):
            assert row.after in REPLY_MOVES[ReplyState(row.before)]


Delivery.TestCase.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
TestDelivery = Delivery.TestCase
