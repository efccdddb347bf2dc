"""What the limits of the law stand on: outputs undone, and what is recounted then."""
