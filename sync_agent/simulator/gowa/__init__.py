"""The WhatsApp gateway GOWA as practice mode plays it, by its HTTP contract and source (channels.md §1.2)."""
