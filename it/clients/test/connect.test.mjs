// Joining a namespace: auth, middlewares, refusals, and the facts of the handshake.
import assert from "node:assert/strict";
import { before, describe as suite, test } from "node:test";
import { MODES, ask, connect, connected, refused, settled, socketOf } from "../lib/clients.mjs";
import { Control } from "../lib/control.mjs";
import { UNICODE, bytes } from "../lib/values.mjs";
import { next, record } from "../lib/waiting.mjs";

let control;
before(async () => {
  control = await Control.of();
});

suite("auth", () => {
  test("an object reaches the server as it was", async () => {
    const auth = { token: UNICODE, nested: { list: [1, null, "é"] } };

    const socket = await connect("default", "/", { auth });

    assert.deepEqual((await ask(socket, "handshake")).auth, auth);
  });

  test("a function is asked at each connect", async () => {
    let times = 0;
    const socket = socketOf("default", "/", { auth: (send) => send({ times: ++times }) });
    await connected(socket);
    socket.disconnect();
    await connected(socket);

    assert.deepEqual((await ask(socket, "handshake")).auth, { times: 2 });
  });

  test("is an empty object when there is none", async () => {
    const socket = await connect();

    assert.deepEqual((await ask(socket, "handshake")).auth, {});
  });

  test("is separate for each namespace of one connection", async () => {
    const one = socketOf("default", "/one", { auth: { of: "one" } });
    const two = one.io.socket("/two", { auth: { of: "two" } });
    await Promise.all([connected(one), connected(two)]);

    assert.deepEqual((await ask(one, "handshake")).auth, { of: "one" });
    assert.deepEqual((await ask(two, "handshake")).auth, { of: "two" });
  });
});

for (const mode of Object.keys(MODES)) {
  suite(`refusal over ${mode}`, () => {
    test("carries message and data", async () => {
      const error = await refused(socketOf("default", "/auth", { ...MODES[mode], auth: { token: "wrong" } }));

      assert.ok(error instanceof Error);
      assert.equal(error.message, "not authorized");
      assert.deepEqual(error.data, { code: "E401", details: { retry: false } });
    });

    test("without data carries the message alone", async () => {
      const error = await refused(socketOf("default", "/auth", { ...MODES[mode], auth: { token: "no-data" } }));

      assert.equal(error.message, "refused without data");
      assert.equal(error.data, undefined);
    });

    test("of an unknown namespace says so", async () => {
      const error = await refused(socketOf("default", "/nowhere", MODES[mode]));

      assert.equal(error.message, "Invalid namespace");
      assert.equal(error.data, undefined);
    });
  });
}

suite("middlewares", () => {
  test("run in their order, also asynchronous ones", async () => {
    const socket = await connect("default", "/auth", { auth: { token: "secret" } });

    assert.deepEqual(await ask(socket, "get-data"), { order: ["first", "second"] });
  });

  test("an asynchronous one may refuse with any data", async () => {
    const error = await refused(socketOf("default", "/auth", { auth: { token: "secret", banned: true } }));

    assert.equal(error.message, "banned");
    assert.equal(error.data, "by name");
  });

  test("a refused socket stays inactive, and no connection is seen by the application", async () => {
    const socket = socketOf("default", "/auth", { auth: { token: "wrong" } });
    await refused(socket);

    assert.equal(socket.connected, false);
    assert.equal(socket.active, false);
    await control.ask("namespaces");
    assert.deepEqual(control.entries({ what: "connection", nsp: "/auth" }).filter(({ id }) => id === socket.id), []);
  });

  test("a refused socket may try again", async () => {
    let token = "wrong";
    const socket = socketOf("default", "/auth", { auth: (send) => send({ token }) });
    await refused(socket);
    token = "secret";

    await connected(socket);

    await settled(socket);
  });

  test("a refusal leaves other namespaces of the connection alone", async () => {
    const good = socketOf();
    const bad = good.io.socket("/auth");
    await Promise.all([connected(good), refused(bad)]);

    await settled(good);
  });

  test("events sent before the connect is answered arrive after it", async () => {
    const socket = socketOf("default", "/auth", { auth: { token: "secret" } });
    socket.connect();

    assert.equal(await ask(socket, "echo", "early"), "early");
  });
});

suite("connection", () => {
  test("what the server emits while connecting arrives after connect, in order", async () => {
    const socket = socketOf("default", "/greeting");
    const order = [];
    socket.on("connect", () => order.push("connect"));
    socket.on("hello", (id) => order.push(id === socket.id ? "hello" : "foreign hello"));
    const late = next(socket, "late");
    socket.connect();
    await late;

    assert.deepEqual(order, ["connect", "hello"]);
  });

  test("the socket id is not the session id, and differs by namespace", async () => {
    const one = socketOf("default", "/one");
    const two = one.io.socket("/two");
    await Promise.all([connected(one), connected(two)]);

    const ids = [one.io.engine.id, one.id, two.id];

    assert.equal(new Set(ids).size, 3);
    for (const id of ids) {
      assert.match(id, /^[A-Za-z0-9_-]{20,}$/);
    }
  });

  test("the journal sees the connection with the client's socket id", async () => {
    const socket = await connect();

    const entry = await control.entry({ what: "connection", id: socket.id });

    assert.equal(entry.nsp, "/");
    assert.equal(entry.recovered, false);
  });

  test("a client that joins no namespace in time is closed", async () => {
    const socket = socketOf("connect-timeout");
    const closed = next(socket.io, "close");
    const start = Date.now();
    socket.io.open();

    assert.equal((await closed)[0], "transport close");
    assert.ok(Date.now() - start >= 250, "closed too early");
  });

  test("a client that joined in time stays", async () => {
    const socket = await connect("connect-timeout");
    const closes = record(socket, "disconnect");
    await ask(socket, "slow-answer", 500, "still here");

    assert.deepEqual(closes, []);
  });
});

suite("handshake", () => {
  test("has query, headers, address, url and time", async () => {
    const start = Date.now();
    const socket = await connect("default", "/", {
      query: { name: "Zoë & co", list: "1" }, extraHeaders: { "x-test": "of the client" },
    });

    const handshake = await ask(socket, "handshake");

    assert.equal(handshake.query.name, "Zoë & co");
    assert.equal(handshake.query.list, "1");
    assert.equal(handshake.query.EIO, "4");
    assert.equal(handshake.query.transport, "websocket");
    assert.equal(handshake.header, "of the client");
    assert.match(handshake.address, /127\.0\.0\.1/);
    assert.match(handshake.url, /^\/socket\.io\/\?/);
    assert.equal(handshake.secure, false);
    assert.equal(handshake.xdomain, false);
    assert.equal(handshake.time, true);
    assert.ok(Math.abs(handshake.issued - start) < 10_000);
  });

  test("tells that the request named an origin", async () => {
    const socket = await connect("cors", "/", { extraHeaders: { origin: "http://app.example" } });

    assert.equal((await ask(socket, "handshake")).xdomain, true);
  });

  test("keeps the first request after an upgrade", async () => {
    const socket = await connect("default", "/", { ...MODES.upgrade, query: { a: "b" } });

    const { query } = await ask(socket, "handshake");

    assert.equal(query.transport, "polling");
    assert.equal(query.a, "b");
  });

  test("data of a socket is its own", async () => {
    const [one, two] = await Promise.all([connect(), connect()]);
    await ask(one, "set-data", "name", { first: "Ada", tags: [1, 2] });

    assert.deepEqual(await ask(one, "get-data"), { name: { first: "Ada", tags: [1, 2] } });
    assert.deepEqual(await ask(two, "get-data"), {});
  });

  test("auth may hold binary-looking and big values", async () => {
    const auth = { text: "q".repeat(50_000), looks: { _placeholder: true, num: 0 }, hex: bytes(20).toString("hex") };
    const socket = await connect("default", "/", { auth });

    assert.deepEqual((await ask(socket, "handshake")).auth, auth);
  });
});
