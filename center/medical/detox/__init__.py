"""The end of detox: criteria, a doctor's declaration, a second doctor's signature."""
