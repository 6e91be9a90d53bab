"""What a sentence means: templates, and the numbers, dates, times and durations in it.

Everything of one language is in the folder of its name (``en``, ``de``): ``language.yaml``, ``templates/``, and its
parsers, which are modules.
"""
