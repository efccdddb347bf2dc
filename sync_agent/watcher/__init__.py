"""The watcher: a program of its own that looks at the others and tells somebody outside the office."""
