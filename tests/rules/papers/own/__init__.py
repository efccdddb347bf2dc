"""The rules of the office's own types of paper."""
