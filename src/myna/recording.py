"""An assistant at a recording: it lives until the recording is over and answered."""

import asyncio

from myna.assistant import Assistant
from myna.audio.wav import WavMicrophone
from myna.ear.ear import Ear
from myna.errors import EarError, unwrapped


async def answer_recording(assistant: Assistant, microphone: WavMicrophone, ear: Ear, *, listen: bool) -> None:
    """Run until the recording is over and answered. Raises MynaError, also where nothing was heard in it."""

    async def close_when_over() -> None:
        await microphone.ended.wait()
        await assistant.idle.wait()
        await ear.close()

    with unwrapped():
        async with asyncio.TaskGroup() as group:
            closing = group.create_task(close_when_over())
            await assistant.run(listen=listen)
            closing.cancel()
    if assistant.last_error is not None:
        raise assistant.last_error
    if not assistant.turns:
        raise EarError(
            "nothing-heard",
            "No question was heard in the recording.",
            "Say the wake phrase before the question, or add --listen; look what is heard with: myna hear FILE",
        )
