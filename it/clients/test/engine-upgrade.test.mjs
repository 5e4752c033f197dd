// The upgrade from polling to websocket, step by step and done wrong.
import assert from "node:assert/strict";
import { describe as suite, test } from "node:test";
import { Polling, Socket, engineUrl, request } from "../lib/raw.mjs";
import { needs, parleyOnly } from "../lib/server.mjs";
import { sleep } from "../lib/waiting.mjs";

const probing = (session) => Socket.open(session.profile, { query: { sid: session.sid } });

/** A websocket whose probe was answered. */
async function probed(session) {
  const socket = await probing(session);
  socket.send("2probe");
  assert.equal(await socket.next(), "3probe");
  return socket;
}

async function assertPollingWorks(session) {
  await session.post('42["echo","still polling"]');
  assert.ok((await session.pollUntil((packet) => packet.includes("still polling"))).length > 0);
}

suite("the upgrade", () => {
  test("is a probe, its answer, and the word", async () => {
    const session = await Polling.joined();
    const socket = await probed(session);
    socket.send("5", '42["echo",1]');

    assert.equal(await socket.next(), '42["echo",1]');
  });

  test("lets a waiting poll go with noop while the probe is open", async () => {
    const session = await Polling.joined();
    const poll = session.poll();
    await sleep(30);
    const socket = await probed(session);

    assert.deepEqual(await poll, ["6"]);
    socket.send("5", '42["echo",1]');
    assert.equal(await socket.next(), '42["echo",1]');
  });

  test("leaves polling in charge until the word", async () => {
    const session = await Polling.joined();
    const socket = await probed(session);
    await session.post('42["echo","over polling"]');
    const packets = await session.pollUntil((packet) => packet.startsWith("42"));

    assert.ok(packets.includes('42["echo","over polling"]'));
    assert.deepEqual(socket.pending, []);
    socket.send("5", '42["echo","over websocket"]');
    assert.equal(await socket.next(), '42["echo","over websocket"]');
  });

  test("delivers once what the server had queued before", async () => {
    const session = await Polling.joined();
    await session.post('42["flood",5,"x"]');
    const socket = await probed(session);
    socket.send("5");

    for (let i = 0; i < 5; i++) {
      assert.equal(await socket.next(), `42["number",${i},"x"]`);
    }
    socket.send('42["echo","last"]');
    assert.equal(await socket.next(), '42["echo","last"]');
  });

  test("ends polling: a late poll is a bad request", async () => {
    const session = await Polling.joined();
    const socket = await probed(session);
    socket.send("5", '42["echo",1]');
    await socket.next();

    const { status, body } = await session.get();

    assert.equal(status, 400);
    assert.equal(JSON.parse(body).code, 3);
    socket.send('42["echo",2]');
    assert.equal(await socket.next(), '42["echo",2]');
  });

  test("keeps binary whole that was begun over polling", async () => {
    const session = await Polling.joined();
    await session.post('451-["echo",{"_placeholder":true,"num":0}]');
    const socket = await probed(session);
    socket.send("5", Buffer.from([1, 2, 3]));

    assert.equal(await socket.next(), '451-["echo",{"_placeholder":true,"num":0}]');
    assert.deepEqual(await socket.next(), Buffer.from([1, 2, 3]));
  });
});

suite("a bad upgrade", () => {
  for (const [what, garbage] of [["another payload", "2foo"], ["a message", "4hello"], ["nothing known", "x"]]) {
    test(`whose first frame is ${what} is closed, and polling goes on`, async () => {
      const session = await Polling.joined();
      const socket = await probing(session);
      socket.send(garbage);

      await socket.close();
      await assertPollingWorks(session);
    });
  }

  test("that gives the word without a probe is closed, and polling goes on", parleyOnly("it takes the word alone"), async () => {
    const session = await Polling.joined();
    const socket = await probing(session);
    socket.send("5");

    await socket.close();
    await assertPollingWorks(session);
  });

  test("that stays silent is closed after upgradeTimeout, and polling goes on", needs("upgrade-timeout"), async () => {
    const session = await Polling.joined("upgrade-timeout");
    const start = Date.now();
    const socket = await probing(session);

    await socket.close(2500);

    assert.ok(Date.now() - start >= 250);
    await assertPollingWorks(session);
  });

  test("that stops after the probe is closed after upgradeTimeout, and polling goes on", needs("upgrade-timeout"), async () => {
    const session = await Polling.joined("upgrade-timeout");
    const socket = await probed(session);

    await socket.close(2500);

    await assertPollingWorks(session);
  });

  test("may be tried again after it failed", async () => {
    const session = await Polling.joined();
    const failed = await probing(session);
    failed.send("garbage");
    await failed.close();

    const socket = await probed(session);
    socket.send("5", '42["echo",1]');

    assert.equal(await socket.next(), '42["echo",1]');
  });

  test("whose connection is lost leaves polling alone", async () => {
    const session = await Polling.joined();
    const socket = await probed(session);
    socket.ws._socket.resetAndDestroy();

    await assertPollingWorks(session);
  });

  test("a second one beside the first is closed, the first goes on", async () => {
    const session = await Polling.joined();
    const first = await probed(session);
    const second = await probing(session).catch((error) => error);
    if (second instanceof Socket) {
      await second.close();
    }
    first.send("5", '42["echo",1]');

    assert.equal(await first.next(), '42["echo",1]');
  });

  test("of a session that is on websocket already is closed, the session goes on", async () => {
    const session = await Polling.joined();
    const first = await probed(session);
    first.send("5", '42["echo",1]');
    await first.next();
    const second = await probing(session).catch((error) => error);
    if (second instanceof Socket) {
      second.send("2probe");
      await second.close();
    }
    first.send('42["echo",2]');

    assert.equal(await first.next(), '42["echo",2]');
  });

  const again = parleyOnly("it lets the session move to the second websocket");

  test("of a session that began on websocket is closed, the session goes on", again, async () => {
    const socket = await Socket.open();
    const { sid } = JSON.parse((await socket.next()).slice(1));
    const second = await Socket.open("default", { query: { sid } }).catch((error) => error);
    if (second instanceof Socket) {
      second.send("2probe");
      await second.close();
    }
    socket.send("40");

    assert.match(await socket.next(), /^40\{/);
  });

  test("of a closed session is refused", async () => {
    const session = await Polling.joined();
    await session.post("1");

    await assert.rejects(probing(session), ({ status }) => status === 400);
  });

  test("a session closed while a probe is open closes the probe too", async () => {
    const session = await Polling.joined();
    const socket = await probed(session);
    await session.post("1");

    await socket.close(12_000);
    assert.equal((await request(engineUrl("default", { sid: session.sid }))).status, 400);
  });
});
