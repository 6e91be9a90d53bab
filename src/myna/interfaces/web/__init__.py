"""The page: what a browser in the house sees of Myna. A process of its own, and a client of the control socket alone.

It imports nothing but the two lowest floors and the words of ``nlu``, so that it stays small: see ``serve``.
"""
