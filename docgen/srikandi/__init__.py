"""The package that an office takes to SRIKANDI: the Word file, the sheet to copy from, the enclosures."""
