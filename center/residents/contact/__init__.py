"""Family and other contacts of a stay after admission: corrections, the main one, who must not be told."""
