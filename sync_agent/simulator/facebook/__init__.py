"""A fake Facebook: a Page's private messages, the comments under its publications, what visitors publish."""
