// Rooms, operators, broadcasts, utility methods, broadcast acknowledgements.
import assert from "node:assert/strict";
import { before, describe as suite, test } from "node:test";
import { ask, connect, connectBy, connected, settled } from "../lib/clients.mjs";
import { Control } from "../lib/control.mjs";
import { parleyOnly, referenceOnly } from "../lib/server.mjs";
import { bytes } from "../lib/values.mjs";
import { next, record, sleep } from "../lib/waiting.mjs";

let control;
let rooms = 0;
before(async () => {
  control = await Control.of();
});

/** A room name of this test's own. */
const newRoom = (prefix = "room") => `${prefix}-${++rooms}-${process.pid}`;

/** Three sockets a, b, c: a and b in room x, b and c in room y. */
async function crowd(namespace = "/one") {
  const [a, b, c] = await Promise.all([1, 2, 3].map(() => connect("default", namespace)));
  const [x, y] = [newRoom("x"), newRoom("y")];
  await Promise.all([ask(a, "join", x), ask(b, "join", [x, y]), ask(c, "join", y)]);
  return { a, b, c, x, y, heard: [a, b, c].map((socket) => record(socket, "news")) };
}

/** Who heard what, as counts, after everything has arrived. */
async function countsOf({ a, b, c, heard }) {
  await settled(a, b, c);
  return heard.map((list) => list.length);
}

suite("joining and leaving", () => {
  test("a socket is in the room of its own id", async () => {
    const socket = await connect();

    assert.deepEqual(await ask(socket, "rooms"), [socket.id]);
  });

  test("join takes one room or several, twice is once", async () => {
    const socket = await connect();

    await ask(socket, "join", "r1");
    await ask(socket, "join", ["r1", "r2", "r3"]);

    assert.deepEqual(await ask(socket, "rooms"), [socket.id, "r1", "r2", "r3"].sort());
  });

  test("leave takes one room away, also one it was never in", async () => {
    const socket = await connect();
    await ask(socket, "join", ["r1", "r2"]);

    await ask(socket, "leave", "r1");
    await ask(socket, "leave", "never");

    assert.deepEqual(await ask(socket, "rooms"), [socket.id, "r2"].sort());
  });

  test("rooms are separate in each namespace", async () => {
    const room = newRoom();
    const [one, two] = await Promise.all([connect("default", "/one"), connect("default", "/two")]);
    await Promise.all([ask(one, "join", room), ask(two, "join", room)]);
    const heard = record(two, "news");
    await ask(one, "say", { from: "namespace", to: [room] }, "news", [1]);
    await settled(two);

    assert.deepEqual(heard, []);
  });

  test("room events tell creation, joining, leaving and deletion, each once", async () => {
    const room = newRoom("watched");
    const [a, b] = await Promise.all([connect("default", "/two"), connect("default", "/two")]);
    await ask(a, "join", room);
    await ask(b, "join", room);
    await ask(a, "leave", room);
    b.disconnect();
    await control.entry({ what: "delete-room", room });

    const told = control.entries({ room }).map(({ what, id }) => [what, id]);

    assert.deepEqual(told, [
      ["create-room", undefined], ["join-room", a.id], ["join-room", told[2][1]],
      ["leave-room", a.id], ["leave-room", told[4][1]], ["delete-room", undefined],
    ].filter(([what], i) => what === told[i][0]));
    assert.deepEqual(told.map(([what]) => what).sort(), [
      "create-room", "delete-room", "join-room", "join-room", "leave-room", "leave-room"]);
  });
});

suite("operators", () => {
  const cases = [
    ["to a room from the namespace", ({ x }) => ({ from: "namespace", to: [x] }), [1, 1, 0]],
    ["to a room from a socket in it leaves the sender out", ({ x }) => ({ from: "socket", to: [x] }), [0, 1, 0]],
    ["to two rooms gives one copy", ({ x, y }) => ({ from: "namespace", to: [x, y] }), [1, 1, 1]],
    ["to the same room twice gives one copy", ({ x }) => ({ from: "namespace", to: [x, x] }), [1, 1, 0]],
    ["to a room and an id in it gives one copy", ({ x, b }) => ({ from: "namespace", to: [x, b.id] }), [1, 1, 0]],
    ["to one socket by its id", ({ c }) => ({ from: "namespace", to: [c.id] }), [0, 0, 1]],
    ["to an empty room reaches nobody", () => ({ from: "namespace", to: ["nobody here"] }), [0, 0, 0]],
    ["to a room except another", ({ x, y }) => ({ from: "namespace", to: [x], except: [y] }), [1, 0, 0]],
    ["to a room except two ids", ({ y, b, c }) => ({ from: "namespace", to: [y], except: [b.id, c.id] }), [0, 0, 0]],
    ["to two rooms except one of them", ({ x, y }) => ({ from: "namespace", to: [x, y], except: [y] }), [1, 0, 0]],
    ["from a socket except a room", ({ a, b, c, y }) => ({ from: "socket", to: [a.id, b.id, c.id], except: [y] }), [0, 0, 0]],
    ["local reaches the clients of this server", ({ x }) => ({ from: "namespace", to: [x], local: true }), [1, 1, 0]],
    ["volatile and uncompressed", ({ x }) => ({ from: "namespace", to: [x], volatile: true, compress: false }), [1, 1, 0]],
  ];
  for (const [name, selection, expected] of cases) {
    test(name, async () => {
      const all = await crowd();
      await ask(all.a, "say", selection(all), "news", ["text", bytes(4)]);

      assert.deepEqual(await countsOf(all), expected);
    });
  }

  test("broadcast reaches everyone in the namespace but the sender", async () => {
    const all = await crowd("/dynamic-77");
    await ask(all.b, "say", { from: "socket", broadcast: true }, "news", [1]);

    assert.deepEqual(await countsOf(all), [1, 0, 1]);
  });

  test("an emit of the namespace reaches everyone", async () => {
    const all = await crowd("/dynamic-78");
    await ask(all.b, "say", { from: "namespace" }, "news", [1]);

    assert.deepEqual(await countsOf(all), [1, 1, 1]);
  });

  test("an emit of the namespace except a room", async () => {
    const all = await crowd("/dynamic-79");
    await ask(all.b, "say", { from: "namespace", except: [all.x] }, "news", [1]);

    assert.deepEqual(await countsOf(all), [0, 0, 1]);
  });

  test("a broadcast except a room", async () => {
    const all = await crowd("/dynamic-80");
    await ask(all.a, "say", { from: "socket", except: [all.x] }, "news", [1]);

    assert.deepEqual(await countsOf(all), [0, 0, 1]);
  });

  test("a room that was left is not reached any more", async () => {
    const all = await crowd();
    await ask(all.b, "leave", all.x);
    await ask(all.b, "say", { from: "namespace", to: [all.x] }, "news", [1]);

    assert.deepEqual(await countsOf(all), [1, 0, 0]);
  });

  test("direct emits and broadcasts to one client keep their order", async () => {
    const [sender, receiver] = await Promise.all([connect(), connectBy("polling")]);
    await ask(receiver, "join", "ordered");
    const heard = record(receiver, "news");
    for (let i = 0; i < 60; i++) {
      const to = i % 2 === 0 ? receiver.id : "ordered";
      sender.emit("say", { from: "namespace", to: [to] }, "news", i % 5 === 0 ? [i, bytes(i)] : [i]);
    }
    await settled(sender);
    await settled(receiver);

    assert.deepEqual(heard.map(([i]) => i), Array.from({ length: 60 }, (_, i) => i));
  });

  test("a broadcast reaches clients of all transports alike", async () => {
    const room = newRoom();
    const all = await Promise.all(["polling", "websocket", "upgrade"].map((mode) => connectBy(mode)));
    await Promise.all(all.map((socket) => ask(socket, "join", room)));
    const news = all.map((socket) => next(socket, "news"));
    await ask(all[0], "say", { from: "namespace", to: [room] }, "news", ["é😀", { deep: [bytes(200)] }]);

    for (const heard of await Promise.all(news)) {
      assert.deepEqual(heard, ["é😀", { deep: [bytes(200)] }]);
    }
  });
});

suite("broadcast acknowledgements", () => {
  const answering = (sockets, ...answers) =>
    sockets.forEach((socket, i) => socket.on("news", (value, answer) => answers[i] !== undefined && answer(answers[i])));

  test("gather the answer of everyone addressed", async () => {
    const { a, b, c, x, y } = await crowd();
    answering([a, b, c], "of a", "of b", "of c");

    const { error, answers } = await ask(a, "say-with-ack", { from: "namespace", to: [x, y], timeout: 3000 }, "news", [1]);

    assert.equal(error, null);
    assert.deepEqual(answers.sort(), ["of a", "of b", "of c"]);
  });

  test("from a socket leave out the sender", async () => {
    const { a, b, c, x } = await crowd();
    answering([a, b, c], "of a", "of b", "of c");

    const { error, answers } = await ask(a, "say-with-ack", { from: "socket", to: [x], timeout: 3000 }, "news", [1]);

    assert.equal(error, null);
    assert.deepEqual(answers, ["of b"]);
  });

  test("with binary both ways", async () => {
    const { a, b, c, y } = await crowd();
    answering([a, b, c], undefined, bytes(20), bytes(20));

    const { answers } = await ask(a, "say-with-ack", { from: "namespace", to: [y], timeout: 3000 }, "news", [bytes(9)]);

    assert.deepEqual(answers, [bytes(20), bytes(20)]);
  });

  test("of nobody are complete at once", async () => {
    const { a } = await crowd();
    const start = Date.now();

    const { error, answers } = await ask(a, "say-with-ack", { from: "namespace", to: ["nobody"], timeout: 3000 }, "news", [1]);

    assert.equal(error, null);
    assert.deepEqual(answers, []);
    assert.ok(Date.now() - start < 1500);
  });

  test("end with an error and the answers so far when someone is silent", async () => {
    const { a, b, c, y } = await crowd();
    answering([a, b, c], undefined, "of b", undefined);

    const { error, answers } = await ask(a, "say-with-ack", { from: "namespace", to: [y], timeout: 200 }, "news", [1]);

    assert.equal(error, "operation has timed out");
    assert.deepEqual(answers, ["of b"]);
  });

  test("to one socket through the namespace", async () => {
    const { a, b } = await crowd();
    answering([b], "of b");

    const { answers } = await ask(a, "say-with-ack", { from: "namespace", to: [b.id], timeout: 3000 }, "news", [1]);

    assert.deepEqual(answers, ["of b"]);
  });

  const leaver = async () => {
    const { a, b, c, y } = await crowd();
    b.on("news", (value, answer) => answer("of b"));
    c.on("news", () => c.disconnect());
    const start = Date.now();
    const result = await ask(a, "say-with-ack", { from: "namespace", to: [y], timeout: 1500 }, "news", [1]);
    return { ...result, waited: Date.now() - start };
  };

  test("wait for the whole timeout when an addressed client leaves", referenceOnly("nobody is left to wait for"), async () => {
    const { error, answers, waited } = await leaver();

    assert.equal(error, "operation has timed out");
    assert.deepEqual(answers, ["of b"]);
    assert.ok(waited >= 1400);
  });

  test("end as soon as nobody is left to wait for", parleyOnly("it waits for the whole timeout"), async () => {
    const { answers, waited } = await leaver();

    assert.deepEqual(answers, ["of b"]);
    assert.ok(waited < 1000, `waited ${waited} ms`);
  });
});

suite("utility methods", () => {
  test("fetchSockets gives id, rooms and data of all chosen", async () => {
    const { a, b, x } = await crowd();
    await ask(b, "set-data", "name", "B");

    const found = await ask(a, "fetch", { from: "namespace", to: [x] });

    assert.deepEqual(found.map(({ id }) => id), [a.id, b.id].sort());
    const ofB = found.find(({ id }) => id === b.id);
    assert.deepEqual(ofB.data, { name: "B" });
    assert.deepEqual(ofB.rooms, await ask(b, "rooms"));
  });

  test("fetchSockets with except, and of nobody", async () => {
    const { a, b, x, y } = await crowd();

    assert.deepEqual((await ask(a, "fetch", { from: "namespace", to: [x], except: [y] })).map(({ id }) => id), [a.id]);
    assert.deepEqual(await ask(a, "fetch", { from: "namespace", to: ["nobody"] }), []);
    assert.deepEqual((await ask(a, "fetch", { from: "socket", to: [x] })).map(({ id }) => id), [b.id]);
  });

  test("socketsJoin and socketsLeave move all chosen", async () => {
    const { a, b, c, x } = await crowd();
    await ask(a, "sockets-join", { from: "namespace", to: [x] }, ["new1", "new2"]);

    assert.ok((await ask(a, "rooms")).includes("new1"));
    assert.ok((await ask(b, "rooms")).includes("new2"));
    assert.ok(!(await ask(c, "rooms")).includes("new1"));

    await ask(a, "sockets-leave", { from: "namespace", to: ["new1"], except: [a.id] }, ["new2"]);

    assert.ok((await ask(a, "rooms")).includes("new2"));
    assert.ok(!(await ask(b, "rooms")).includes("new2"));
  });

  test("disconnectSockets ends the chosen sockets and leaves their connections open", async () => {
    const { a, b, c, x } = await crowd();
    const other = await connected(b.io.socket("/two"));
    const ended = next(b, "disconnect");
    await ask(a, "disconnect-sockets", { from: "socket", to: [x] }, false);

    assert.equal((await ended)[0], "io server disconnect");
    await settled(a, c, other);
  });

  test("disconnectSockets can close the whole connection", async () => {
    const { a, b, x } = await crowd();
    const [ended, closed] = [next(b, "disconnect"), next(b.io.engine, "close")];
    await ask(a, "disconnect-sockets", { from: "socket", to: [x] }, true);

    assert.equal((await ended)[0], "io server disconnect");
    await closed;
  });

  test("a fetched socket can be emitted to, moved and disconnected", async () => {
    const socket = await connect("default", "/one");
    const news = next(socket, "news");
    assert.equal(await control.ask("remote", "/one", socket.id, "emit", ["news", "hello", bytes(3)]), true);
    assert.deepEqual(await news, ["hello", bytes(3)]);

    await control.ask("remote", "/one", socket.id, "join", ["from outside"]);
    assert.ok((await ask(socket, "rooms")).includes("from outside"));
    await control.ask("remote", "/one", socket.id, "leave", ["from outside"]);
    assert.ok(!(await ask(socket, "rooms")).includes("from outside"));

    const ended = next(socket, "disconnect");
    await control.ask("remote", "/one", socket.id, "disconnect", []);
    assert.equal((await ended)[0], "io server disconnect");
    assert.equal(await control.ask("remote", "/one", socket.id, "emit", ["news"]), false);
  });

  test("serverSideEmit reaches no client", async () => {
    const [a, b] = await Promise.all([connect("default", "/one"), connect("default", "/one")]);
    const heard = record(b, "news");

    assert.equal(await ask(a, "server-side", "news"), null);
    await settled(a, b);
    await sleep(30);

    assert.deepEqual(heard, []);
  });

  for (const name of ["connect", "connection", "new_namespace"]) {
    test(`serverSideEmit refuses ${name}`, async () => {
      const socket = await connect();

      assert.equal(await ask(socket, "server-side", name), `"${name}" is a reserved event name`);
    });
  }
});
