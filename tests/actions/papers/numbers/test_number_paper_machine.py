"""Numbering under any order of signing, cancelling, granting and changing the rules: no gap, no double, no reuse."""

import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from models.actions.papers.cancel_document import cancel_document
from models.actions.papers.sign_document import sign_document
from models.rules.core.errors import NumberNotAllowed
from models.rules.papers.numbering import NumberMode
from models.rules.staff.roles import Role
from models.tables import Document, ExternalNumber, IssuedNumber, NumberSeries
from tests.actions.drafting import draft, grant, nothing_wrong, set_office, use_mode
from tests.actions.walking import Walk
from tests.office import actor, office

KANTOR = "WIM.32.IMI.5-UM.01.01-"


class Register(RuleBasedStateMachine):
    """One case at Kasubsi Infokim's desk, papers without end, and an office that changes its mind."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.context = office(f"sqlite:///{Path(self.folder.name) / 'aduan.db'}")
        self.account: Any = self.context.__enter__()
        self.seen: set[tuple[int, str]] = set()

    @initialize()
    def open_a_case(self) -> None:
        self.walk = Walk(self.account).at_kasubsi()

    def teardown(self) -> None:
        self.context.__exit__(None, None, None)
        self.folder.cleanup()

    @rule(mode=st.sampled_from(list(NumberMode)))
    def change_the_mode(self, mode: NumberMode) -> None:
        use_mode(str(mode))

    @rule(scope=st.sampled_from(["kantor", "masalah", "klasifikasi"]))
    def change_the_scope(self, scope: str) -> None:
        set_office("lingkup_seri", scope)

    @rule(code=st.sampled_from(["UM.01.01", "PW.06.03"]))
    def change_the_classification(self, code: str) -> None:
        set_office("klasifikasi_surat", code)

    @rule(gap=st.integers(0, 5), size=st.integers(1, 4), series=st.sampled_from(["kantor", "masalah UM"]))
    def grant_a_range(self, gap: int, size: int, series: str) -> None:
        year = (self.walk.now + timedelta(hours=7)).year
        if year not in (2026, 2027):
            return
        mine = (NumberSeries.series == series) & (NumberSeries.year == year)
        row = NumberSeries.get_or_none(mine)
        highest = max([row.last, *(block.final for block in row.blocks)]) if row else 0
        grant(highest + 1 + gap, highest + gap + size, series=series, year=year)

    @rule(place=st.integers(1, 12), cancel=st.booleans())
    def sign(self, place: int, cancel: bool) -> None:
        """Sign the draft; a typed number may be one already used, a range may be empty: then nothing happens."""
        before = IssuedNumber.select().count(), ExternalNumber.select().count()
        paper, kasubsi = draft(self.walk), actor(Role.KASUBSI_INFOKIM)
        try:
            signed = sign_document(paper.id, kasubsi, self.walk.tick(), number=f"{KANTOR}{place}")
        except NumberNotAllowed:
            assert before == (IssuedNumber.select().count(), ExternalNumber.select().count())
            assert Document.get_by_id(paper.id).number is None
            return
        key = (signed.date.year, str(signed.number))
        assert key not in self.seen
        self.seen.add(key)
        if cancel:
            cancel_document(signed.id, "Salah ketik", kasubsi, self.walk.tick())

    @rule()
    def the_year_ends(self) -> None:
        if self.walk.now < datetime(2026, 12, 31, 17):
            self.walk.now = datetime(2026, 12, 31, 17)

    @invariant()
    def the_register_passes_its_proof(self) -> None:
        assert nothing_wrong()
        carried = [row.number for row in Document.select().where(Document.number.is_null(False))]
        assert len(self.seen) == len(carried)


TestRegister = Register.TestCase
TestRegister.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
