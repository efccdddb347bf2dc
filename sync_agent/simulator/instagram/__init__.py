"""A fake Instagram: direct messages and comments of a professional account, under both of Meta's set-ups."""
