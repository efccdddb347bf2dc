"""Restore drills: the newest backup put back in a scratch place, looked at there, and taken away again."""
