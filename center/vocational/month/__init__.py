"""The month of labour: by resident and day, its sums, its files."""
