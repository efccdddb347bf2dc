"""What officers marked in the texts of protected cases, for every mask, and which texts still wait for their look."""
