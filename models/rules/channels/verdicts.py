"""What is said of a channel: a condition that holds, and the verdict of all that hold."""

from dataclasses import dataclass

from models.rules.channels.channel_facts import Condition, Facts, Grade

NOTHING_TO_DO = "Tidak ada yang perlu dilakukan."
# A channel of such a grade does not work as it should.
_BAD = frozenset({Grade.DISTURBED, Grade.PAUSED, Grade.DEAF})


@dataclass(frozen=True)
class Finding:
    """One condition that holds."""

    code: str
    grade: Grade
    to_do: str
    operators: str
    told: bool = False

    @property
    def degrades(self) -> bool:
        """Whether the office does not work as it should."""
        return self.told or self.grade in _BAD


@dataclass(frozen=True)
class Verdict:
    """The state of a channel: the worst grade, and every condition that holds, worst first."""

    grade: Grade
    findings: tuple[Finding, ...] = ()

    @property
    def to_do(self) -> str:
        """Return what staff should do first."""
        return self.findings[0].to_do if self.findings else NOTHING_TO_DO

    def holds(self, code: str) -> bool:
        """Whether a condition is among the findings."""
        return any(finding.code == code for finding in self.findings)


def finding_of(row: Condition, facts: Facts) -> Finding:
    """Return the finding of a channel for which a condition holds."""
    return Finding(row.code, row.grade, row.to_do(facts), row.operators, row.told)
