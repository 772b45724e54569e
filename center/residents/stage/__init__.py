"""The conveyor of five stages: when each began and finished, what blocks the next step, who let it pass."""
