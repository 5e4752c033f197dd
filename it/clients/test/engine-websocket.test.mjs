// Websockets on the wire: opening, frames, limits, and frames that no client should send.
import assert from "node:assert/strict";
import { describe as suite, test } from "node:test";
import { WebSocket } from "ws";
import { Control } from "../lib/control.mjs";
import { Polling, Socket, UPGRADE, closeCodeIn, engineUrl, exchange, frame, head } from "../lib/raw.mjs";
import { needs, parleyOnly } from "../lib/server.mjs";
import { within } from "../lib/waiting.mjs";

const handshake = (profile = "default", query = {}) => {
  const url = new URL(engineUrl(profile, { transport: "websocket", ...query }));
  return head(`GET ${url.pathname}${url.search}`, { ...UPGRADE, Host: url.host });
};

/** The close code with which the server answers bare frames after the handshake. */
async function closeCodeAfter(...frames) {
  return closeCodeIn(await exchange("default", Buffer.concat([Buffer.from(handshake()), ...frames])));
}

suite("a websocket session", () => {
  test("opens with the official fields, and offers no upgrade", async () => {
    const socket = await Socket.open();
    const opening = await socket.next();

    assert.equal(opening[0], "0");
    const fields = JSON.parse(opening.slice(1));
    assert.deepEqual(Object.keys(fields), ["sid", "upgrades", "pingInterval", "pingTimeout", "maxPayload"]);
    assert.deepEqual(fields.upgrades, []);
    assert.equal(fields.maxPayload, 1_000_000);
  });

  test("takes the first subprotocol that the client offers", async () => {
    const socket = await Socket.open("default", { protocols: ["chat", "other"] });

    assert.equal(socket.ws.protocol, "chat");
    assert.match(await socket.next(), /^0\{/);
  });

  test("has text packets as text frames and attachments as bare binary frames", async () => {
    const socket = await Socket.joined();
    socket.send('451-["echo",{"_placeholder":true,"num":0}]', Buffer.from([1, 2, 3]));

    assert.equal(await socket.next(), '451-["echo",{"_placeholder":true,"num":0}]');
    assert.deepEqual(await socket.next(), Buffer.from([1, 2, 3]));
  });

  test("never puts anything between a packet and its attachments", async () => {
    const socket = await Socket.joined();
    for (let i = 0; i < 50; i++) {
      socket.send('42["produce-event","nested",10]', `42["echo",${i}]`);
    }
    for (let i = 0; i < 50; i++) {
      assert.match(await socket.next(), /^453-\["produced",/);
      for (const byte of [1, 2, 3]) {
        assert.deepEqual(await socket.next(), Buffer.alloc(10, byte));
      }
      assert.equal(await socket.next(), `42["echo",${i}]`);
    }
  });

  test("the first packet after the connect is its answer", async () => {
    const socket = await Socket.open();
    await socket.next();
    socket.send("40/greeting,");

    assert.match(await socket.next(), /^40\/greeting,\{"sid":"[A-Za-z0-9_-]+"\}$/);
    assert.match(await socket.next(), /^42\/greeting,\["hello","[A-Za-z0-9_-]+"\]$/);
    assert.equal(await socket.next(), '42/greeting,["late"]');
  });

  test("a refused namespace is answered, and the connection stays", async () => {
    const socket = await Socket.open();
    await socket.next();
    socket.send("40/nowhere,", '40/auth,{"token":"x"}', "40");

    const answers = [await socket.next(), await socket.next(), await socket.next()].sort();

    assert.match(answers[0], /^40\{/);
    assert.match(answers[1], /^44\/auth,\{"message":"not authorized","data":\{.*\}\}$/);
    assert.deepEqual(JSON.parse(answers[1].slice("44/auth,".length)).data, { code: "E401", details: { retry: false } });
    assert.equal(answers[2], '44/nowhere,{"message":"Invalid namespace"}');
  });

  test("a client that was refused everywhere is closed after connectTimeout", needs("connect-timeout"), async () => {
    const socket = await Socket.open("connect-timeout");
    await socket.next();
    socket.send("40/nowhere,");
    await socket.next();

    await socket.close(2000);
  });

  test("a frame may come in fragments, with control frames between them", async () => {
    const socket = await Socket.joined();
    const text = '42["echo","é😀 in pieces"]';
    const bytes = Buffer.from(text);
    for (let i = 0; i < bytes.length; i++) {
      socket.ws.send(bytes.subarray(i, i + 1), { binary: false, fin: i === bytes.length - 1 });
      if (i % 7 === 0) {
        socket.ws.ping("between");
      }
    }

    assert.equal(await socket.next(), text);
  });

  test("websocket pings are answered with their payload", async () => {
    const socket = await Socket.joined();
    const pong = new Promise((resolve) => socket.ws.on("pong", (data) => resolve(data.toString())));
    socket.ws.ping("are you there");

    assert.equal(await pong, "are you there");
  });

  test("a close frame is answered, and ends the session", async () => {
    const control = await Control.of();
    const socket = await Socket.open();
    await socket.next();
    socket.send("40");
    const id = JSON.parse((await socket.next()).slice(2)).sid;
    socket.ws.close(1000, "bye");
    await socket.close();

    assert.equal((await control.entry({ what: "disconnect", id })).reason, "transport close");
  });

  const ignored = parleyOnly("it ignores the frame, unlike over polling");

  test("an engine close frame ends the session", ignored, async () => {
    const control = await Control.of();
    const socket = await Socket.open();
    await socket.next();
    socket.send("40");
    const id = JSON.parse((await socket.next()).slice(2)).sid;
    socket.send("1");
    await socket.close().catch(() => {});

    assert.match((await control.entry({ what: "disconnect", id })).reason, /^(transport close|forced close)$/);
  });
});

suite("limits", needs("small"), () => {
  const withLength = (length) => `42["echo","${"x".repeat(length - '42["echo",""]'.length)}"]`;

  test("a message of exactly the limit is accepted", async () => {
    const socket = await Socket.joined("small");
    socket.send(withLength(5000));

    assert.equal((await socket.next()).length, 5000);
  });

  test("a message over the limit closes with 1009", async () => {
    const socket = await Socket.joined("small");
    socket.send(withLength(5001));

    assert.equal((await socket.close()).code, 1009);
  });

  test("a binary message over the limit closes with 1009", async () => {
    const socket = await Socket.joined("small");
    socket.send('451-["echo",{"_placeholder":true,"num":0}]', Buffer.alloc(5001));

    assert.equal((await socket.close()).code, 1009);
  });

  test("fragments whose sum is over the limit close with 1009", async () => {
    const socket = await Socket.joined("small");
    for (let i = 0; i < 6; i++) {
      socket.ws.send("x".repeat(1000), { fin: false });
    }

    assert.equal((await socket.close()).code, 1009);
  });

  test("a frame that only announces too much closes with 1009 at once", async () => {
    const huge = Buffer.from([0x81, 0xff, 0, 0, 0, 1, 0, 0, 0, 0, 1, 2, 3, 4]);
    const bytes = await exchange("small", Buffer.concat([Buffer.from(handshake("small")), huge]));

    assert.equal(closeCodeIn(bytes), 1009);
  });

  test("others are untouched", async () => {
    const [bad, good] = await Promise.all([Socket.joined("small"), Socket.joined("small")]);
    bad.send("x".repeat(10_000));
    await bad.close();
    good.send('42["echo",1]');

    assert.equal(await good.next(), '42["echo",1]');
  });
});

test("a compressed message is measured after it is unpacked", needs("deflate"), async () => {
  const ws = new WebSocket(engineUrl("deflate", { transport: "websocket" }).replace("http", "ws"), { perMessageDeflate: true });
  const closed = new Promise((resolve) => ws.on("close", resolve));
  ws.on("open", () => ws.send("4".repeat(20_000_000), { compress: true }));
  ws.on("error", () => {});

  assert.equal(await within(closed, "the close"), 1009);
});

suite("illegal frames close with the code of the websocket protocol:", () => {
  const TEXT = 1;
  for (const [what, code, ...frames] of [
    ["a frame without mask", 1002, frame(TEXT, "40", { masked: false })],
    ["a reserved bit", 1002, frame(TEXT, "40", { rsv: 4 })],
    ["an unknown opcode", 1002, frame(3, "40")],
    ["an unknown control opcode", 1002, frame(11, "")],
    ["a control frame in fragments", 1002, frame(9, "a", { fin: false })],
    ["a control frame over 125 bytes", 1002, frame(9, "a".repeat(126))],
    ["a continuation of nothing", 1002, frame(0, "40")],
    ["a new message inside another", 1002, frame(TEXT, "4", { fin: false }), frame(TEXT, "0")],
    ["text that is not UTF-8", 1007, frame(TEXT, [0x34, 0xff, 0xfe])],
    ["text with an encoded surrogate", 1007, frame(TEXT, [0x34, 0xed, 0xa0, 0x80])],
    ["text with an overlong form", 1007, frame(TEXT, [0x34, 0xc0, 0x80])],
    ["a character cut by the end of the message", 1007, frame(TEXT, [0x34, 0xe2, 0x82])],
  ]) {
    test(what, async () => {
      assert.equal(await closeCodeAfter(...frames), code);
    });
  }

  test("a close frame with an illegal code", async () => {
    assert.equal(await closeCodeAfter(frame(8, [0x03, 0xec])), 1002);
  });
});

suite("malformed engine frames end a websocket session:", () => {
  for (const [what, bad] of [
    ["an unknown type", "7"], ["a letter", "x"], ["a ping, which only the server sends", "2"], ["an empty frame", ""],
  ]) {
    test(what, async () => {
      const socket = await Socket.joined();
      socket.send(bad);

      await socket.close();
    });
  }
});

suite("frames with the handshake", () => {
  test("that arrive together with it are not lost", parleyOnly("it loses them"), async () => {
    const bytes = await exchange("default", Buffer.concat([Buffer.from(handshake()), frame(1, "40")]), { text: '40{"sid"' });

    assert.ok(bytes.includes("101 Switching Protocols"));
    assert.ok(bytes.includes('40{"sid"'));
  });

  test("over a session id that is on polling are an upgrade, and say so with a probe", async () => {
    const session = await Polling.joined();
    const socket = await Socket.open("default", { query: { sid: session.sid } });
    socket.send("2probe");

    assert.equal(await socket.next(), "3probe");
  });
});
