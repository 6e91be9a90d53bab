"""``python -m myna`` is the command ``myna``."""

from myna.interfaces.cli.main import main

if __name__ == "__main__":
    main()
