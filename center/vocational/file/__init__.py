"""What one resident did in class and at work: the tab of the file."""
