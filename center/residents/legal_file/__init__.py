"""The legal file of a stay: papers scanned and numbered, the list of contents, and what the law asks to be there."""
