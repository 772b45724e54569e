"""Where a resident lives outside: each address as its paper says it, and the commune of today it lies in."""
