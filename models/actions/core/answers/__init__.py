"""What every subject above needs to know of the answers a citizen got: which stand, which are on their way."""
