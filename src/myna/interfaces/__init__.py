"""The ways in from outside: the command line and the control socket."""
