"""The list of residents, its exports and paper."""
