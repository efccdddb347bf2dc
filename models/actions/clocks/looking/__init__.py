"""When the clock job looks at which case."""
