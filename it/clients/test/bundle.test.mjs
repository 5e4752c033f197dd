// The files of the official client, as the server hands them to browsers.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe as suite, test } from "node:test";
import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import { exchange, head, parseAnswer, request } from "../lib/raw.mjs";
import { needs, urlOf } from "../lib/server.mjs";

const FILES = ["socket.io.js", "socket.io.min.js", "socket.io.esm.min.js", "socket.io.msgpack.min.js"];
const official = (file) =>
  readFileSync(new URL(`../node_modules/socket.io/client-dist/${file}`, import.meta.url));
const get = (file, headers = {}, profile = "default") => request(`${urlOf(profile)}/socket.io/${file}`, { headers });

for (const file of [...FILES, ...FILES.map((name) => `${name}.map`)]) {
  test(`${file} is served as it was published`, async () => {
    const { status, headers, body } = await get(file);

    assert.equal(status, 200);
    assert.equal(body, official(file).toString());
    assert.equal(headers.get("etag"), '"4.8.4"');
    assert.equal(headers.get("cache-control"), "public, max-age=0");
    assert.match(headers.get("content-type"), file.endsWith(".map") ? /^application\/json/ : /^application\/javascript/);
  });
}

suite("a browser that has the file", () => {
  for (const tag of ['"4.8.4"', 'W/"4.8.4"']) {
    test(`is told so for ${tag}`, async () => {
      const { status, body } = await get("socket.io.js", { "if-none-match": tag });

      assert.equal(status, 304);
      assert.equal(body, "");
    });
  }

  test("in another version gets it", async () => {
    assert.equal((await get("socket.io.js", { "if-none-match": '"4.0.0"' })).status, 200);
  });
});

suite("compressed for a browser that takes", () => {
  const unpack = { gzip: gunzipSync, deflate: inflateSync };
  for (const encoding of Object.keys(unpack)) {
    test(encoding, async () => {
      const request = head("GET /socket.io/socket.io.js", { "Accept-Encoding": encoding, Connection: "close" });
      const { headers, body } = parseAnswer(await exchange("default", request));
      const packed = headers["transfer-encoding"] === "chunked" ? unchunk(body) : body;

      assert.equal(headers["content-encoding"], encoding);
      assert.deepEqual(unpack[encoding](Buffer.from(packed, "latin1")), official("socket.io.js"));
    });
  }

  test("several encodings", async () => {
    const { status, headers, body } = await get("socket.io.min.js", { "accept-encoding": "gzip, deflate, br" });

    assert.equal(status, 200);
    assert.ok(headers.get("content-encoding"));
    assert.equal(body, official("socket.io.min.js").toString());
  });

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

suite("other names", () => {
  for (const name of [
    "socket.io.slim.js", "socket.io.js.txt", "client.js", "socket.io.css", "../package.json", "..%2fpackage.json", "%2e%2e/package.json",
    "socket.io.js/..", "SOCKET.IO.JS", "socket.io.js%00",
  ]) {
    test(`${name} is not a file`, async () => {
      const bytes = await exchange("default", head(`GET /socket.io/${name}`, { Connection: "close" }));
      const { status, body } = parseAnswer(bytes);

      assert.ok(status === 400 || status === 404, `status ${status}`);
      assert.ok(!body.includes("engine.io-client"));
    });
  }

  test("no file is served when serveClient is off", needs("path"), async () => {
    const { status } = await request(`${urlOf("path")}/custom/path/socket.io.js`);

    assert.equal(status, 400);
  });

  test("a query does not hide the file", async () => {
    assert.equal((await get("socket.io.js?v=1")).status, 200);
  });
});
