"""From words to an answer: prompt, history and the language models, an engine a file."""

import os

# How often a thread of libgomp looks whether the other threads are done before it sleeps; read when llama_cpp loads it.
# By default it spins on. Measured on 2 cores with SmolLM2-135M: 92 tokens/s either way when nothing else runs, but with
# two busy programs beside it 30 tokens/s instead of 0 to 20.
os.environ.setdefault("GOMP_SPINCOUNT", "1000")
