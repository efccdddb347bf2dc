"""What platforms that are paid by use cost: their prices, a month's budget, and what is done near its end."""
