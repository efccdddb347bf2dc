"""Makes the pictures: `python -m tests.pictures guide` those of docs/panduan, `… sheets FOLDER` every screen.

`… papers FOLDER` draws the pages of every type of paper, with little and much to say, under several letterheads.
"""

import argparse
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.browser.people import chromium
from tests.pictures import guide, papers, sheets
from tests.pictures.busy_office import busy_office
from tests.pictures.studio import studio


def main() -> None:
    """Fill an office, serve it, and look at it."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__)
    kinds = parser.add_subparsers(dest="kind", required=True)
    kinds.add_parser("guide", help="the pictures of docs/panduan and its printable sheet")
    every = kinds.add_parser("sheets", help="every screen of every role, wide and narrow, light and dark")
    every.add_argument("folder", type=Path, help="where to, outside the project")
    every.add_argument("--role", action="append", help="only this role")
    montage = kinds.add_parser("montage", help="the picture of the README")
    montage.add_argument("file", type=Path)
    papers_too = kinds.add_parser("papers", help="the pages of every type of paper, to be looked at in full size")
    papers_too.add_argument("folder", type=Path, help="where to, outside the project")
    papers_too.add_argument("--type", action="append", help="only this type, as ND-TERUS")
    words = parser.parse_args()
    if words.kind == "papers":
        papers.make_all(words.folder, words.type)
        return
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        office, browser = stack.enter_context(busy_office(folder)), stack.enter_context(chromium())
        room = stack.enter_context(studio(browser, office))
        if words.kind == "guide":
            guide.make_all(room)
        elif words.kind == "sheets":
            sheets.make_all(room, words.folder, words.role)
        else:
            sheets.draw_montage(room, words.file)


if __name__ == "__main__":
    main()
