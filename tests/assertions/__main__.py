"""Shows what is said and neither asserted nor listed: `python -m tests.assertions list`.

`python -m tests.assertions write` drops lines whose literal is gone and enters new literals into the lists. Where a
new one has a word of a state, it is entered with "?", and the suite stays red until its author has written either a
row of the register for it or a reason in place of the "?".
"""

import sys

from tests.assertions.collecting import collected
from tests.assertions.rows import asserted, assertions, keep_lists, no_assertions, reason_by_place


def main(words: list[str]) -> None:
    """List or write."""
    said, rows, listed = collected(), asserted(assertions()), no_assertions()
    new = {key: reason_by_place(*key, role) for key, role in said.items() if key not in rows and key not in listed}
    gone = [key for key in listed if key not in said or key in rows]
    for (place, text), reason in sorted(new.items()):
        print(f"new   {reason:8} {place}: {text}")
    for place, text in sorted(gone):
        print(f"gone           {place}: {text}")
    if words == ["write"]:
        keep_lists({key: why for key, why in listed.items() if key not in gone} | new)


if __name__ == "__main__":
    main(sys.argv[1:])
