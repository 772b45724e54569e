"""The rehabilitation plan of a stay (kế hoạch cai nghiện): goals and activities, and how far they were reached."""
