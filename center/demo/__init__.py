"""A made-up center built through the services, for trial, training and measurement."""
