"""One stay: decision, term events, stage, contacts, belongings, beginning and end."""
