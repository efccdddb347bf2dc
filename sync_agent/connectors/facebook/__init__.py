"""Facebook: a Page's private messages, and what people write under its posts and about it."""
