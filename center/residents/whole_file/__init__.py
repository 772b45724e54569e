"""The whole file of a person as one PDF, made in the background, with what each module contributes."""
