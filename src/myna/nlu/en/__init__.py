"""English: templates, numbers, dates, units and what is said."""
