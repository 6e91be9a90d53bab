"""Speech recognition, an engine a file or a package."""
