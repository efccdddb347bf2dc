"""Actions on channel accounts: keep, serve, test, judge their health."""
