// Heartbeats on the wire: the server pings, the client answers, and silence ends the session. Profile: 300 ms, then 1500 ms.
import assert from "node:assert/strict";
import { describe as suite, test } from "node:test";
import { Control } from "../lib/control.mjs";
import { Polling, Socket, request } from "../lib/raw.mjs";
import { needs } from "../lib/server.mjs";
import { sleep, until } from "../lib/waiting.mjs";

suite("heartbeats", needs("heartbeat"), () => {
  test("come every pingInterval, and a client that answers stays, over websocket", async () => {
    const socket = await Socket.joined("heartbeat");
    for (let i = 0; i < 4; i++) {
      const start = Date.now();
      assert.equal(await socket.next(), "2");
      const waited = Date.now() - start;
      assert.ok(i === 0 || (waited >= 200 && waited < 1500), `a ping after ${waited} ms`);
      socket.send("3");
    }
    socket.send('42["echo",1]');

    assert.equal(await socket.next(), '42["echo",1]');
  });

  test("come every pingInterval, and a client that answers stays, over polling", async () => {
    const session = await Polling.joined("heartbeat");
    for (let i = 0; i < 4; i++) {
      assert.deepEqual(await session.poll(), ["2"]);
      await session.post("3");
    }
    await session.post('42["echo",1]');

    assert.deepEqual(await session.poll(), ['42["echo",1]']);
  });

  test("go to the new transport after an upgrade", async () => {
    const session = await Polling.joined("heartbeat");
    const socket = await Socket.open("heartbeat", { query: { sid: session.sid } });
    socket.send("2probe");
    await socket.next();
    socket.send("5");
    for (let i = 0; i < 3; i++) {
      assert.equal(await socket.next(), "2");
      socket.send("3");
    }
  });

  test("without an answer end a websocket session after pingTimeout", async () => {
    const control = await Control.of("heartbeat");
    const socket = await Socket.open("heartbeat");
    await socket.next();
    socket.send("40");
    const id = JSON.parse((await socket.next()).slice(2)).sid;
    await socket.next();
    const pinged = Date.now();
    await socket.close();

    assert.ok(Date.now() - pinged >= 1400, "closed too early");
    assert.equal((await control.entry({ what: "disconnect", id })).reason, "ping timeout");
  });

  test("without an answer end a polling session after pingTimeout", async () => {
    const control = await Control.of("heartbeat");
    const session = await Polling.open("heartbeat");
    await session.post("40");
    const id = JSON.parse((await session.poll())[0].slice(2)).sid;
    assert.deepEqual(await session.poll(), ["2"]);

    assert.equal((await control.entry({ what: "disconnect", id })).reason, "ping timeout");
    await until(async () => (await request(session.url())).status === 400, "the session is forgotten");
  });

  test("end a session that never polls", async () => {
    const control = await Control.of("heartbeat");
    const session = await Polling.open("heartbeat");
    await session.post("40");
    const id = JSON.parse((await session.poll())[0].slice(2)).sid;

    assert.equal((await control.entry({ what: "disconnect", id })).reason, "ping timeout");
  });

  test("a pong that nobody asked for does no harm", async () => {
    const socket = await Socket.joined("heartbeat");
    for (let i = 0; i < 100; i++) {
      socket.send("3");
    }
    socket.send('42["echo",1]');

    assert.equal(await socket.next(), '42["echo",1]');
  });

  for (const [kind, open] of [["websocket", Socket], ["polling", Polling]]) {
    test(`a ping of the client is the wrong direction and ends a ${kind} session`, async () => {
      const session = await open.joined("heartbeat");
      if (session instanceof Socket) {
        session.send("2");
        await session.close();
      } else {
        await session.post("2");
        assert.equal(await session.alive(), false);
      }
    });
  }

  test("a session that began with an answer in time lives longer than both times together", async () => {
    const socket = await Socket.joined("heartbeat");
    const start = Date.now();
    while (Date.now() - start < 2400) {
      assert.equal(await socket.next(), "2");
      await sleep(100);
      socket.send("3");
    }
  });
});
