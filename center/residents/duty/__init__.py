"""What the law tells the center to do by when: made from the facts, closed by the acts, in one inbox."""
