"""A fake of TikTok's API for Business v1.3: own videos, their comments, and direct messages (channels.md §5)."""
