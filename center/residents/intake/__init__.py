"""The intake desk: card text to form, people who were here before, the form to an arrival, the entry record."""
