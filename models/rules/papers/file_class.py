"""The security class of a whole file, by what is in it (tte-arsip: a file has its highest paper's)."""

from models.rules.papers.documents import SecurityClass


def file_class(given: str, *, protected: bool, conduct: bool) -> SecurityClass:
    """Return the security class of a case's file: the highest of what is in it.

    `given`: the case's own. Whoever is `protected` stands in it by name, so it is limited; what may be about an
    officer's `conduct` is secret.
    """
    order = list(SecurityClass)
    held = [SecurityClass(given or SecurityClass.BIASA)]
    held += [SecurityClass.TERBATAS] if protected else []
    held += [SecurityClass.RAHASIA] if conduct else []
    return max(held, key=order.index)
