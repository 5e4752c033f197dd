// Where we are stricter, or promise more, than the official server. See DIFFERENCES.md.
import assert from "node:assert/strict";
import { connect as tcpConnect } from "node:net";
import { before, describe as suite, test } from "node:test";
import { ask, connect, connected, manager, refused, settled, socketOf } from "../lib/clients.mjs";
import { Control } from "../lib/control.mjs";
import { Polling, Socket, UPGRADE, engineUrl, exchange, frame, head, parseAnswer, request } from "../lib/raw.mjs";
import { needs, parleyOnly, portOf, referenceOnly, urlOf } from "../lib/server.mjs";
import { next, record } from "../lib/waiting.mjs";

let control;
before(async () => {
  control = await Control.of();
});

suite("origins: without configuration only the server's own is served", parleyOnly("it refuses no origin"), () => {
  const port = new URL(urlOf()).port;
  for (const origin of [
    "http://evil.example", `http://evil.example:${port}`, "http://127.0.0.1", `http://127.0.0.1:${Number(port) + 1}`, "null",
    `http://127.0.0.1:${port}.evil.example`, `http://evil.example/http://127.0.0.1:${port}`,
  ]) {
    test(`${origin} is refused over polling, with code 4`, async () => {
      const { status, headers, body } = await request(engineUrl("default"), { headers: { origin } });

      assert.equal(status, 403);
      assert.equal(headers.get("content-type"), "application/json");
      assert.equal(JSON.parse(body).code, 4);
      assert.equal(headers.get("access-control-allow-origin"), null);
    });

    test(`${origin} is refused over websocket`, async () => {
      await assert.rejects(Socket.open("default", { headers: { origin } }), ({ status }) => status === 403);
    });
  }

  test("a session that was opened without origin does not take requests of a foreign one", async () => {
    const session = await Polling.joined();

    assert.equal((await session.get({ headers: { origin: "http://evil.example" } })).status, 403);
    assert.equal((await session.post("40", { headers: { origin: "http://evil.example" } })).status, 403);
    assert.ok(await session.alive());
  });

  test("an upgrade by a foreign origin is refused, the session goes on", async () => {
    const session = await Polling.joined();

    await assert.rejects(
      Socket.open("default", { query: { sid: session.sid }, headers: { origin: "http://evil.example" } }),
      ({ status }) => status === 403);
    assert.ok(await session.alive());
  });

  test("the refusal is told to the application", async () => {
    await request(engineUrl("default"), { headers: { origin: "http://told.example" } });

    await control.entry({ what: "connection_error", code: 4 });
  });
});

suite("errors of the application", parleyOnly("they end its process"), () => {
  test("in a handler leave the socket alive, and later events in order", async () => {
    const socket = await connect();
    for (let i = 0; i < 5; i++) {
      socket.emit("throw", "boom");
      socket.emit("number", i);
    }

    assert.deepEqual(await ask(socket, "numbers"), [0, 1, 2, 3, 4]);
  });

  test("in a handler reach no client", async () => {
    const socket = await connect();
    const any = record(socket, "server-error");
    await assert.rejects(socket.timeout(150).emitWithAck("throw", "secret detail"), /timed out/);

    assert.deepEqual(any, []);
  });

  test("in a middleware refuse the client without details", async () => {
    const error = await refused(socketOf("default", "/throwing"));

    assert.equal(error.message, "internal error");
    assert.equal(error.data, undefined);
  });
});

suite("acknowledgements when the client leaves", () => {
  const askAndLeave = async () => {
    const socket = await connect();
    socket.on("question", () => socket.io.engine.transport.ws._socket.destroy());
    const start = Date.now();
    const result = await control.ask("remote-ask", "/", socket.id, 1500, "question", []);
    return { ...result, waited: Date.now() - start };
  };

  test("fail at once", parleyOnly("they wait for their timeout"), async () => {
    const { waited, error } = await askAndLeave();

    assert.ok(waited < 1000, `waited ${waited} ms`);
    assert.ok(error);
  });

  test("wait for their timeout", referenceOnly("they fail at once"), async () => {
    const { waited, error } = await askAndLeave();

    assert.ok(waited >= 1400);
    assert.equal(error, "operation has timed out");
  });

  test("still come when it stays", async () => {
    const socket = await connect();
    socket.on("question", (value, answer) => answer(value + 1));

    const { error, answers } = await control.ask("remote-ask", "/", socket.id, 3000, "question", [1]);

    assert.equal(error, null);
    assert.deepEqual(answers, [2]);
  });
});

suite("limits", parleyOnly("it has none of these"), () => {
  test("of 100 namespaces per connection: the next is refused, the others work", async () => {
    const shared = manager();
    const sockets = await Promise.all(Array.from({ length: 100 }, (_, i) => connected(shared.socket(`/dynamic-9${i}`))));

    const error = await refused(shared.socket("/dynamic-9100"));

    assert.ok(error.message.length > 0);
    await settled(sockets[0], sockets[99]);
  });

  test("of what waits for a client that does not read: it is cut, others are served", async () => {
    const good = await connect();
    const url = new URL(engineUrl("default", { transport: "websocket" }));
    const before = control.entries({ what: "disconnect", reason: "slow consumer" }).length;
    const tcp = tcpConnect(portOf(), "127.0.0.1");
    tcp.on("error", () => {});
    tcp.write(head(`GET ${url.pathname}${url.search}`, UPGRADE));
    await next(tcp, "data");
    tcp.pause();
    tcp.write(Buffer.concat([frame(1, "40"), frame(1, `42["flood",20000,"${"x".repeat(1000)}"]`)]));
    try {
      await control.entry({ what: "disconnect", reason: "slow consumer" }, 10_000);
      assert.equal(control.entries({ what: "disconnect", reason: "slow consumer" }).length, before + 1);
      await settled(good);
    } finally {
      tcp.destroy();
    }
  });

  test("of what waits for a client that does not poll: it is cut, others are served", async () => {
    const good = await connect();
    const session = await Polling.open();
    await session.post("40");
    const id = JSON.parse((await session.poll())[0].slice(2)).sid;
    await session.post(`42["flood",20000,"${"x".repeat(1000)}"]`);

    assert.equal((await control.entry({ what: "disconnect", id }, 10_000)).reason, "slow consumer");
    await settled(good);
  });

  for (const [what, first, headers] of [
    ["a request line over 8 KiB", `GET /socket.io/?EIO=4&transport=polling&x=${"x".repeat(10_000)}`, {}],
    ["headers over 16 KiB", "GET /socket.io/?EIO=4&transport=polling", { "x-big": "x".repeat(20_000) }],
  ]) {
    test(`of HTTP: ${what}`, async () => {
      const { status } = parseAnswer(await exchange("default", head(first, headers)));

      assert.ok(status >= 400 && status < 500, `status ${status}`);
    });
  }
});

suite("requests that two servers could read differently are refused", parleyOnly("some of them are served"), () => {
  for (const [what, bytes] of [
    ["two lengths", "POST /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n40"],
    ["a length and chunks", "POST /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"],
    ["a negative length", "POST /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n"],
    ["a space before a colon", "GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost : a\r\n\r\n"],
    ["a line that is none", "GARBAGE\r\n\r\n"],
    ["the first bytes of TLS", Buffer.from([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3, 13, 10, 13, 10])],
  ]) {
    test(what, async () => {
      const answer = await exchange("default", bytes);

      assert.ok(answer.length === 0 || parseAnswer(answer).status >= 400, answer.toString());
    });
  }

  test("a compressed body is not unpacked", async () => {
    const session = await Polling.joined();

    const { status } = await session.post("42", { headers: { "content-encoding": "gzip" } });

    assert.equal(status, 415);
  });

  test("a repeated parameter counts with its first value", async () => {
    const { status } = await request(`${urlOf()}/socket.io/?EIO=4&transport=polling&transport=tobi`);

    assert.equal(status, 200);
  });
});

suite("answers", parleyOnly("it does not"), () => {
  test("may not be sniffed, and name no server", async () => {
    const { answer: { headers } } = await Polling.open();

    assert.equal(headers.get("x-content-type-options"), "nosniff");
    assert.equal(headers.get("server"), null);
    assert.equal(headers.get("x-powered-by"), null);
  });

  test("have session ids of at least 128 random bits, without a visible counter", async () => {
    const sids = (await Promise.all(Array.from({ length: 20 }, () => Polling.open()))).map(({ sid }) => sid);

    for (const sid of sids) {
      assert.ok(sid.length >= 22, sid);
    }
    assert.equal(new Set(sids.map((sid) => sid.slice(-4))).size > 15, true, "the last characters repeat");
    assert.equal(new Set(sids.map((sid) => sid.slice(0, 4))).size > 15, true, "the first characters repeat");
  });

  test("to a refused websocket are JSON with the code, as over polling", async () => {
    const url = new URL(engineUrl("default", { transport: "websocket", sid: "unknown" }));
    const { status, headers, body } = parseAnswer(
      await exchange("default", head(`GET ${url.pathname}${url.search}`, UPGRADE)));

    assert.equal(status, 400);
    assert.equal(headers["content-type"], "application/json");
    assert.deepEqual(JSON.parse(body), { code: 1, message: "Session ID unknown" });
  });
});

suite("a hook's refusal", { ...needs("hooks"), ...parleyOnly("it answers 400 over websocket") }, () => {
  test("has status 403 over both transports", async () => {
    assert.equal((await request(engineUrl("hooks", { deny: "no" }))).status, 403);
    await assert.rejects(Socket.open("hooks", { query: { deny: "no" } }), ({ status }) => status === 403);
  });
});
