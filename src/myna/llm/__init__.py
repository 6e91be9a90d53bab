"""From words to an answer: prompt, history and the language model."""

import os

# libgomp reads this when llama_cpp loads it: how often a thread looks whether the others are done before it sleeps.
# Left to itself it spins on. Measured on 2 cores with SmolLM2-135M: 92 tokens/s either way when nothing else runs, but
# with two busy programs beside it 30 instead of 0 to 20.
os.environ.setdefault("GOMP_SPINCOUNT", "1000")
