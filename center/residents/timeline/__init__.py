"""One line for every act about a stay."""
