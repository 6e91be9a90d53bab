"""What happens when something is heard, pressed, typed or due: decided in ``state.py``, carried out by the others."""
