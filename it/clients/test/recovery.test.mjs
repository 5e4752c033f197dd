// Connection state recovery.
import assert from "node:assert/strict";
import { before, describe as suite, test } from "node:test";
import { MODES, ask, connect, connected, manager, refused, settled, socketOf } from "../lib/clients.mjs";
import { Control } from "../lib/control.mjs";
import { bytes } from "../lib/values.mjs";
import { next, sleep } from "../lib/waiting.mjs";

let control;
before(async () => {
  control = await Control.of("recovery");
});

/** A client that has received one event, without which there is no offset to recover from. */
async function withOffset(profile = "recovery", namespace = "/", options = {}) {
  const socket = await connect(profile, namespace, options);
  const first = next(socket, "echo");
  socket.emit("echo", "the first");
  await first;
  return socket;
}

/** Loses the connection without a farewell, and waits until the server has noticed. */
async function lose(socket, observer = control) {
  const { id } = socket;
  const away = next(socket, "disconnect");
  if (socket.io.engine.transport.name === "websocket") {
    socket.io.engine.transport.ws._socket.destroy();
  } else {
    socket.io.engine.close();
  }
  await away;
  await observer.entry({ what: "disconnect", id });
}

/** Remembers the event `news` from now on, without the offset that follows the arguments of each event. */
function recordNews(socket) {
  const all = [];
  socket.on("news", (...args) => {
    assert.equal(typeof args.at(-1), "string", "an event without offset");
    all.push(args.slice(0, -1));
  });
  return all;
}

/** Connects again, and tells which `news` came. */
async function comeBack(socket) {
  const news = recordNews(socket);
  await connected(socket);
  await settled(socket);
  return news;
}

const broadcast = (selection, ...args) => control.ask("broadcast", "/", selection, "news", args);

for (const mode of ["websocket", "polling"]) {
  suite(`a client that comes back in time over ${mode}`, () => {
    test("is recovered: same id, rooms and data", async () => {
      const socket = await withOffset("recovery", "/", MODES[mode]);
      await ask(socket, "join", ["r1", "r2"]);
      await ask(socket, "set-data", "name", "Ada");
      const { id } = socket;
      await lose(socket);

      await comeBack(socket);

      assert.equal(socket.recovered, true);
      assert.equal(socket.id, id);
      assert.equal(await ask(socket, "recovered"), true);
      assert.deepEqual(await ask(socket, "rooms"), [id, "r1", "r2"].sort());
      assert.deepEqual(await ask(socket, "get-data"), { name: "Ada" });
    });

    test("gets what it missed, in order, and nothing twice", async () => {
      const socket = await withOffset("recovery", "/", MODES[mode]);
      await ask(socket, "join", "r1");
      await broadcast({ to: ["r1"] }, "before");
      await settled(socket);
      await lose(socket);
      await broadcast({ to: ["r1"] }, 1, "é😀");
      await broadcast({ to: ["r1", "r2"] }, 2);
      await broadcast({}, 3, bytes(20));
      await broadcast({ to: ["another room"] }, "not for it");
      await broadcast({ to: ["r1"], except: ["r1"] }, "not for it either");
      await broadcast({ to: ["r1"] }, 4, { deep: [bytes(3)] });

      const news = await comeBack(socket);

      assert.deepEqual(news, [[1, "é😀"], [2], [3, bytes(20)], [4, { deep: [bytes(3)] }]]);
    });
  });
}

suite("recovery", () => {
  test("the journal says that the connection was recovered, and the reason of the loss", async () => {
    const socket = await withOffset();
    const { id } = socket;
    await lose(socket);
    await comeBack(socket);

    assert.deepEqual(control.entries({ what: "connection", id }).map(({ recovered }) => recovered), [false, true]);
    assert.equal(control.entries({ what: "disconnect", id })[0].reason, "transport close");
  });

  test("emits to the id of the lost socket are kept for it", async () => {
    const socket = await withOffset();
    const { id } = socket;
    await lose(socket);
    await broadcast({ to: [id] }, "for you");

    assert.deepEqual(await comeBack(socket), [["for you"]]);
  });

  test("works again after it worked", async () => {
    const socket = await withOffset();
    const { id } = socket;
    for (let round = 0; round < 3; round++) {
      await lose(socket);
      await broadcast({ to: [id] }, round);
      assert.deepEqual(await comeBack(socket), [[round]]);
      assert.equal(socket.id, id);
      assert.equal(socket.recovered, true);
      socket.removeAllListeners("news");
      control.forget({ what: "disconnect", id });
    }
  });

  test("many missed packets arrive complete and in order", async () => {
    const socket = await withOffset();
    const { id } = socket;
    await lose(socket);
    for (let i = 0; i < 300; i++) {
      await broadcast({ to: [id] }, i);
    }

    assert.deepEqual((await comeBack(socket)).map(([i]) => i), Array.from({ length: 300 }, (_, i) => i));
  });

  test("live events follow the missed ones", async () => {
    const socket = await withOffset();
    const { id } = socket;
    await lose(socket);
    await broadcast({ to: [id] }, "missed");
    const news = recordNews(socket);
    const back = connected(socket);
    const live = broadcast({ to: [id] }, "live");
    await Promise.all([back, live]);
    await settled(socket);

    assert.deepEqual(news, [["missed"], ["live"]]);
  });

  test("volatile packets are not kept", async () => {
    const socket = await withOffset();
    const { id } = socket;
    await lose(socket);
    await broadcast({ to: [id], volatile: true }, "volatile");
    await broadcast({ to: [id] }, "kept");

    assert.deepEqual(await comeBack(socket), [["kept"]]);
  });

  test("is per namespace of one connection", async () => {
    const shared = manager("recovery");
    const sockets = await Promise.all(["/", "/one"].map((name) => connected(shared.socket(name))));
    for (const socket of sockets) {
      const first = next(socket, "echo");
      socket.emit("echo", 1);
      await first;
    }
    const ids = sockets.map(({ id }) => id);
    const away = sockets.map((socket) => next(socket, "disconnect"));
    shared.engine.transport.ws._socket.destroy();
    await Promise.all(away);
    for (const id of ids) {
      await control.entry({ what: "disconnect", id });
    }
    await control.ask("broadcast", "/", {}, "news", ["of root"]);
    await control.ask("broadcast", "/one", {}, "news", ["of one"]);
    const news = sockets.map((socket) => recordNews(socket));
    await Promise.all(sockets.map((socket) => connected(socket)));
    await settled(...sockets);

    assert.deepEqual(sockets.map(({ id, recovered }) => [id, recovered]), ids.map((id) => [id, true]));
    assert.deepEqual(news, [[["of root"]], [["of one"]]]);
  });

  test("works in dynamic namespaces", async () => {
    const socket = await withOffset("recovery", "/dynamic-9");
    const { id } = socket;
    await lose(socket);
    await control.ask("broadcast", "/dynamic-9", {}, "news", [1]);

    assert.deepEqual(await comeBack(socket), [[1]]);
    assert.equal(socket.id, id);
  });

  test("skips the middlewares, when so configured", async () => {
    let token = "secret";
    const socket = await withOffset("recovery", "/auth", { auth: (send) => send({ token }) });
    const { id } = socket;
    await lose(socket);
    token = "wrong by now";

    await comeBack(socket);

    assert.equal(socket.id, id);
    assert.equal(socket.recovered, true);
  });

  test("events without ack end with an offset, answers do not", async () => {
    const socket = await connect("recovery");
    const echo = next(socket, "echo");
    socket.emit("echo", 1, 2);
    const [one, two, offset, ...rest] = await echo;

    assert.deepEqual([one, two, typeof offset, rest], [1, 2, "string", []]);
    assert.equal(await ask(socket, "echo", 1), 1);
    socket.on("question", (...args) => args.at(-1)(args.length - 1));
    assert.deepEqual(await ask(socket, "ask", 1000, "question", ["x"]), { answers: [1] });
  });
});

suite("no recovery", () => {
  const fresh = async (socket, id) => {
    const news = await comeBack(socket);
    assert.ok(!socket.recovered);
    assert.notEqual(socket.id, id);
    assert.deepEqual(news, []);
    assert.equal(await ask(socket, "recovered"), false);
    assert.deepEqual(await ask(socket, "rooms"), [socket.id]);
  };

  test("after the client said farewell", async () => {
    const socket = await withOffset();
    const { id } = socket;
    socket.disconnect();
    await control.entry({ what: "disconnect", id });
    await broadcast({ to: [id] }, "missed");

    await fresh(socket, id);
  });

  test("after the server ended the socket", async () => {
    const socket = await withOffset();
    const { id } = socket;
    const ended = next(socket, "disconnect");
    socket.emit("leave-namespace");
    await ended;

    await fresh(socket, id);
  });

  test("without any event received before", async () => {
    const socket = await connect("recovery");
    const { id } = socket;
    await lose(socket);

    await fresh(socket, id);
  });

  test("with a private id that was never given out", async () => {
    const socket = await withOffset();
    const { id } = socket;
    await lose(socket);
    socket._pid = "AAAAAAAAAAAAAAAAAAAA";

    await fresh(socket, id);
  });

  test("with an offset that was never given out", async () => {
    const socket = await withOffset();
    const { id } = socket;
    await lose(socket);
    socket._lastOffset = "no such offset";

    await fresh(socket, id);
  });

  test("after the time for it has passed, and middlewares run again", async () => {
    const strict = await Control.of("recovery-strict");
    const socket = await withOffset("recovery-strict", "/auth", { auth: { token: "secret" } });
    const { id } = socket;
    await ask(socket, "join", "r1");
    await lose(socket, strict);
    await sleep(900); // longer than maxDisconnectionDuration

    await fresh(socket, id);
    assert.deepEqual(await ask(socket, "get-data"), { order: ["first", "second"] });
  });

  test("on a server without it", async () => {
    const socket = await withOffset("default");
    const { id } = socket;
    socket.io.engine.close();

    await fresh(socket, id);
    assert.equal(socket._pid, undefined);
  });
});

suite("recovery that runs the middlewares", () => {
  test("recovers who passes them", async () => {
    const strict = await Control.of("recovery-strict");
    const socket = await withOffset("recovery-strict", "/auth", { auth: { token: "secret" } });
    const { id } = socket;
    await lose(socket, strict);

    await comeBack(socket);

    assert.equal(socket.id, id);
    assert.equal(socket.recovered, true);
  });

  test("refuses who does not", async () => {
    const strict = await Control.of("recovery-strict");
    let token = "secret";
    const socket = socketOf("recovery-strict", "/auth", { auth: (send) => send({ token }) });
    await connected(socket);
    const first = next(socket, "echo");
    socket.emit("echo", 1);
    await first;
    await lose(socket, strict);
    token = "wrong by now";

    assert.equal((await refused(socket)).message, "not authorized");
  });
});
