"""What every test stands on: no settings from outside, and every skip counted with its reason at the end."""

import os
from collections import Counter

import pytest

# A test must never meet an office's database, whoever starts it.
for _name in [name for name in os.environ if name.startswith("ADUAN_") and not name.startswith("ADUAN_TEST_")]:
    del os.environ[_name]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print how many tests were skipped, and for which reasons."""
    skipped = terminalreporter.getreports("skipped")
    reasons = Counter(str(report.longrepr[2] if isinstance(report.longrepr, tuple) else "") for report in skipped)
    if reasons:
        terminalreporter.write_line(f"{len(skipped)} skipped, because:")
    for reason, count in reasons.most_common():
        terminalreporter.write_line(f"  {count} x {reason.removeprefix('Skipped: ')}")
