"""The day of the trainer and of the counsellor."""
