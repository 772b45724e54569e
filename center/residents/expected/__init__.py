"""People a decision sends here who have not come yet."""
