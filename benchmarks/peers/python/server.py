"""python-socketio on aiohttp. The argument is the port."""
import asyncio
import gc
import os
import sys
import threading

import socketio
from aiohttp import web

sio = socketio.AsyncServer(async_mode="aiohttp", cors_allowed_origins="*")
app = web.Application()
sio.attach(app)


@sio.event
async def echo(sid, value):
    await sio.emit("echo", value, to=sid)


@sio.event
async def binary(sid, value):
    await sio.emit("binary", value, to=sid)


@sio.event
async def ack(sid, value):
    return value


@sio.event
async def join(sid, room):
    sio.enter_room(sid, room)
    return ()


@sio.event
async def leave(sid, room):
    sio.leave_room(sid, room)
    return ()


@sio.event
async def broadcast(sid, value):
    await sio.emit("news", value, room="room")


def control():
    for line in sys.stdin:
        line = line.strip()
        if line == "heap":
            gc.collect()
        print(line, 0, flush=True)
    os._exit(0)


async def main():
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "0.0.0.0", int(sys.argv[1]), backlog=1024).start()
    print("ready", flush=True)
    await asyncio.Event().wait()


threading.Thread(target=control, daemon=True).start()
asyncio.run(main())
