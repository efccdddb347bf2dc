"""Instagram: an office's direct messages and the comments under its posts, under both of Meta's set-ups."""
