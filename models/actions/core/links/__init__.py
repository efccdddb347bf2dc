"""The graph of links between complaints and messages: reading, locking, and changing it."""
