// How sockets end, what each side is told, and how clients come back.
import assert from "node:assert/strict";
import { before, describe as suite, test } from "node:test";
import { MODES, ask, connect, connectBy, connected, manager, settled, socketOf } from "../lib/clients.mjs";
import { Control } from "../lib/control.mjs";
import { needs, parleyOnly } from "../lib/server.mjs";
import { next, record, within } from "../lib/waiting.mjs";

let control;
before(async () => {
  control = await Control.of();
});

/** Ends a socket, and tells which reasons the server and the client saw. */
async function reasonsAfter(socket, end, observer = control) {
  const { id } = socket;
  const told = next(socket, "disconnect");
  end(socket);
  const [[client], { reason: server }] = await Promise.all([told, observer.entry({ what: "disconnect", id })]);
  return { server, client };
}

const tcpOf = (socket) => socket.io.engine.transport.ws._socket;

suite("reasons", () => {
  for (const mode of Object.keys(MODES)) {
    const cases = [
      ["the client disconnects", (s) => s.disconnect(), "client namespace disconnect", "io client disconnect"],
      ["the server ends the socket", (s) => s.emit("leave-namespace"), "server namespace disconnect", "io server disconnect"],
      ["the server ends the connection", (s) => s.emit("leave-server"), "server namespace disconnect", "io server disconnect"],
      ["the client closes its engine", (s) => s.io.engine.close(), "transport close", "forced close"],
      ["the server closes the session", (s) => s.emit("close-connection"), "forced close", "transport close"],
    ];
    for (const [cause, end, server, client] of cases) {
      test(`${cause}, over ${mode}`, async () => {
        assert.deepEqual(await reasonsAfter(await connectBy(mode), end), { server, client });
      });
    }
  }

  test("disconnectSockets of the namespace", async () => {
    const socket = await connect();
    const other = await connect();

    const reasons = await reasonsAfter(socket, () =>
      other.emit("disconnect-sockets", { from: "namespace", to: [socket.id] }, true, () => {}));

    assert.deepEqual(reasons, { server: "server namespace disconnect", client: "io server disconnect" });
  });

  test("the network is cut, over websocket", async () => {
    const reasons = await reasonsAfter(await connect(), (socket) => tcpOf(socket).destroy());

    assert.deepEqual(reasons, { server: "transport close", client: "transport close" });
  });

  test("a malformed packet", async () => {
    const reasons = await reasonsAfter(await connect(), (socket) => socket.io.engine.write("2[malformed"));

    assert.deepEqual(reasons, { server: "forced close", client: "transport close" });
  });

  test("a malformed packet over polling", async () => {
    const reasons = await reasonsAfter(await connectBy("polling"), (socket) => socket.io.engine.write("2[malformed"));

    assert.deepEqual(reasons, { server: "forced close", client: "transport close" });
  });

  test("a malformed frame", async () => {
    const reasons = await reasonsAfter(await connect(), (socket) => socket.io.engine.transport.ws.send("x"));

    assert.deepEqual(reasons, { server: "parse error", client: "transport close" });
  });

  test("a message over the limit, over websocket", needs("small"), async () => {
    const small = await Control.of("small");
    const reasons = await reasonsAfter(await connect("small"), (socket) => socket.emit("echo", "x".repeat(6000)), small);

    assert.deepEqual(reasons, { server: "transport error", client: "transport close" });
  });

  test("a message over the limit, over polling", needs("small"), async () => {
    const small = await Control.of("small");
    const reasons = await reasonsAfter(
      await connect("small", "/", MODES.polling), (socket) => socket.emit("echo", "x".repeat(6000)), small);

    assert.deepEqual(reasons, { server: "transport close", client: "transport error" });
  });

  test("the client does not answer pings", needs("heartbeat"), async () => {
    const beating = await Control.of("heartbeat");
    const socket = await connect("heartbeat");

    const reasons = await reasonsAfter(socket, () => {
      socket.io.engine.transport.send = () => {};
    }, beating);

    assert.deepEqual(reasons, { server: "ping timeout", client: "transport close" });
  });

  test("a client that answers pings stays", needs("heartbeat"), async () => {
    for (const mode of Object.keys(MODES)) {
      const socket = await connectBy(mode, "heartbeat");
      const pings = record(socket.io, "ping");
      const ended = next(socket, "disconnect").then(([reason]) => `${reason} over ${mode} after ${pings.length} pings`);

      assert.equal(await Promise.race([ask(socket, "slow-answer", 1100, "stayed"), ended]), "stayed");
      assert.ok(pings.length >= 2, `${pings.length} pings over ${mode}`);
    }
  });
});

suite("the end of a socket", () => {
  test("disconnecting still sees the rooms, disconnect comes after it", async () => {
    const socket = await connect();
    await ask(socket, "join", ["r1", "r2"]);
    const { id } = socket;
    socket.disconnect();
    await control.entry({ what: "disconnect", id });

    const told = control.entries({ id }).filter(({ what }) => what !== "connection");

    assert.deepEqual(told.map(({ what }) => what), ["disconnecting", "disconnect"]);
    assert.deepEqual(told[0].rooms, [id, "r1", "r2"].sort());
    assert.equal(told[0].reason, "client namespace disconnect");
  });

  test("all sockets of a lost connection are told", async () => {
    const shared = manager();
    const sockets = await Promise.all(["/", "/one", "/two"].map((name) => connected(shared.socket(name))));
    const ids = sockets.map(({ id }) => id);
    tcpOf(sockets[0]).destroy();

    for (const id of ids) {
      assert.equal((await control.entry({ what: "disconnect", id })).reason, "transport close");
    }
    assert.equal(control.entries({ what: "disconnect" }).filter(({ id }) => ids.includes(id)).length, 3);
  });

  const overtaken = parleyOnly("it drops events that are overtaken by the disconnect that follows them");

  test("what the client sent before it left is still handled", overtaken, async () => {
    const [socket, other] = await Promise.all([connect(), connect()]);
    const heard = record(other, "news");
    for (let i = 0; i < 20; i++) {
      socket.emit("say", { from: "namespace", to: [other.id] }, "news", [i]);
    }
    const { id } = socket;
    socket.disconnect();
    await control.entry({ what: "disconnect", id });
    await settled(other);

    assert.deepEqual(heard.map(([i]) => i), Array.from({ length: 20 }, (_, i) => i));
  });

  test("a socket that has left is in no room and is not found", async () => {
    const [socket, other] = await Promise.all([connect(), connect()]);
    const { id } = socket;
    await ask(socket, "join", "left behind");
    socket.disconnect();
    await control.entry({ what: "disconnect", id });

    assert.deepEqual(await ask(other, "fetch", { from: "namespace", to: ["left behind"] }), []);
  });

  test("one client's bad packet leaves others alone", async () => {
    const [bad, good] = await Promise.all([connect(), connect()]);
    const ended = next(bad, "disconnect");
    bad.io.engine.write("2{}");
    await ended;

    await settled(good);
  });
});

suite("coming back", () => {
  const quick = { reconnection: true, reconnectionDelay: 20, reconnectionDelayMax: 100, randomizationFactor: 0 };

  for (const mode of Object.keys(MODES)) {
    test(`the client reconnects after a lost connection, with a new id, over ${mode}`, async () => {
      const socket = await connectBy(mode, "default", "/", quick);
      const { id } = socket;
      const back = next(socket, "connect");
      socket.io.engine.close();
      await back;

      assert.notEqual(socket.id, id);
      assert.ok(!socket.recovered);
      await settled(socket);
    });
  }

  test("the server's close of the session makes the client come back", async () => {
    const socket = await connect("default", "/", quick);
    const back = next(socket, "connect");
    socket.emit("close-connection");
    await back;

    await settled(socket);
  });

  test("the server's disconnect does not", async () => {
    const socket = await connect("default", "/", quick);
    const attempts = record(socket.io, "reconnect_attempt");
    const ended = next(socket, "disconnect");
    socket.emit("leave-server");
    await ended;

    assert.equal(socket.active, false);
    assert.deepEqual(attempts, []);
    await connected(socket);
  });

  test("events sent while away are delivered after the return, in order", async () => {
    const socket = await connect("default", "/", quick);
    const away = next(socket, "disconnect");
    socket.io.engine.close();
    await away;
    for (let i = 0; i < 10; i++) {
      socket.emit("number", i);
    }
    await next(socket, "connect");

    assert.deepEqual(await ask(socket, "numbers"), Array.from({ length: 10 }, (_, i) => i));
  });

  test("rooms and data of the former socket are gone", async () => {
    const socket = await connect("default", "/", quick);
    await ask(socket, "join", "old room");
    await ask(socket, "set-data", "a", 1);
    const back = next(socket, "connect");
    socket.io.engine.close();
    await back;

    assert.deepEqual(await ask(socket, "rooms"), [socket.id]);
    assert.deepEqual(await ask(socket, "get-data"), {});
  });

  test("a restarted server tells its clients, and they come back", needs("restart"), async () => {
    const admin = await Control.of("restart");
    const sockets = await Promise.all(
      Object.keys(MODES).map((mode) => connectBy(mode, "restart", "/", { ...quick, reconnectionDelay: 200 })));
    const ids = sockets.map(({ id }) => id);
    const ended = sockets.map((socket) => next(socket, "disconnect"));
    const back = sockets.map((socket) => within(new Promise((done) => socket.io.once("reconnect", done)), "reconnect", 8000));
    await admin.ask("restart");

    assert.deepEqual((await Promise.all(ended)).map(([reason]) => reason), Array(3).fill("transport close"));
    await Promise.all(back);
    await Promise.all(sockets.map((socket) => (socket.connected ? undefined : next(socket, "connect"))));
    await settled(...sockets);
    sockets.forEach((socket, i) => assert.notEqual(socket.id, ids[i]));
  });

  test("a session id of a former server is unknown, and the client starts anew", async () => {
    const socket = socketOf("default", "/", { ...MODES.polling, ...quick });
    await connected(socket);
    const back = next(socket, "connect");
    socket.io.engine.transport.query.sid = "AAAAAAAAAAAAAAAAAAAA";
    socket.emit("echo");
    await back;

    await settled(socket);
  });
});
