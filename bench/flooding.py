"""Many connections that repeat one request without end; a process of its own, so that it does not slow what measures.

`flooding.py PORT CONNECTIONS`, the request on standard input; ended by a signal.
"""

import asyncio
import sys
from contextlib import suppress


async def repeat(port: int, request: bytes) -> None:
    while True:
        with suppress(OSError, asyncio.IncompleteReadError):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(request)
            await reader.read()
            writer.close()


async def main() -> None:
    port, connections = int(sys.argv[1]), int(sys.argv[2])
    request = sys.stdin.buffer.read()
    await asyncio.gather(*(repeat(port, request) for _ in range(connections)))


if __name__ == "__main__":
    asyncio.run(main())
