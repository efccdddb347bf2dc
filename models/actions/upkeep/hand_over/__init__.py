"""What an administrator who leaves hands over: what runs where, who holds what, what is wrong, gathered anew."""
