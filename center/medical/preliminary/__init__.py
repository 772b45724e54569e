"""The short check at the gate, before anybody knows who the person is."""
