"""A fake Facebook: a Page's private messages, the comments under its posts, what visitors post."""
