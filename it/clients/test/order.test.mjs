// Order and completeness under load, above all while a connection changes its transport; and many clients at once.
import assert from "node:assert/strict";
import { describe as suite, test } from "node:test";
import { MODES, ask, connect, connectBy, connected, settled, socketOf, upgraded } from "../lib/clients.mjs";
import { Control } from "../lib/control.mjs";
import { Socket } from "../lib/raw.mjs";
import { needs } from "../lib/server.mjs";
import { bytes } from "../lib/values.mjs";
import { collect, record, sleep, until } from "../lib/waiting.mjs";

const COUNT = 1000;
const counting = (count = COUNT) => Array.from({ length: count }, (_, i) => i);

suite("while the upgrade happens", () => {
  for (let round = 1; round <= 3; round++) {
    test(`1000 numbered events each way arrive once and in order, round ${round}`, async () => {
      const socket = socketOf("default", "/", MODES.upgrade);
      const echoed = collect(socket, "number", COUNT, 15_000);
      const sending = connected(socket);
      for (let i = 0; i < COUNT; i++) {
        socket.emit("number", i);
        if (i % 100 === 99) {
          await sleep(round);
        }
      }
      await sending;

      const [back] = await Promise.all([echoed, upgraded(socket)]);

      assert.deepEqual(back.map(([i]) => i), counting());
      assert.deepEqual(await ask(socket, "numbers"), counting());
      assert.equal(socket.io.engine.transport.name, "websocket");
    });
  }

  test("a flood of the server during the upgrade arrives once and in order", async () => {
    const socket = socketOf("default", "/", MODES.upgrade);
    const got = collect(socket, "number", 3 * COUNT, 15_000);
    socket.io.engine?.on("upgrading", () => {});
    await connected(socket);
    for (let part = 0; part < 3; part++) {
      socket.emit("flood", COUNT, "x".repeat(100));
      await sleep(2);
    }
    const all = await got;
    await upgraded(socket);

    assert.deepEqual(all.map(([i]) => i), [...counting(), ...counting(), ...counting()]);
  });

  test("binary events during the upgrade stay whole and in order", async () => {
    const socket = socketOf("default", "/", MODES.upgrade);
    const echoed = collect(socket, "echo", 300, 15_000);
    const sending = connected(socket);
    for (let i = 0; i < 300; i++) {
      socket.emit("echo", i, { b: [bytes(i % 40, i), bytes(2, i)] });
      if (i % 30 === 29) {
        await sleep(2);
      }
    }
    await sending;

    assert.deepEqual(await echoed, counting(300).map((i) => [i, { b: [bytes(i % 40, i), bytes(2, i)] }]));
  });

  test("broadcasts of others during the upgrade arrive once and in order", async () => {
    const sender = await connect("default", "/dynamic-5001");
    const receivers = counting(5).map(() => socketOf("default", "/dynamic-5001", MODES.upgrade));
    const connecting = receivers.map((socket) => connected(socket));
    const heard = receivers.map((socket) => record(socket, "tick"));
    let sent = 0;
    let running = true;
    const ticking = (async () => {
      while (running) {
        sender.emit("say", { from: "namespace" }, "tick", [sent++]);
        await sleep(1);
      }
    })();
    await Promise.all(connecting);
    await Promise.all(receivers.map((socket) => upgraded(socket)));
    running = false;
    await ticking;
    await settled(sender);
    await until(() => heard.every((list) => list.at(-1)?.[0] === sent - 1), "the last tick arrives");

    for (const list of heard) {
      const first = list[0][0];
      assert.deepEqual(list.map(([i]) => i - first), counting(list.length));
    }
  });
});

for (const mode of Object.keys(MODES)) {
  suite(`under load over ${mode}`, () => {
    test("1000 events each way arrive once and in order", async () => {
      const socket = await connectBy(mode);
      const echoed = collect(socket, "number", COUNT, 10_000);
      for (let i = 0; i < COUNT; i++) {
        socket.emit("number", i);
      }

      assert.deepEqual((await echoed).map(([i]) => i), counting());
      assert.deepEqual(await ask(socket, "numbers"), counting());
    });

    test("a flood of 5000 events from the server arrives in order", async () => {
      const socket = await connectBy(mode);
      const got = collect(socket, "number", 5000, 10_000);
      socket.emit("flood", 5000, "é");

      assert.deepEqual((await got).map(([i]) => i), counting(5000));
    });
  });
}

suite("many clients", () => {
  test("100 clients of all transports hear every broadcast, each in order", async () => {
    const modes = Object.keys(MODES);
    const sockets = await Promise.all(counting(100).map((i) => connect("default", "/two", MODES[modes[i % 3]])));
    await Promise.all(sockets.map((socket) => ask(socket, "join", "many")));
    const heard = sockets.map((socket) => collect(socket, "tick", 20, 10_000));
    for (let i = 0; i < 20; i++) {
      sockets[0].emit("say", { from: "namespace", to: ["many"] }, "tick", [i, bytes(i)]);
    }

    for (const list of await Promise.all(heard)) {
      assert.deepEqual(list, counting(20).map((i) => [i, bytes(i)]));
    }
  });

  test("100 clients come and go, and nothing of them is left", needs("count"), async () => {
    const control = await Control.of("count");
    const before = await control.ask("sessions");
    const sockets = await Promise.all(counting(100).map((i) =>
      connect("count", "/", i % 2 === 0 ? MODES.websocket : MODES.polling)));
    await Promise.all(sockets.map((socket) => ask(socket, "join", "come and go")));
    assert.equal(await control.ask("sessions"), before + 100);
    sockets.forEach((socket, i) => (i % 4 === 0 ? socket.io.engine.transport.ws._socket.destroy() : socket.disconnect()));
    await until(async () => (await control.ask("sessions")) === before, "all sessions are gone");

    const other = await connect("count");
    assert.deepEqual(await ask(other, "fetch", { from: "namespace", to: ["come and go"] }), []);
  });

  test("lost connections end their sessions", needs("count"), async () => {
    const control = await Control.of("count");
    const before = await control.ask("sessions");
    const sockets = await Promise.all(Array.from({ length: 10 }, () => Socket.joined("count")));
    assert.equal(await control.ask("sessions"), before + 10);
    sockets.forEach(({ ws }) => ws._socket.resetAndDestroy());

    await until(async () => (await control.ask("sessions")) === before, "no session is left");
  });
});
