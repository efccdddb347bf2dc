"""The page of a paper that SRIKANDI signs."""
