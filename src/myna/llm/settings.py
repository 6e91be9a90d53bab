"""The settings that a language model runs and samples with."""

from dataclasses import dataclass

from myna.llm.weights import KvType


@dataclass(frozen=True, slots=True)
class LocalModelSettings:
    """How the model runs and samples."""

    threads: int
    context_tokens: int = 2048
    kv_type: KvType = "f16"
    max_tokens: int = 160
    use_mmap: bool = False
    temperature: float = 0.7
    top_p: float = 0.95
    min_p: float = 0.05
    repeat_penalty: float = 1.1
    fills: bool = False
    """Whether the model is able to fill in a form."""
    tells_ends: bool = False
    """Whether the model was measured to tell a whole sentence from one that goes on."""
    template_family: str | None = None
    """Key of ``prompt.FAMILIES`` for a file that carries no template of its own."""
