"""Counts for a pager that show where counting stopped."""

MOST_COUNTED = 1_000  # beyond the page that is shown, so that the next page can always be asked for
FEW_FOUND = 500


class CappedCount(int):
    """A count for the pager that reads '1.000+' where counting stopped."""

    most: int

    def __new__(cls, count: int, most: int = MOST_COUNTED) -> "CappedCount":
        """Make a count with the limit at which counting stopped."""
        made = super().__new__(cls, count)
        made.most = most
        return made

    def __str__(self) -> str:
        capped = int(self) > self.most
        return f"{min(int(self), self.most):,}".replace(",", ".") + ("+" if capped else "")

    __html__ = __str__


class FoundCount(int):
    """A count of search hits that reads '500+' where searching stopped."""

    def __str__(self) -> str:
        return f"{FEW_FOUND}+" if int(self) > FEW_FOUND else str(int(self))

    __html__ = __str__
