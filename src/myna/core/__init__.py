"""What every room shares: ports and their values, events, errors, the shape of sound. Imports nothing of ours."""
