"""The person and the stay: who is here, under which decision, in which bed, until when."""
