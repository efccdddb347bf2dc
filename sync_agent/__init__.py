"""The sync agent: carries messages in and replies out. Decides nothing."""
