"""Instagram: an office's direct messages and the comments under its publications, under both of Meta's set-ups."""
