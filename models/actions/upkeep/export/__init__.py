"""The office's lists as streamed rows of plain values; the caller chooses the file format."""
