"""What every page shares: base form, navigation, filters, charts, refusals."""
