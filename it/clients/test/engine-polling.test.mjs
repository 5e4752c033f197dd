// Long-polling on the wire: opening, bodies, headers, limits, concurrency.
import assert from "node:assert/strict";
import { describe as suite, test } from "node:test";
import { gunzipSync, inflateSync } from "node:zlib";
import { Control } from "../lib/control.mjs";
import { Polling, SEPARATOR, Socket, engineUrl, exchange, head, parseAnswer, request } from "../lib/raw.mjs";
import { needs, urlOf } from "../lib/server.mjs";
import { sleep, within } from "../lib/waiting.mjs";

suite("the opening answer", () => {
  test("has the official fields, values and order", async () => {
    const { answer, opening } = await Polling.open();

    assert.equal(answer.body[0], "0");
    assert.deepEqual(Object.keys(opening), ["sid", "upgrades", "pingInterval", "pingTimeout", "maxPayload"]);
    assert.match(opening.sid, /^[A-Za-z0-9_-]{20,}$/);
    assert.deepEqual(opening.upgrades, ["websocket"]);
    assert.equal(opening.pingInterval, 25_000);
    assert.equal(opening.pingTimeout, 20_000);
    assert.equal(opening.maxPayload, 1_000_000);
  });

  test("has the official headers", async () => {
    const { answer: { status, headers, body } } = await Polling.open();

    assert.equal(status, 200);
    assert.equal(headers.get("content-type"), "text/plain; charset=UTF-8");
    assert.equal(headers.get("content-length"), String(body.length));
    assert.equal(headers.get("cache-control"), "no-store");
    assert.equal(headers.get("set-cookie"), null);
    assert.equal(headers.get("access-control-allow-origin"), null);
  });

  for (const [profile, field, value] of [
    ["heartbeat", "pingInterval", 300], ["heartbeat", "pingTimeout", 1500], ["small", "maxPayload", 5000],
    ["no-upgrade", "upgrades", []], ["polling-only", "upgrades", []],
  ]) {
    test(`tells the option of profile ${profile}: ${field}`, needs(profile), async () => {
      assert.deepEqual((await Polling.open(profile)).opening[field], value);
    });
  }

  test("has a session id of its own each time", async () => {
    const sessions = await Promise.all(Array.from({ length: 50 }, () => Polling.open()));

    assert.equal(new Set(sessions.map(({ sid }) => sid)).size, 50);
  });

  test("is the same with another order of parameters, and with unknown ones", async () => {
    const { status, body } = await request(`${urlOf()}/socket.io/?t=abc123&transport=polling&x=%20&EIO=4&b64=1`);

    assert.equal(status, 200);
    assert.match(body, /^0\{/);
  });
});

suite("options of the opening", needs("initial"), () => {
  test("an initial packet follows the opening in the same answer", async () => {
    const { status, body } = await request(engineUrl("initial"));
    const [opening, packet, ...rest] = body.split(SEPARATOR);

    assert.equal(status, 200);
    assert.match(opening, /^0\{/);
    assert.equal(packet, '42["early"]');
    assert.deepEqual(rest, []);
  });

  test("an initial packet follows the opening on a websocket", async () => {
    const socket = await Socket.open("initial");

    assert.match(await socket.next(), /^0\{/);
    assert.equal(await socket.next(), '42["early"]');
  });

  test("session ids may be made by the application, and work for a whole session", async () => {
    const { body } = await request(engineUrl("initial"));
    const { sid } = JSON.parse(body.split(SEPARATOR)[0].slice(1));
    assert.match(sid, /^own-[0-9a-f]{32}$/);

    const { status } = await request(engineUrl("initial", { sid }), { method: "POST", body: "40" });

    assert.equal(status, 200);
    assert.match((await request(engineUrl("initial", { sid }))).body, /^40\{"sid"/);
  });
});

suite("bodies", () => {
  test("a post is answered ok, as text/html of two bytes", async () => {
    const session = await Polling.open();

    const { status, headers, body } = await session.post("40");

    assert.equal(status, 200);
    assert.equal(body, "ok");
    assert.equal(headers.get("content-type"), "text/html");
    assert.equal(headers.get("content-length"), "2");
  });

  test("a poll is answered with the official headers, its length in bytes", async () => {
    const session = await Polling.joined();
    await session.post('42["echo","é😀"]');

    const { status, headers, body } = await session.get();

    assert.equal(status, 200);
    assert.equal(body, '42["echo","é😀"]');
    assert.equal(headers.get("content-type"), "text/plain; charset=UTF-8");
    assert.equal(headers.get("content-length"), String(Buffer.byteLength(body)));
    assert.equal(headers.get("cache-control"), "no-store");
  });

  test("the connect packet is answered with a socket id that is not the session id", async () => {
    const session = await Polling.open();
    await session.post("40");

    const [packet] = await session.poll();

    assert.match(packet, /^40\{"sid":"[A-Za-z0-9_-]{20,}"\}$/);
    assert.ok(!packet.includes(session.sid));
  });

  test("one post may carry several packets, and one poll brings several", async () => {
    const session = await Polling.joined();
    await session.post(['42["echo",1]', '42["echo",2]', '42["echo",3]'].join(SEPARATOR));

    const packets = await session.pollUntil((packet) => packet.includes("3"));

    assert.deepEqual(packets, ['42["echo",1]', '42["echo",2]', '42["echo",3]']);
  });

  test("a poll waits until there is something", async () => {
    const session = await Polling.joined();
    const poll = session.poll();
    assert.equal(await Promise.race([poll, sleep(100).then(() => "waiting")]), "waiting");
    await session.post('42["echo",1]');

    assert.deepEqual(await poll, ['42["echo",1]']);
  });

  test("binary is base64 after the letter b, both ways", async () => {
    const session = await Polling.joined();
    const first = Buffer.from([0, 1, 2, 253, 254, 255]);
    const second = Buffer.from([7]);
    await session.post([
      '452-["echo",{"_placeholder":true,"num":0},{"x":{"_placeholder":true,"num":1}}]',
      `b${first.toString("base64")}`, `b${second.toString("base64")}`].join(SEPARATOR));

    const packets = await session.pollUntil((packet) => packet === `b${second.toString("base64")}`);

    assert.deepEqual(packets, [
      '452-["echo",{"_placeholder":true,"num":0},{"x":{"_placeholder":true,"num":1}}]',
      `b${first.toString("base64")}`, `b${second.toString("base64")}`]);
  });

  test("a packet and its attachments may come in several posts", async () => {
    const session = await Polling.joined();
    await session.post('451-["echo",{"_placeholder":true,"num":0}]');
    await session.post("bAQID");

    assert.deepEqual(await session.pollUntil((packet) => packet === "bAQID"), [
      '451-["echo",{"_placeholder":true,"num":0}]', "bAQID"]);
  });

  test("acks are echoed with their id, also big ones", async () => {
    const session = await Polling.joined();
    for (const id of ["0", "1", "12345", "9007199254740991"]) {
      await session.post(`42${id}["echo","x"]`);
      assert.deepEqual(await session.poll(), [`43${id}["x"]`]);
    }
  });

  test("acks of another namespace name it", async () => {
    const session = await Polling.joined("default", "/one");
    await session.post('42/one,7["echo",1]');

    assert.deepEqual(await session.poll(), ["43/one,7[1]"]);
  });

  test("a client that says it is old Internet Explorer gets the header against its filter", async () => {
    const { answer } = await Polling.open("default", { headers: { "user-agent": "Mozilla/5.0 (Trident/7.0; rv:11.0) like Gecko" } });

    assert.equal(answer.headers.get("x-xss-protection"), "0");
  });
});

suite("the ways of HTTP", () => {
  const post = (session, headers, body) => {
    const { pathname, search, host } = new URL(session.url());
    return exchange("default", head(`POST ${pathname}${search}`, { Host: host, Connection: "close", ...headers }) + body);
  };

  test("a body in chunks is put together", async () => {
    const session = await Polling.joined();
    const bytes = await post(session, { "Transfer-Encoding": "chunked" }, '5\r\n42["e\r\na\r\ncho","é"]\r\n0\r\n\r\n');

    assert.equal(parseAnswer(bytes).status, 200);
    assert.deepEqual(await session.poll(), ['42["echo","é"]']);
  });

  test("a client that asks whether it may send its body is told to go on", async () => {
    const session = await Polling.joined();
    const body = '42["echo",1]';
    const bytes = await post(session, { "Content-Length": body.length, Expect: "100-continue" }, body);

    assert.match(bytes.toString(), /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200/);
    assert.deepEqual(await session.poll(), [body]);
  });

  for (const type of [undefined, "text/plain", "text/plain;charset=utf-8", "application/json", "application/x-www-form-urlencoded"]) {
    test(`a body of type ${type ?? "unsaid"} is text`, async () => {
      const session = await Polling.joined();
      const body = '42["echo","é"]';
      const bytes = await post(session, { "Content-Length": Buffer.byteLength(body), ...(type ? { "Content-Type": type } : {}) }, body);

      assert.equal(parseAnswer(bytes).status, 200);
      assert.deepEqual(await session.poll(), [body]);
    });
  }

  test("names of headers may be written in any case", async () => {
    const session = await Polling.joined();
    const body = '42["echo",1]';

    assert.equal(parseAnswer(await post(session, { "cOnTeNt-LeNgTh": body.length }, body)).status, 200);
  });

  test("one connection serves many requests", async () => {
    const one = head("GET /socket.io/?EIO=4&transport=polling&sid=unknown");
    const last = head("GET /socket.io/?EIO=4&transport=polling&sid=unknown", { Connection: "close" });

    const bytes = await exchange("default", one.repeat(9) + last);

    assert.equal(bytes.toString().match(/"code":1/g).length, 10);
  });
});

suite("concurrent requests", () => {
  test("a second poll is refused and ends the session, the first is told", async () => {
    const session = await Polling.joined();
    const first = session.get();
    await sleep(50); // the first must be there before the second

    const second = await session.get();

    assert.equal(second.status, 400);
    assert.equal(second.body, "");
    assert.equal((await first).body, "1");
    assert.equal(await session.alive(), false);
  });

  test("a second post while one is in progress is refused", async () => {
    const session = await Polling.joined();
    const { pathname, search, host } = new URL(session.url());
    const unfinished = exchange("default", head(`POST ${pathname}${search}`, { Host: host, "Content-Length": "20" }) + "42[");
    unfinished.catch(() => {});
    await sleep(50);

    const second = await session.post('42["echo",1]');

    assert.equal(second.status, 400);
    assert.equal(second.body, "");
  });

  test("a poll and a post at the same time are the normal case", async () => {
    const session = await Polling.joined();
    for (let i = 0; i < 5; i++) {
      const [packets] = await Promise.all([session.poll(), session.post(`42["echo",${i}]`)]);
      assert.deepEqual(packets, [`42["echo",${i}]`]);
    }
  });

  test("an aborted poll ends the session", async () => {
    const control = await Control.of();
    const session = await Polling.open();
    await session.post("40");
    const id = JSON.parse((await session.poll())[0].slice(2)).sid;
    const abort = new AbortController();
    const poll = session.get({ signal: abort.signal }).catch(() => {});
    await sleep(50);
    abort.abort();
    await poll;

    assert.equal((await control.entry({ what: "disconnect", id })).reason, "transport error");
    assert.equal(await session.alive(), false);
  });

  test("requests of one connection are answered in their order", async () => {
    const session = await Polling.joined();
    const { pathname, search, host } = new URL(session.url());
    const body = '42["echo","pipelined"]';
    const bytes = await exchange("default",
      head(`POST ${pathname}${search}`, { Host: host, "Content-Length": body.length, "Content-Type": "text/plain" }) + body
      + head(`GET ${pathname}${search}`, { Host: host, Connection: "close" }));
    const text = bytes.toString();

    assert.equal(text.match(/HTTP\/1\.1 200/g).length, 2);
    assert.ok(text.indexOf("ok") < text.indexOf("pipelined"));
  });
});

suite("limits and wrong bodies", () => {
  const withLength = (length) => `42["echo","${"x".repeat(length - '42["echo",""]'.length)}"]`;

  test("a post of exactly the limit is accepted", needs("small"), async () => {
    const session = await Polling.joined("small");

    assert.equal((await session.post(withLength(5000))).status, 200);
    assert.equal((await session.poll())[0].length, 5000);
  });

  for (const [how, options] of [["its length announced", {}], ["in chunks", { duplex: "half", chunked: true }]]) {
    test(`a post over the limit, ${how}, is answered 413 and the session survives`, needs("small"), async () => {
      const session = await Polling.joined("small");
      const { chunked, ...rest } = options;
      const body = withLength(5001);

      const { status } = await session.post(chunked ? new Blob([body]).stream() : body, rest);

      assert.equal(status, 413);
      assert.equal((await session.post('42["echo",1]')).status, 200);
      assert.deepEqual(await session.poll(), ['42["echo",1]']);
    });
  }

  test("the limit counts bytes, not characters", needs("small"), async () => {
    const session = await Polling.joined("small");

    assert.equal((await session.post(`42["echo","${"é".repeat(2600)}"]`)).status, 413);
  });

  test("a body of type octet-stream is refused and ends the session", async () => {
    const session = await Polling.joined();

    const { status, body } = await session.post('42["echo",1]', { headers: { "content-type": "application/octet-stream" } });

    assert.equal(status, 400);
    assert.equal(body, "");
    assert.equal(await session.alive(), false);
  });

  for (const [what, body] of [
    ["an unknown frame type", "7"], ["a letter", "x"], ["an empty body", ""], ["an empty frame between others", `6${SEPARATOR}${SEPARATOR}6`],
    ["a ping, which only the server sends", "2"],
  ]) {
    test(`${what} is answered ok and ends the session`, async () => {
      const session = await Polling.joined();

      const { status, body: text } = await session.post(body);

      assert.equal(status, 200);
      assert.equal(text, "ok");
      await within((async () => {
        while (await session.alive()) await sleep(10);
      })(), "the end of the session");
    });
  }

  test("a close frame ends the session, and a waiting poll is let go", async () => {
    const session = await Polling.joined();
    const poll = session.poll();
    await sleep(30);
    await session.post("1");

    assert.deepEqual(await poll, ["6"]);
    assert.equal(await session.alive(), false);
  });

  test("a malformed packet is answered ok, and the next poll brings the close", async () => {
    const session = await Polling.joined();

    assert.equal((await session.post('42["unfinished')).body, "ok");
    assert.deepEqual(await session.poll(), ["6", "1"]);
    assert.equal(await session.alive(), false);
  });

  test("a malformed packet lets a waiting poll go with the close", async () => {
    const session = await Polling.joined();
    const poll = session.poll();
    await sleep(30);
    await session.post('42["unfinished');

    assert.deepEqual(await poll, ["1"]);
    assert.equal(await session.alive(), false);
  });
});

suite("volatile", () => {
  test("an event is dropped when no poll waits, and delivered when one does", async () => {
    const control = await Control.of();
    const session = await Polling.joined();
    await session.post('42["say",{"from":"socket","volatile":true},"tick",[1]]');
    // Handlers of one socket run in order: when it is in the room, the event before has been dropped, or has not.
    await session.post('42["join","watched-volatile"]');
    await control.entry({ what: "join-room", room: "watched-volatile" });
    await session.post('42["echo","after"]');
    assert.deepEqual(await session.poll(), ['42["echo","after"]']);

    const poll = session.poll();
    await sleep(50);
    await session.post('42["say",{"from":"socket","volatile":true},"tick",[2]]');

    assert.deepEqual(await poll, ['42["tick",2]']);
  });
});

suite("compression of answers", () => {
  async function answerFor(encoding, size, { profile = "default", compress } = {}) {
    const session = await Polling.joined(profile);
    const event = compress === undefined
      ? `42["produce-event","text",${size}]` : `42["say",{"from":"socket","compress":${compress}},"produced",["${"x".repeat(size)}"]]`;
    await session.post(event);
    const { pathname, search, host } = new URL(session.url());
    const headers = { Host: host, Connection: "close", ...(encoding ? { "Accept-Encoding": encoding } : {}) };
    return parseAnswer(await exchange(profile, head(`GET ${pathname}${search}`, headers)));
  }

  for (const [encoding, unpack] of [["gzip", gunzipSync], ["deflate", inflateSync]]) {
    test(`${encoding}, when the client takes it and the body is big`, async () => {
      const { headers, body } = await answerFor(encoding, 20_000);

      assert.equal(headers["content-encoding"], encoding);
      const packed = headers["transfer-encoding"] === "chunked" ? unchunk(body) : body;
      assert.ok(packed.length < 2000);
      assert.ok(unpack(Buffer.from(packed, "latin1")).toString().includes("x".repeat(20_000)));
    });
  }

  for (const [what, ...args] of [
    ["a small body", "gzip", 500], ["a client that takes none", undefined, 20_000], ["a client that takes another", "identity", 20_000],
    ["a message with compress(false)", "gzip", 20_000, { compress: false }], ["a server without it", "gzip", 20_000, { profile: "polling-only" }],
  ]) {
    test(`none for ${what}`, async () => {
      const { headers, body } = await answerFor(...args);

      assert.equal(headers["content-encoding"], undefined);
      assert.ok(body.includes("x".repeat(args[1])));
    });
  }

  function unchunk(body) {
    let out = "";
    for (let at = 0; ;) {
      const end = body.indexOf("\r\n", at);
      const size = parseInt(body.slice(at, end), 16);
      if (size === 0) return out;
      out += body.slice(end + 2, end + 2 + size);
      at = end + 4 + size;
    }
  }
});
