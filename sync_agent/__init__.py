"""The sync agent: carries messages in and replies out. It decides nothing."""
