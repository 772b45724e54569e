"""Where one person lived and lives: the tab of the resident's file."""
