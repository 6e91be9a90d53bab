"""The ways in from outside, a package each: clients of ``app.service``, or of the control socket."""
