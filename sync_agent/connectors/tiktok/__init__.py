"""TikTok through its API for Business v1.3: comments under own videos, and direct messages."""
