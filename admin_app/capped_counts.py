"""Counts for a pager that say where counting stopped."""

MOST_COUNTED = 10_000
FEW_FOUND = 500


class CappedCount(int):
    """A count for the pager that reads '10.000+' where counting stopped."""

    def __str__(self) -> str:
        capped = int(self) > MOST_COUNTED
        return f"{min(int(self), MOST_COUNTED):,}".replace(",", ".") + ("+" if capped else "")

    __html__ = __str__


class FoundCount(int):
    """A count of what a search found that reads '500+' where looking stopped."""

    def __str__(self) -> str:
        return f"{FEW_FOUND}+" if int(self) > FEW_FOUND else str(int(self))

    __html__ = __str__
