"""What a command of the user's may do: run a program, ask a server, tell a broker."""
