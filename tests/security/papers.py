"""Reads the tables of the documents in docs/keamanan, so that each can be compared with the program."""

import re

from tests.tools import ROOT

FOLDER = ROOT / "docs" / "keamanan"


def rows(paper: str, heading: str) -> list[list[str]]:
    """Return the rows of the table under a heading, each cell without its marks of code, the head left out."""
    words = (FOLDER / paper).read_text("utf-8")
    part = re.split(r"(?m)^#+ ", words.split(f"\n## {heading}\n")[1])[0]
    lines = [line for line in part.splitlines() if line.startswith("|")][2:]
    return [[cell.strip().replace("`", "") for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


def first_cells(paper: str, heading: str) -> list[str]:
    """Return what the rows of a table begin with."""
    return [row[0] for row in rows(paper, heading)]
