"""Whether the name on a certificate is that of a paper's signer, titles and degrees left aside."""

import re
import unicodedata

# Titles with a full stop before a name; a closed list, since an initial (A. Rahman, M. Rahman) tells persons apart.
# What follows the first comma is degrees.
_TITLE = re.compile(r"^(?:(?:Prof|Drs|Dra|Dr|Ir|Hj|KH|H|apt)\.\s*)+", re.IGNORECASE)


def same_person(certified: str, named: str) -> bool:
    """Whether both name the same person; an empty name is nobody's."""
    one, other = _bare(certified), _bare(named)
    return bool(one) and one == other


def _bare(name: str) -> str:
    first = unicodedata.normalize("NFKC", name).split(",")[0].strip()
    return " ".join(re.findall(r"\w+", _TITLE.sub("", first) or first)).casefold()
