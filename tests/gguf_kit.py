"""Chat models that take more memory than the starter model, made of it. They load, and talk nonsense."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import gguf
import numpy as np
from gguf import GGMLQuantizationType as Kind

TEMPLATES = Path(__file__).parent / "data" / "templates"
VOCABULARY_TOKENS = 32_000
"""Tokens of the Llama-2 vocabulary, which both shapes have."""


class Shape(NamedTuple):
    """What the size of a Llama model follows from; source: the model's ``config.json``."""

    layers: int
    width: int
    feed_forward: int
    heads: int
    kv_heads: int
    context_tokens: int
    template: str


SHAPES = {
    "tinyllama-1.1b": Shape(22, 2048, 5632, 32, 4, 2048, "zephyr"),
    "llama-2-7b": Shape(32, 4096, 11008, 32, 32, 4096, "llama2"),
}


class Tensor(NamedTuple):
    """A tensor of a shape: ``Kind.F32`` for a norm, else the quantisation of a matrix."""

    name: str
    rows: int
    columns: int
    kind: Kind


def repeated(model: Path, times: int, path: Path) -> None:
    """Write a model with the layers of the GGUF file ``model``, ``times`` over."""
    source = gguf.GGUFReader(model)
    architecture = source.fields["general.architecture"].contents()
    count = f"{architecture}.block_count"
    layers = source.fields[count].contents()
    writer = gguf.GGUFWriter(path, architecture)
    for name in source.fields:
        if not name.startswith("GGUF.") and name not in ("general.architecture", count):
            _copy(source, name, writer)
    writer.add_block_count(layers * times)
    for tensor in source.tensors:
        names = [tensor.name]
        if tensor.name.startswith("blk."):
            _, layer, rest = tensor.name.split(".", 2)
            names = [f"blk.{int(layer) + layers * copy}.{rest}" for copy in range(times)]
        for name in names:
            writer.add_tensor(name, np.array(tensor.data), raw_dtype=tensor.tensor_type)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def shaped(name: str, vocabulary: Path, path: Path) -> None:
    """Write a model with the shape, quantisation (Q4_K_M) and so size of ``name``, a key of ``SHAPES``.

    Its weights are noise, its tokens the first 32,000 of the GGUF file ``vocabulary``. Takes 0.2 GB of memory.
    """
    shape = SHAPES[name]
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_name(f"Noise in the shape of {name}")
    writer.add_context_length(shape.context_tokens)
    writer.add_embedding_length(shape.width)
    writer.add_block_count(shape.layers)
    writer.add_feed_forward_length(shape.feed_forward)
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv(shape.kv_heads)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(shape.width // shape.heads)
    writer.add_vocab_size(VOCABULARY_TOKENS)
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_Q4_K_M)
    writer.add_quantization_version(gguf.GGML_QUANT_VERSION)
    _add_vocabulary(gguf.GGUFReader(vocabulary), writer)
    writer.add_chat_template((TEMPLATES / f"{shape.template}.jinja").read_text(encoding="utf-8"))
    tensors = list(_tensors(shape))
    for tensor in tensors:
        dimensions = (tensor.columns,) if tensor.kind is Kind.F32 else (tensor.rows, tensor.columns)
        writer.add_tensor_info(tensor.name, dimensions, np.dtype(np.float32), _size_bytes(tensor), tensor.kind)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_ti_data_to_file()
    pools = {kind: _noise(kind, VOCABULARY_TOKENS * shape.width) for kind in (Kind.Q4_K, Kind.Q6_K)}
    pools[Kind.F32] = np.ones(shape.width, dtype=np.float32).view(np.uint8)
    for tensor in tensors:  # each takes the head of its pool; the token matrices are the largest
        writer.write_tensor_data(pools[tensor.kind][: _size_bytes(tensor)])
    writer.close()


def _copy(source: gguf.GGUFReader, name: str, writer: gguf.GGUFWriter, value: object = None) -> None:
    field = source.fields[name]
    kind, *items = field.types
    writer.add_key_value(name, field.contents() if value is None else value, kind, items[-1] if items else None)


def _add_vocabulary(source: gguf.GGUFReader, writer: gguf.GGUFWriter) -> None:
    """The first tokens of ``source``, and the merges that make one of them; the special tokens must be among them."""
    cut: dict[str, list[object]] = {}
    for name in (name for name in source.fields if name.startswith("tokenizer.ggml.")):
        value = source.fields[name].contents()
        if name.endswith((".tokens", ".scores", ".token_type")):
            cut[name] = value[:VOCABULARY_TOKENS]
        elif name.endswith("_token_id"):
            assert value < VOCABULARY_TOKENS
    merges = "tokenizer.ggml.merges"
    if merges in source.fields:
        kept = set(cut["tokenizer.ggml.tokens"])
        cut[merges] = [merge for merge in source.fields[merges].contents() if merge.replace(" ", "") in kept]
    for name in source.fields:
        if name.startswith("tokenizer.ggml."):
            _copy(source, name, writer, cut.get(name))


def _tensors(shape: Shape) -> Iterator[Tensor]:
    """Every tensor, in the mix of Q4_K_M (source: ``llama-quant.cpp`` of llama.cpp)."""
    width, kv_width, first = shape.width, shape.width // shape.heads * shape.kv_heads, shape.layers // 8
    yield Tensor("token_embd.weight", VOCABULARY_TOKENS, width, Kind.Q4_K)
    yield Tensor("output_norm.weight", 1, width, Kind.F32)
    yield Tensor("output.weight", VOCABULARY_TOKENS, width, Kind.Q6_K)
    for layer in range(shape.layers):
        more_bits = layer < first or layer >= 7 * shape.layers // 8 or (layer - first) % 3 == 2
        better = Kind.Q6_K if more_bits else Kind.Q4_K
        for name, rows, columns, kind in (
            ("attn_norm", 1, width, Kind.F32),
            ("attn_q", width, width, Kind.Q4_K),
            ("attn_k", kv_width, width, Kind.Q4_K),
            ("attn_v", kv_width, width, better),
            ("attn_output", width, width, Kind.Q4_K),
            ("ffn_norm", 1, width, Kind.F32),
            ("ffn_gate", shape.feed_forward, width, Kind.Q4_K),
            ("ffn_up", shape.feed_forward, width, Kind.Q4_K),
            ("ffn_down", width, shape.feed_forward, better),
        ):
            yield Tensor(f"blk.{layer}.{name}.weight", rows, columns, kind)


def _size_bytes(tensor: Tensor) -> int:
    block_weights, block_bytes = gguf.GGML_QUANT_SIZES[tensor.kind]
    return tensor.rows * tensor.columns // block_weights * block_bytes


def _noise(kind: Kind, weights: int) -> np.ndarray:
    """Bytes of quantised random weights around 0, with a deviation of about 0.02: the activations stay tame."""
    block_weights, block_bytes = gguf.GGML_QUANT_SIZES[kind]
    blocks = np.random.default_rng(0).integers(256, size=(weights // block_weights, block_bytes), dtype=np.uint8)
    # The scales of a block, as ggml-common.h of llama.cpp lays it out: a Q4_K weight is d * scale * (0 to 15) - dmin *
    # minimum, and d and dmin come first; a Q6_K weight is d * scale * (-32 to 31), and d comes last.
    if kind is Kind.Q4_K:
        blocks[:, :4] = np.array([8e-5, 7.5 * 8e-5], dtype=np.float16).view(np.uint8)
    else:
        blocks[:, -2:] = np.array([1.5e-5], dtype=np.float16).view(np.uint8)
    return blocks.reshape(-1)
