"""The operating system: threads, files, systemd, memory, heat, network, logs."""
