"""The queue: which cases, in which order, narrowed and worked on several at once."""
