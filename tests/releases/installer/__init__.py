"""The installer as an office meets it: an unpacked archive, a folder, no network."""
