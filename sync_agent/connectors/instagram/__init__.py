"""Instagram: an office's direct messages and the comments under its publications, in both of Meta's set-ups."""
