"""Center: the operations system of a provincial drug-rehabilitation center."""
