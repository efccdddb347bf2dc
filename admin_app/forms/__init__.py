"""What every form uses: fields, choices, and one submission read strictly."""
