"""The words of a file: its text where it holds text, else what tesseract recognises in its pictures."""
