// The official client in a real browser, with the file that the server itself hands out: same origin, other origin, upgrade.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, describe as suite, test } from "node:test";
import { chromium } from "playwright-core";
import { parleyOnly, referenceOnly, urlOf } from "../lib/server.mjs";

const APP = "http://app.example";

function findChromium() {
  for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
    try {
      return execFileSync("which", [name]).toString().trim();
    } catch {
      // not this one
    }
  }
  return undefined;
}

const executablePath = findChromium();

suite("in a browser", executablePath ? {} : { skip: "chromium was not found: install it, or run bin/test" }, () => {
  let browser;
  before(async () => {
    browser = await chromium.launch({
      executablePath,
      args: ["--no-sandbox", "--disable-gpu", "--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests"],
    });
  });
  after(() => browser?.close());

  /** A page of that origin which has loaded the client from the server, and a socket on it. */
  async function pageOf(origin, profile, options = {}) {
    const page = await browser.newPage();
    page.setDefaultTimeout(10_000);
    await page.route(`${origin}/page`, (route) => route.fulfill({
      contentType: "text/html", body: `<!doctype html><script src="${urlOf(profile)}/socket.io/socket.io.js"></script>`,
    }));
    await page.goto(`${origin}/page`);
    const state = await page.evaluate(([url, given]) => new Promise((resolve) => {
      window.socket = window.io(url, { reconnection: false, ...given });
      window.socket.on("connect", () => resolve("connected"));
      window.socket.on("connect_error", (error) => resolve(error.message));
    }), [urlOf(profile), options]);
    return { page, state };
  }

  const echo = (page) => page.evaluate(async () => {
    const bytes = Uint8Array.from([0, 1, 254, 255]);
    const [text, binary, blob] = await new Promise((resolve) =>
      window.socket.emit("echo", "é😀\u2028", { deep: [bytes] }, new Blob(["of a blob"]), (...all) => resolve(all)));
    return [text, [...new Uint8Array(binary.deep[0])], new TextDecoder().decode(blob)];
  });
  const echoed = ["é😀\u2028", [0, 1, 254, 255], "of a blob"];

  for (const [mode, transports] of [
    ["polling", ["polling"]], ["websocket", ["websocket"]], ["polling with an upgrade", ["polling", "websocket"]],
  ]) {
    test(`a page of the server itself talks over ${mode}`, async () => {
      const { page, state } = await pageOf(urlOf(), "default", { transports });

      assert.equal(state, "connected");
      assert.deepEqual(await echo(page), echoed);
    });
  }

  test("the upgrade happens", async () => {
    const { page } = await pageOf(urlOf(), "default");
    await page.waitForFunction(() => window.socket.io.engine.transport.name === "websocket");

    assert.deepEqual(await echo(page), echoed);
  });

  for (const transports of [["polling"], ["websocket"]]) {
    test(`a page of an allowed origin talks over ${transports}, with credentials and headers of its own`, async () => {
      const { page, state } = await pageOf(APP, "cors", {
        transports, withCredentials: true, ...(transports[0] === "polling" ? { extraHeaders: { "x-test": "mine" } } : {}),
      });

      assert.equal(state, "connected");
      assert.deepEqual(await echo(page), echoed);
    });
  }

  test("a page of any origin talks where all are allowed", async () => {
    const { page, state } = await pageOf(APP, "cors-any");

    assert.equal(state, "connected");
    assert.deepEqual(await echo(page), echoed);
  });

  test("a page of a foreign origin cannot talk over polling", async () => {
    assert.equal((await pageOf(APP, "default", { transports: ["polling"] })).state, "xhr poll error");
    assert.equal((await pageOf("http://evil.example", "cors", { transports: ["polling"] })).state, "xhr poll error");
  });

  test("a page of a foreign origin can talk over websocket", referenceOnly("a foreign origin is refused"), async () => {
    assert.equal((await pageOf(APP, "default", { transports: ["websocket"] })).state, "connected");
  });

  test("a page of a foreign origin cannot talk over websocket", parleyOnly("it refuses no origin"), async () => {
    assert.equal((await pageOf(APP, "default", { transports: ["websocket"] })).state, "websocket error");
    assert.equal((await pageOf("http://evil.example", "cors", { transports: ["websocket"] })).state, "websocket error");
  });

  test("closing the page ends the session", async () => {
    const { page } = await pageOf(urlOf(), "default", { transports: ["websocket"] });
    const other = await pageOf(urlOf(), "default", { transports: ["websocket"] });
    const id = await page.evaluate(() => window.socket.id);
    await page.close();

    await other.page.waitForFunction(async (gone) => {
      const found = await new Promise((resolve) => window.socket.emit("fetch", { from: "namespace", to: [gone] }, resolve));
      return found.length === 0;
    }, id);
  });
});
