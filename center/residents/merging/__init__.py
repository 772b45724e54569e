"""Two files that turn out to be one person's: made one by two people, undone by a new act, nothing ever removed."""
