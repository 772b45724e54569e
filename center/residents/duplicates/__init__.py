"""Who may have a file already: likeness of two people, with the reasons, before a new file is made."""
