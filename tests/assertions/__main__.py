"""Shows what is said and neither asserted nor listed: `python -m tests.assertions list`.

`python -m tests.assertions write` drops from lists and rows what is said nowhere any more (a changed sentence is a
new one: look at its row again) and enters new literals into the lists. One with a word of a state is entered with
"?", and the suite stays red until its author has written a row of the register for it, or a reason in its place.
"""

import sys

from tests.assertions.collecting import collected
from tests.assertions.rows import (
    asserted,
    assertions,
    keep_lists,
    keep_register,
    no_assertions,
    reason_by_place,
    still_said,
)


def main(words: list[str]) -> None:
    """List or write."""
    said, kept, listed = collected(), assertions(), no_assertions()
    rows = asserted(kept)
    new = {key: reason_by_place(*key, role) for key, role in said.items() if key not in rows and key not in listed}
    gone = [key for key in listed if key not in said or key in rows]
    for (place, text), reason in sorted(new.items()):
        print(f"new   {reason:8} {place}: {text}")
    for place, text in sorted(gone):
        print(f"gone           {place}: {text}")
    for row in kept:
        for text in sorted(set(row.says) - {there for place, there in said if place in row.where}):
            print(f"gone           row {row.name}: {text}")
    if words == ["write"]:
        keep_register([left for row in kept if (left := still_said(row, said))])
        keep_lists({key: why for key, why in listed.items() if key not in gone} | new)


if __name__ == "__main__":
    main(sys.argv[1:])
