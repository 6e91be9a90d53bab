"""The control socket: where the command line, buttons and other local programs reach a Myna that runs."""
