"""Tables remember: columns, keys, uniqueness and the files beside the database. No decisions."""
