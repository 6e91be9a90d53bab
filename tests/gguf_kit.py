"""Chat models that take more memory than the starter model, made of it."""

from pathlib import Path

import gguf
import numpy as np


def repeated(model: Path, times: int, path: Path) -> None:
    """Write a model with the layers of the GGUF file ``model``, ``times`` over: it loads, and talks nonsense."""
    source = gguf.GGUFReader(model)
    architecture = source.fields["general.architecture"].contents()
    count = f"{architecture}.block_count"
    layers = source.fields[count].contents()
    writer = gguf.GGUFWriter(path, architecture)
    for name, field in source.fields.items():
        if name.startswith("GGUF.") or name in ("general.architecture", count):
            continue
        kind, *items = field.types
        writer.add_key_value(name, field.contents(), kind, items[-1] if items else None)
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
