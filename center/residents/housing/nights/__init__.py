"""Who slept where on a past night."""
