"""Everyone on the roll, present by place and out by cause, now or at any past minute."""
