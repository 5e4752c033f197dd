// CORS answers, preflights and cookies.
import assert from "node:assert/strict";
import { describe as suite, test } from "node:test";
import { Polling, Socket, UPGRADE, engineUrl, exchange, head, parseAnswer, request } from "../lib/raw.mjs";
import { needs, parleyOnly, referenceOnly, urlOf } from "../lib/server.mjs";

const APP = "http://app.example";

const preflight = (profile, origin, headers = {}) => request(engineUrl(profile), {
  method: "OPTIONS", headers: { origin, "access-control-request-method": "POST", ...headers },
});

suite("CORS with a list of origins and credentials", needs("cors"), () => {
  for (const origin of [APP, "http://two.example"]) {
    test(`names the origin ${origin} of the request`, async () => {
      const { answer: { headers } } = await Polling.open("cors", { headers: { origin } });

      assert.equal(headers.get("access-control-allow-origin"), origin);
      assert.equal(headers.get("access-control-allow-credentials"), "true");
      assert.match(headers.get("vary"), /Origin/i);
    });
  }

  test("answers every request of a session so", async () => {
    const session = await Polling.open("cors", { headers: { origin: APP } });
    const post = await session.post("40", { headers: { origin: APP, "content-type": "text/plain" } });
    const get = await session.get({ headers: { origin: APP } });

    for (const { status, headers } of [post, get]) {
      assert.equal(status, 200);
      assert.equal(headers.get("access-control-allow-origin"), APP);
      assert.equal(headers.get("access-control-allow-credentials"), "true");
    }
  });

  test("answers errors so", async () => {
    const { status, headers } = await request(engineUrl("cors", { sid: "unknown" }), { headers: { origin: APP } });

    assert.equal(status, 400);
    assert.equal(headers.get("access-control-allow-origin"), APP);
  });

  test("answers a preflight with 204, the methods, and the asked headers", async () => {
    const { status, headers, body } = await preflight("cors", APP, { "access-control-request-headers": "content-type,x-mine" });

    assert.equal(status, 204);
    assert.equal(body, "");
    assert.equal(headers.get("access-control-allow-origin"), APP);
    assert.equal(headers.get("access-control-allow-credentials"), "true");
    assert.equal(headers.get("access-control-allow-methods"), "GET,HEAD,PUT,PATCH,POST,DELETE");
    assert.equal(headers.get("access-control-allow-headers"), "content-type,x-mine");
    assert.match(headers.get("vary"), /Origin/i);
    assert.match(headers.get("vary"), /Access-Control-Request-Headers/i);
  });

  test("answers the preflight of a session, which lives on", async () => {
    const session = await Polling.open("cors", { headers: { origin: APP } });

    const { status } = await request(session.url(), {
      method: "OPTIONS", headers: { origin: APP, "access-control-request-method": "POST" } });

    assert.equal(status, 204);
    assert.ok(await session.alive());
  });

  test("answers a websocket handshake so", async () => {
    const url = new URL(engineUrl("cors", { transport: "websocket" }));
    const bytes = await exchange(
      "cors", head(`GET ${url.pathname}${url.search}`, { ...UPGRADE, Origin: APP }), { text: "maxPayload" });
    const { status, headers } = parseAnswer(bytes);

    assert.equal(status, 101);
    assert.equal(headers["access-control-allow-origin"], APP);
  });

  test("answers the client files so", async () => {
    const { status, headers } = await request(`${urlOf("cors")}/socket.io/socket.io.js`, { headers: { origin: APP } });

    assert.equal(status, 200);
    assert.equal(headers.get("access-control-allow-origin"), APP);
  });

  test("names no origin to a foreign one, who is served all the same", referenceOnly("a foreign origin is refused"), async () => {
    const { answer } = await Polling.open("cors", { headers: { origin: "http://evil.example" } });

    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get("access-control-allow-origin"), null);
  });

  test("refuses a foreign origin", parleyOnly("its CORS is only advice to browsers"), async () => {
    const { status, headers } = await request(engineUrl("cors"), { headers: { origin: "http://evil.example" } });

    assert.equal(status, 403);
    assert.equal(headers.get("access-control-allow-origin"), null);
    await assert.rejects(
      Socket.open("cors", { headers: { origin: "http://evil.example" } }), (error) => error.status === 403);
  });

  test("serves who names no origin", async () => {
    const { answer } = await Polling.open("cors");

    assert.equal(answer.status, 200);
  });
});

suite("CORS for any origin", needs("cors-any"), () => {
  test("answers with a star and without credentials", async () => {
    const { answer: { status, headers } } = await Polling.open("cors-any", { headers: { origin: "http://any.example" } });

    assert.equal(status, 200);
    assert.equal(headers.get("access-control-allow-origin"), "*");
    assert.equal(headers.get("access-control-allow-credentials"), null);
  });

  test("answers a preflight", async () => {
    const { status, headers } = await preflight("cors-any", "http://any.example");

    assert.equal(status, 204);
    assert.equal(headers.get("access-control-allow-origin"), "*");
  });

  test("serves websockets of any origin", async () => {
    const socket = await Socket.open("cors-any", { headers: { origin: "http://any.example" } });

    assert.match(await socket.next(), /^0\{/);
  });
});

suite("without CORS", () => {
  test("no CORS header is ever sent", async () => {
    const { answer } = await Polling.open("default", { headers: { origin: urlOf() } });

    assert.equal(answer.status, 200);
    assert.deepEqual([...answer.headers.keys()].filter((name) => name.startsWith("access-control")), []);
  });

  test("a page of the server itself is served over websocket too", async () => {
    const socket = await Socket.open("default", { headers: { origin: urlOf() } });

    assert.match(await socket.next(), /^0\{/);
  });

  test("a foreign origin is served", referenceOnly("same-origin is our default"), async () => {
    assert.equal((await Polling.open("default", { headers: { origin: APP } })).answer.status, 200);
    assert.match(await (await Socket.open("default", { headers: { origin: APP } })).next(), /^0\{/);
  });
});

suite("cookies", () => {
  test("are not set by default", async () => {
    assert.equal((await Polling.open()).answer.headers.get("set-cookie"), null);
  });

  test("carry the session id on the first answer of a polling session, and only there", needs("cookie"), async () => {
    const session = await Polling.open("cookie");
    const post = await session.post("40");
    const get = await session.get();

    assert.equal(session.answer.headers.get("set-cookie"), `io=${session.sid}; Path=/; HttpOnly; SameSite=Lax`);
    assert.equal(post.headers.get("set-cookie"), null);
    assert.equal(get.headers.get("set-cookie"), null);
  });

  test("have the configured name and attributes", needs("cookie-custom"), async () => {
    const session = await Polling.open("cookie-custom");
    const [first, ...attributes] = session.answer.headers.get("set-cookie").split("; ");

    assert.equal(first, `lb=${session.sid}`);
    assert.deepEqual(attributes.sort(), ["Max-Age=60", "Path=/here", "SameSite=Strict"]);
  });

  test("of the client never choose the session", needs("cookie"), async () => {
    const victim = await Polling.open("cookie");
    const thief = await Polling.open("cookie", { headers: { cookie: `io=${victim.sid}` } });

    assert.notEqual(thief.sid, victim.sid);
  });
});
