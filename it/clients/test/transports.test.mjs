// What travels over each transport, both ways: text, numbers, binary at any depth, big messages, many arguments.
import assert from "node:assert/strict";
import { describe as suite, test } from "node:test";
import { MODES, ask, connect, connectBy, connected, settled, socketOf, upgraded } from "../lib/clients.mjs";
import { collect, next } from "../lib/waiting.mjs";
import { PLANES, UNICODE, bytes, describe, produce } from "../lib/values.mjs";

const NEAR_LIMIT = 990_000;

/** Sends values in an event and in an ack, and shows that the server read them as they were and sent them back so. */
async function roundTrip(socket, ...values) {
  assert.deepEqual(await ask(socket, "describe", ...values), values.map(describe));

  const answers = next(socket, "echo");
  socket.emit("echo", ...values);
  assert.deepEqual(await answers, values);

  const acked = await new Promise((resolve) => socket.emit("echo", ...values, (...args) => resolve(args)));
  assert.deepEqual(acked, values);
}

for (const mode of Object.keys(MODES)) {
  suite(`over ${mode}`, () => {
    test("the server sees the transport that the client uses", async () => {
      const socket = await connectBy(mode);

      const transport = await ask(socket, "transport");

      assert.equal(transport, mode === "polling" ? "polling" : "websocket");
    });

    for (const [plane, text] of Object.entries(PLANES)) {
      test(`text arrives unchanged: ${plane}`, async () => {
        const socket = await connectBy(mode);

        await roundTrip(socket, text, { [text]: [text] });
      });
    }

    test("text that the server makes itself arrives unchanged", async () => {
      const socket = await connectBy(mode);
      const produced = next(socket, "produced");
      socket.emit("produce-event", "unicode", 0);

      assert.equal((await produced)[0], UNICODE);
      assert.equal(await ask(socket, "produce", "unicode", 0), UNICODE);
    });

    test("an event name may hold any text", async () => {
      const socket = await connectBy(mode);
      const name = `${UNICODE} ,[]"{}/`;
      await ask(socket, "listen", "on", name);
      const heard = next(socket, "heard");
      socket.emit(name, 1);

      assert.deepEqual(await heard, [name, 1]);
    });

    test("numbers, booleans, null, nested and empty values arrive unchanged", async () => {
      const socket = await connectBy(mode);

      await roundTrip(socket, 0, -1, 2 ** 53 - 1, true, false, null, "", [], {}, [[[{ a: [null, { b: "" }] }]]]);
    });

    test("fractions and big exponents arrive unchanged", async () => {
      const socket = await connectBy(mode);

      const echoed = await ask(socket, "echo", [0.1, -2.5e-7, 1e21, 1.7976931348623157e308]);

      assert.deepEqual(echoed, [0.1, -2.5e-7, 1e21, 1.7976931348623157e308]);
    });

    test("an event may have no argument or many", async () => {
      const socket = await connectBy(mode);

      await roundTrip(socket);
      await roundTrip(socket, ...Array.from({ length: 50 }, (_, i) => i));
    });

    test("one binary argument", async () => {
      const socket = await connectBy(mode);

      await roundTrip(socket, bytes(300));
    });

    test("empty binary", async () => {
      const socket = await connectBy(mode);

      await roundTrip(socket, Buffer.alloc(0), "after");
    });

    test("binary at any depth, between other values", async () => {
      const socket = await connectBy(mode);

      await roundTrip(
        socket, "é", bytes(3, 1), { a: [bytes(4, 2), { b: { c: [bytes(5, 3)] } }], d: "😀" }, null, [[bytes(0), bytes(1)]]);
    });

    test("ten attachments, the most a packet may have", async () => {
      const socket = await connectBy(mode);

      await roundTrip(socket, Array.from({ length: 10 }, (_, i) => bytes(10 + i, i)));
    });

    test("binary that the server makes itself, in an event and in an ack", async () => {
      const socket = await connectBy(mode);
      const produced = next(socket, "produced");
      socket.emit("produce-event", "nested", 70);

      assert.deepEqual((await produced)[0], produce("nested", 70));
      assert.deepEqual(await ask(socket, "produce", "nested", 200), produce("nested", 200));
    });

    test("text and binary events keep their order when mixed", async () => {
      const socket = await connectBy(mode);
      const echoes = collect(socket, "echo", 40);
      for (let i = 0; i < 40; i++) {
        socket.emit("echo", i, i % 3 === 0 ? bytes(i) : "text");
      }

      assert.deepEqual((await echoes).map(([i]) => i), Array.from({ length: 40 }, (_, i) => i));
    });

    for (const size of [125, 126, 127, 65_535, 65_536, 200_000]) {
      test(`text and binary of ${size} bytes, both ways`, async () => {
        const socket = await connectBy(mode);

        assert.deepEqual(
          await ask(socket, "describe", "y".repeat(size), bytes(size)), [describe("y".repeat(size)), describe(bytes(size))]);
        assert.equal(await ask(socket, "produce", "text", size), "x".repeat(size));
        assert.deepEqual(await ask(socket, "produce", "binary", size), produce("binary", size));
      });
    }

    test("text just below the limit is accepted", async () => {
      const socket = await connectBy(mode);
      const text = "z".repeat(NEAR_LIMIT);

      assert.deepEqual(await ask(socket, "describe", text), [describe(text)]);
    });

    test("the server may send more than the client may", async () => {
      const socket = await connectBy(mode);

      const text = await ask(socket, "produce", "text", 2_500_000);

      assert.equal(text.length, 2_500_000);
    });

    test("the message shorthand", async () => {
      const socket = await connectBy(mode);
      const message = next(socket, "message");
      socket.send("hello", { a: 1 });

      assert.deepEqual(await message, ["hello", { a: 1 }]);
    });
  });
}

test("binary near the limit over websocket", async () => {
  const socket = await connectBy("websocket");
  const binary = bytes(NEAR_LIMIT);

  assert.deepEqual(await ask(socket, "describe", binary), [describe(binary)]);
});

test("binary near the limit over polling, where base64 makes it longer", async () => {
  const socket = await connectBy("polling");
  const binary = bytes(700_000);

  assert.deepEqual(await ask(socket, "describe", binary), [describe(binary)]);
});

test("a client that asks for base64 gets it", async () => {
  const socket = await connect("default", "/", { transports: ["websocket"], forceBase64: true });

  await roundTrip(socket, bytes(100), { a: bytes(3) });
});

test("the default client starts with polling and ends on websocket, with its socket id unchanged", async () => {
  const socket = socketOf("default", "/", MODES.upgrade);
  const first = next(socket.io, "open").then(() => socket.io.engine.transport.name);
  await connected(socket);
  const before = socket.id;

  await upgraded(socket);
  await settled(socket);

  assert.equal(await first, "polling");

  assert.equal(socket.io.engine.transport.name, "websocket");
  assert.equal(socket.id, before);
});

suite("restricted transports", () => {
  test("without upgrades the client stays on polling", async () => {
    const socket = await connect("no-upgrade", "/", MODES.upgrade);

    assert.deepEqual(socket.io.engine.upgrades ?? [], []);
    await settled(socket);
    assert.equal(socket.io.engine.transport.name, "polling");
  });

  test("polling only", async () => {
    const socket = await connect("polling-only", "/", MODES.upgrade);

    await roundTrip(socket, "x".repeat(5000), bytes(5));
    assert.equal(socket.io.engine.transport.name, "polling");
  });

  test("websocket only", async () => {
    const socket = await connect("websocket-only", "/", MODES.websocket);

    await roundTrip(socket, "x".repeat(5000), bytes(5));
  });
});

suite("permessage-deflate", () => {
  test("is negotiated when it is on, and big messages arrive unchanged both ways", async () => {
    const socket = await connect("deflate", "/", MODES.websocket);

    assert.match(socket.io.engine.transport.ws.extensions, /permessage-deflate/);
    await roundTrip(socket, "x".repeat(20_000), bytes(3000), UNICODE.repeat(200));
  });

  test("is not negotiated when it is off", async () => {
    const socket = await connect("default", "/", MODES.websocket);

    assert.equal(socket.io.engine.transport.ws.extensions, "");
  });
});
