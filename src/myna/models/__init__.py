"""The models that Myna knows, where they come from, and how they get here whole."""
