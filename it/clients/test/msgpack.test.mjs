// The MessagePack parser: everything that depends on how packets are written.
import assert from "node:assert/strict";
import { before, describe as suite, test } from "node:test";
import { MODES, ask, connect, connectBy, refused, settled, socketOf } from "../lib/clients.mjs";
import { Control } from "../lib/control.mjs";
import { needs } from "../lib/server.mjs";
import { PLANES, UNICODE, bytes, describe } from "../lib/values.mjs";
import { collect, next, record } from "../lib/waiting.mjs";

suite("the MessagePack parser", needs("msgpack"), () => {
  let control;
  before(async () => {
    control = await Control.of("msgpack");
  });

  async function roundTrip(socket, ...values) {
    assert.deepEqual(await ask(socket, "describe", ...values), values.map(describe));
    const echo = next(socket, "echo");
    socket.emit("echo", ...values);
    assert.deepEqual(await echo, values);
  }

  for (const mode of Object.keys(MODES)) {
    test(`carries text of all planes over ${mode}`, async () => {
      await roundTrip(await connectBy(mode, "msgpack"), ...Object.values(PLANES), UNICODE);
    });

    test(`carries numbers, booleans, null and nested values over ${mode}`, async () => {
      const socket = await connectBy(mode, "msgpack");

      await roundTrip(
        socket, 0, 1, 127, 128, 255, 256, 65_535, 65_536, 2 ** 31, 2 ** 32, 2 ** 53 - 1, -1, -32, -33, -128, -129, -32_769,
        -(2 ** 31), -(2 ** 31) - 1, true, false, null, [], {}, { a: [{ b: [] }] });
    });

    test(`carries binary at any depth, more than ten parts, over ${mode}`, async () => {
      const socket = await connectBy(mode, "msgpack");

      await roundTrip(socket, bytes(300), { deep: [{ er: bytes(70_000) }] }, Array.from({ length: 15 }, (_, i) => bytes(i)));
    });

    test(`carries acknowledgements both ways over ${mode}`, async () => {
      const socket = await connectBy(mode, "msgpack");
      socket.on("question", (value, answer) => answer({ got: value }));

      assert.deepEqual(await ask(socket, "ask", 2000, "question", [bytes(5)]), { answers: [{ got: bytes(5) }] });
    });

    test(`keeps the order of many events over ${mode}`, async () => {
      const socket = await connectBy(mode, "msgpack");
      const echoed = collect(socket, "number", 300);
      for (let i = 0; i < 300; i++) {
        socket.emit("number", i);
      }

      assert.deepEqual((await echoed).map(([i]) => i), Array.from({ length: 300 }, (_, i) => i));
    });
  }

  for (const length of [15, 16, 31, 32, 255, 256, 65_535, 65_536]) {
    test(`carries texts, lists and objects of ${length} parts`, async () => {
      const socket = await connect("msgpack");
      const list = Array.from({ length }, (_, i) => i % 100);

      await roundTrip(socket, "t".repeat(length), list);
      if (length < 1000) {
        await roundTrip(socket, Object.fromEntries(list.map((value, i) => [`key${i}`, value])));
      }
    });
  }

  test("carries fractions", async () => {
    const socket = await connect("msgpack");

    assert.deepEqual(await ask(socket, "echo", [0.1, -2.5e-7, 1e-300]), [0.1, -2.5e-7, 1e-300]);
  });

  test("carries auth and refusals", async () => {
    const error = await refused(socketOf("msgpack", "/auth", { auth: { token: "wrong" } }));
    assert.equal(error.message, "not authorized");
    assert.deepEqual(error.data, { code: "E401", details: { retry: false } });
    assert.equal((await refused(socketOf("msgpack", "/nowhere"))).message, "Invalid namespace");
    await settled(await connect("msgpack", "/auth", { auth: { token: "secret" } }));
  });

  test("carries broadcasts, also to namespaces", async () => {
    const [a, b] = await Promise.all([connect("msgpack", "/one"), connectBy("polling", "msgpack", "/one")]);
    const news = next(b, "news");
    await ask(a, "say", { from: "socket", broadcast: true }, "news", ["é", bytes(9)]);

    assert.deepEqual(await news, ["é", bytes(9)]);
  });

  test("tells reasons like the default parser", async () => {
    const socket = await connect("msgpack");
    const { id } = socket;
    const ended = next(socket, "disconnect");
    socket.emit("leave-namespace");

    assert.equal((await ended)[0], "io server disconnect");
    assert.equal((await control.entry({ what: "disconnect", id })).reason, "server namespace disconnect");
  });

  test("closes the connection of a client that speaks the default parser, and of nobody else", async () => {
    const good = await connect("msgpack");
    const foreign = socketOf("msgpack", "/", { parser: undefined });
    const errors = record(foreign, "connect");
    const closed = next(foreign.io, "close");
    foreign.connect();
    await closed;

    assert.deepEqual(errors, []);
    await settled(good);
  });
});
