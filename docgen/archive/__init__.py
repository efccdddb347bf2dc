"""Papers of the archive: a folder's list of items, labels of folders and boxes."""
