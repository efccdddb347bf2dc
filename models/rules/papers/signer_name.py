"""Whether the name on a certificate is that of a paper's signer, titles and degrees left aside."""

import re
import unicodedata

# Titles written with a full stop before a name (Drs., Dr., H., Ir.), and what follows the first comma (degrees).
_TITLE = re.compile(r"^(?:[A-Za-z]{1,5}\.\s*)+")


def same_person(certified: str, named: str) -> bool:
    """Whether both name the same person; an empty name is nobody's."""
    one, other = _bare(certified), _bare(named)
    return bool(one) and one == other


def _bare(name: str) -> str:
    first = unicodedata.normalize("NFKC", name).split(",")[0].strip()
    return " ".join(re.findall(r"\w+", _TITLE.sub("", first) or first)).casefold()
