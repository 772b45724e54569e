"""Who a person is: citizen cards, personal numbers, names. Pure parsing, no database."""
