// Requests that the engine refuses: status, headers, body, and what the application is told.
import assert from "node:assert/strict";
import { before, describe as suite, test } from "node:test";
import { Control } from "../lib/control.mjs";
import { Polling, Socket, UPGRADE, engineUrl, exchange, head, parseAnswer, request } from "../lib/raw.mjs";
import { needs, parleyOnly, referenceOnly, urlOf } from "../lib/server.mjs";

const MESSAGES = {
  0: "Transport unknown", 1: "Session ID unknown", 2: "Bad handshake method", 3: "Bad request", 4: "Forbidden", 5: "Unsupported protocol version",
};

function assertRefused({ status, headers, body }, code, message = MESSAGES[code]) {
  assert.equal(status, code === 4 ? 403 : 400);
  assert.equal(headers.get("content-type"), "application/json");
  assert.equal(body, JSON.stringify({ code, message }));
}

let control;
before(async () => {
  control = await Control.of();
});

suite("a handshake over polling is refused", () => {
  for (const transport of [undefined, "", "tobi", "Polling", "__proto__", "constructor", "toString", "webtransport", "flashsocket"]) {
    test(`with code 0 for transport ${transport ?? "missing"}`, async () => {
      assertRefused(await request(engineUrl("default", { transport })), 0);
    });
  }

  test("with code 0 for a transport that is not enabled", needs("websocket-only"), async () => {
    assertRefused(await request(engineUrl("websocket-only")), 0);
  });

  for (const EIO of [undefined, "", "1", "2", "3", "5", "44", "x", "4x", "-4"]) {
    test(`with code 5 for EIO ${EIO ?? "missing"}, where only 4 is accepted`, needs("modern"), async () => {
      assertRefused(await request(engineUrl("modern", { EIO })), 5);
    });
  }

  for (const method of ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"]) {
    test(`with code 2 for method ${method}`, async () => {
      const answer = await request(engineUrl("default"), { method });

      if (method === "HEAD") {
        assert.equal(answer.status, 400);
      } else {
        assertRefused(answer, 2);
      }
    });
  }

  test("with code 3 for transport websocket without an upgrade", async () => {
    assertRefused(await request(engineUrl("default", { transport: "websocket" })), 3);
  });

  test("with code 4 and the hook's own text", needs("hooks"), async () => {
    assertRefused(await request(engineUrl("hooks", { deny: "not today, é" })), 4, "not today, é");
  });

  test("and the application is told", async () => {
    await request(engineUrl("default", { transport: "tobi" }));
    await request(engineUrl("default", { sid: "told" }));

    assert.equal((await control.entry({ what: "connection_error", code: 0 })).message, MESSAGES[0]);
    assert.equal((await control.entry({ what: "connection_error", code: 1 })).message, MESSAGES[1]);
  });
});

suite("a request of a session is refused", () => {
  for (const sid of ["unknown", "AAAAAAAAAAAAAAAAAAAA", "__proto__", "toString", "a".repeat(2000), "é", "../../etc", "%00"]) {
    test(`with code 1 for sid ${sid.slice(0, 30)}`, async () => {
      assertRefused(await request(engineUrl("default", { sid })), 1);
      assertRefused(await request(engineUrl("default", { sid }), { method: "POST", body: "40" }), 1);
    });
  }

  test("with code 0 for an unknown transport", async () => {
    const session = await Polling.open();

    assertRefused(await request(session.url({ transport: "tobi" })), 0);
    assert.ok(await session.alive());
  });

  test("with code 3 for another transport than the session's", async () => {
    const session = await Polling.open();

    assertRefused(await request(session.url({ transport: "websocket" })), 3);
    assert.ok(await session.alive());
  });

  test("with code 3 for polling on a session that is on websocket", async () => {
    const socket = await Socket.open();
    const { sid } = JSON.parse((await socket.next()).slice(1));

    assertRefused(await request(engineUrl("default", { sid })), 3);
  });

  test("with code 3 for another EIO than the session's", async () => {
    const session = await Polling.open();

    assertRefused(await request(session.url({ EIO: "3" })), 3);
    assert.ok(await session.alive());
  });

  for (const method of ["PUT", "DELETE", "OPTIONS", "PATCH"]) {
    test(`for method ${method}, and the session lives on`, async () => {
      const session = await Polling.joined();

      const { status } = await request(session.url(), { method });

      assert.ok(status >= 400, `status ${status}`);
      assert.ok(await session.alive());
    });
  }

  test("with code 1 after it was closed", async () => {
    const session = await Polling.joined();
    await session.post("1");

    assertRefused(await session.get(), 1);
    assertRefused(await session.post("40"), 1);
  });
});

suite("a websocket handshake is refused", () => {
  const upgrade = async (profile, query, headers = UPGRADE) => {
    const url = new URL(engineUrl(profile, query));
    return parseAnswer(await exchange(profile, head(`GET ${url.pathname}${url.search}`, { ...headers, Host: url.host })));
  };

  for (const [what, query, code] of [
    ["an unknown transport", { transport: "tobi" }, 0],
    ["an unknown session", { transport: "websocket", sid: "unknown" }, 1],
    ["a sid like an object member", { transport: "websocket", sid: "__proto__" }, 1],
  ]) {
    test(`for ${what}, and the connection is closed`, async () => {
      const { status, body } = await upgrade("default", query);

      assert.equal(status, 400);
      assert.ok(body.includes(MESSAGES[code]), body);
    });
  }

  test("with the bare message as text/html", referenceOnly("the answer is the same JSON as over polling"), async () => {
    const { headers, body } = await upgrade("default", { transport: "tobi" });

    assert.equal(headers["content-type"], "text/html");
    assert.equal(headers.connection, "close");
    assert.equal(body, MESSAGES[0]);
  });

  test("for a transport that is not enabled", needs("polling-only"), async () => {
    const { status } = await upgrade("polling-only", { transport: "websocket" }, { ...UPGRADE, Connection: "Upgrade, close" });

    assert.equal(status, 400);
  });

  test("for the hook's own reason", needs("hooks"), async () => {
    const { status, body } = await upgrade("hooks", { transport: "websocket", deny: "not today" });

    assert.ok(status === 400 || status === 403);
    assert.ok(body.includes("not today"));
  });

  test("with 403 when it is forbidden", { ...needs("hooks"), ...parleyOnly("it answers 400 whatever the code") }, async () => {
    assert.equal((await upgrade("hooks", { transport: "websocket", deny: "no" })).status, 403);
  });

  test("before the upgrade for an unsupported version", parleyOnly("it finds out after the 101"), async () => {
    const { status, body } = await upgrade("modern", { transport: "websocket", EIO: "7" });

    assert.equal(status, 400);
    assert.ok(body.includes(MESSAGES[5]));
  });

  test("for transport polling with an upgrade header", parleyOnly("it answers 101 and closes"), async () => {
    assert.equal((await upgrade("default", { transport: "polling" })).status, 400);
  });

  for (const [what, headers] of [
    ["a missing key", { ...UPGRADE, "Sec-WebSocket-Key": undefined }], ["a broken key", { ...UPGRADE, "Sec-WebSocket-Key": "short" }],
    ["an unknown version", { ...UPGRADE, "Sec-WebSocket-Version": "99" }],
  ]) {
    test(`for ${what}`, async () => {
      const given = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));
      const { status } = await upgrade("default", { transport: "websocket" }, { ...given, Connection: "Upgrade, close" });

      assert.ok(status >= 400 && status < 500, `status ${status}`);
    });
  }
});

suite("paths", () => {
  test("other handlers of the port answer their own", async () => {
    assert.deepEqual(await request(`${urlOf()}/hello`).then(({ status, body }) => [status, body]), [200, "hello"]);
    assert.equal((await request(`${urlOf()}/nothing`)).status, 404);
    assert.equal((await request(`${urlOf()}/`)).status, 404);
  });

  test("the engine answers below its path only", async () => {
    assert.equal((await request(engineUrl("default", {}, "/socket.io"))).status, 404);
    assert.equal((await request(engineUrl("default", {}, "/socket.iox/"))).status, 404);
    assert.equal((await request(engineUrl("default", {}, "/engine.io/"))).status, 404);
  });

  test("the path may be configured", needs("path"), async () => {
    const { status, body } = await request(engineUrl("path", {}, "/custom/path/"));

    assert.equal(status, 200);
    assert.match(body, /^0\{/);
    assert.equal((await request(engineUrl("path", {}, "/socket.io/"))).status, 404);
  });

  test("an upgrade outside of the path is ended soon", async () => {
    const start = Date.now();
    await exchange("default", head("GET /elsewhere", UPGRADE), { ms: 4000 }).catch((error) => {
      if (error.code !== "ECONNRESET") throw error;
    });

    assert.ok(Date.now() - start < 3000);
  });
});

suite("hooks", needs("hooks"), () => {
  test("an allowed request opens a session", async () => {
    assert.equal((await Polling.open("hooks")).answer.status, 200);
  });

  test("headers of the first answer and of every answer", async () => {
    const session = await Polling.open("hooks");
    const { headers } = session.answer;
    assert.equal(headers.get("x-initial"), "yes");
    assert.equal(headers.get("x-every"), "yes");
    await session.post("40");

    const later = await session.get();

    assert.equal(later.headers.get("x-initial"), null);
    assert.equal(later.headers.get("x-every"), "yes");
  });

  test("headers on the answer of a websocket handshake", async () => {
    const url = new URL(engineUrl("hooks", { transport: "websocket" }));
    const close = Buffer.from([0x88, 0x80, 1, 2, 3, 4]);
    const bytes = await exchange("hooks", Buffer.concat([Buffer.from(head(`GET ${url.pathname}${url.search}`, UPGRADE)), close]));
    const { status, headers } = parseAnswer(bytes);

    assert.equal(status, 101);
    assert.equal(headers["x-initial"], "yes");
    assert.equal(headers["x-every"], "yes");
  });

  test("a middleware sees every request, and may set headers or answer itself", async () => {
    const { answer } = await Polling.open("hooks");
    assert.equal(answer.headers.get("x-middleware"), "yes");

    const tea = await request(engineUrl("hooks", { teapot: "1" }));

    assert.equal(tea.status, 418);
    assert.equal(tea.body, "teapot");
  });
});
