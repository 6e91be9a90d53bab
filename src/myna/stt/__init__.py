"""Speech recognition, an engine a package."""
