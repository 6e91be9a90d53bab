"""Sends a request to a server for a command.

Its rules:

1. What was said goes to the named server alone: no proxy is used, and no redirect is followed.
2. The error of a failure does not have what was said: it names the server, and no more of the address.
"""

import asyncio
import logging
import ssl
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import httpx

from myna.config.commands import Http
from myna.config.placeholders import in_address, in_body, is_json, plain
from myna.core.errors import CommandError
from myna.platform.network import OPEN_NETWORK, has_network, os_error_behind, reason

for _logger in ("httpx", "httpcore"):
    logging.getLogger(_logger).setLevel(logging.WARNING)  # below that they write lines about every request

MAX_ANSWER_BYTES = 4096
"""What is kept of an answer: more than anybody wants to have read to them."""


async def send(http: Http, slots: Mapping[str, Any], seconds: float) -> str:
    """The beginning of what the server answers. Raises CommandError where there is no connection, or no success."""
    address = urlsplit(http.url)
    server = f"{address.scheme}://{address.netloc.rpartition('@')[2]}"
    content = in_body(http.body, slots).encode() if http.body else None
    headers = httpx.Headers(http.headers)
    if content is not None:
        headers.setdefault("Content-Type", "application/json" if is_json(http.body) else "text/plain; charset=utf-8")
    verify = ssl.create_default_context() if address.scheme == "https" else False  # a context takes a while to make
    try:
        async with (
            asyncio.timeout(seconds),
            httpx.AsyncClient(timeout=None, trust_env=False, verify=verify) as client,
            client.stream(
                http.method or ("GET" if content is None else "POST"),
                in_address(http.url, slots),
                content=content,
                headers=headers,
            ) as response,
        ):
            answer = b""
            async for block in response.aiter_bytes():
                answer += block
                if len(answer) >= MAX_ANSWER_BYTES:
                    break
    except TimeoutError as error:
        raise CommandError("server-slow", f"{server} took more than {seconds:g} seconds.") from error
    except httpx.NetworkError as error:
        if not has_network():
            raise CommandError(
                "no-network", f"{server} is away: Myna's service has no network.", OPEN_NETWORK
            ) from error
        raise CommandError("server-away", f"{server} is away: {reason(os_error_behind(error))}.") from error
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        raise CommandError("server-broken", f"{server} does not speak HTTP as a server should.") from error
    if not response.is_success:
        raise CommandError("server-refused", f"{server} answered {response.status_code}.")
    return plain(answer[:MAX_ANSWER_BYTES].decode(errors="replace"))
