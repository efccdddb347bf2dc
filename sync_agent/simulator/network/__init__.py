"""What every fake platform remembers alike: people, publications, private talks and comments. Knows no HTTP."""
