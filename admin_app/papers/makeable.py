"""Which drafts could be made: one looked at and then signed is not made once more only to see that it can be.

A number given to a paper that cannot be made would be lost, so each is tried before. The same type, facts and
template give the same paper, so the look beside the button was that trial. Only hashes are kept, no words.
"""

import hashlib
import threading

from cachetools import LRUCache

from admin_app.shell.caches import MADE

_made: LRUCache[bytes, bool] = LRUCache(MADE.most)
_turn = threading.Lock()


def wording_of(code: str, facts: str, template: bytes) -> bytes:
    """Return what stands for a paper: another type, other facts or another template are another one."""
    parts = (code.encode("utf-8"), facts.encode("utf-8", "surrogatepass"), template)
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).digest()


def could_be_made(wording: bytes) -> bool:
    """Whether this program has made it lately."""
    with _turn:
        return wording in _made


def remember_made(wording: bytes) -> None:
    """Note that it was made."""
    with _turn:
        _made[wording] = True
