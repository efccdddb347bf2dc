"""X: mentions and direct messages over API v2 with a user's OAuth 2 token (channels.md §4)."""
