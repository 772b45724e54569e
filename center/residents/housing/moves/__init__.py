"""Moving one, exchanging two, moving many: the pages of the acts on beds."""
