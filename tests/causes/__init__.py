"""What goes wrong, a row for each cause: what is said where, after how many seconds, and what makes work go on."""
