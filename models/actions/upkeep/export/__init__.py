"""The office's lists as rows of plain values, streamed; how they are written is the caller's."""
