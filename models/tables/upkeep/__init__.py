"""Creating and upgrading the schema."""
