"""Reading the words of files, as docgen/file_text does."""
