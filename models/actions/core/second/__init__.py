"""What one person alone must not do: asking a second one, deciding, and whether that is needed yet."""
