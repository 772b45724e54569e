"""The steps of one reception, from the car to a bed: what is done, what is open, who has it now."""
