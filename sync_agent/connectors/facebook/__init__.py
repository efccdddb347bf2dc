"""Facebook: a Page's private messages, and what people write under its publications and about it."""
