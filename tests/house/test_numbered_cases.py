"""Every pitfall and every security case of papers has a test that carries its number in its name."""

import re
from functools import cache

from tests.tools import ROOT

PITFALLS = range(1, 24)  # found with docxtpl, python-docx and LibreOffice; S: bad input and security
CASES = range(35, 44)
_PITFALL = re.compile(r"pitfall_(\d+(?:_and_\d+)*)")
_CASE = re.compile(r"_S(\d+)")
_DEFINED = re.compile(r"^ *def (test_\w+)\(", re.MULTILINE)


@cache
def names_of_tests() -> list[str]:
    """Return the name of every test there is."""
    return [
        name for path in (ROOT / "tests").rglob("test_*.py") for name in _DEFINED.findall(path.read_text("utf-8"))
    ]


def test_every_pitfall_of_word_has_a_test_of_its_number() -> None:
    numbers = {
        int(number)
        for name in names_of_tests()
        for found in _PITFALL.finditer(name)
        for number in found[1].split("_and_")
    }
    assert sorted(set(PITFALLS) - numbers) == []


def test_every_security_case_of_papers_has_a_test_of_its_number() -> None:
    numbers = {int(found[1]) for name in names_of_tests() for found in _CASE.finditer(name)}
    assert sorted(set(CASES) - numbers) == []
