"""Models: the catalogue, how one is fetched and checked, and which ones fit the machine and the configuration."""
