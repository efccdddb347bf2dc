"""The queue: which cases, in which order, filtered, and worked on several at once."""
