"""The examination on admission, and the step into detox."""
