"""X as practice mode plays it: API v2 by its two contracts (channels.md §4)."""
