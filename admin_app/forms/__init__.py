"""What every form stands on: fields, choices, one submission read strictly."""
