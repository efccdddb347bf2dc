"""What every fake platform remembers alike: people, posts, private conversations and comments. Knows no HTTP."""
