// The browser builds of the clients, in today's chromium.
import { chromium } from "playwright-core";
import { BROWSER, FAULTS, serverName } from "./cells.mjs";

export async function runInBrowser(executablePath, url, wanted, note) {
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    for (const cell of BROWSER) {
      for (const transport of cell.transports) {
        const name = { version: cell.version, transport };
        if (wanted(name)) {
          note({ where: "Chromium", ...name, ...(await runOne(browser, url, cell, transport)) });
        }
      }
    }
    if (wanted({ version: "all", transport: "hall" })) {
      note({ where: "Chromium", version: "all", transport: "hall", ...(await meet(browser, url)) });
    }
  } finally {
    await browser.close();
  }
}

async function runOne(browser, url, cell, transport) {
  const page = await browser.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  try {
    await page.goto(`${url}/clients/blank.html`);
    if (transport === "htmlfile") {
      await page.addScriptTag({ url: `${url}/clients/internet-explorer.js` });
    }
    await load(page, url, cell);
    const run = page.evaluate(
      ([kind, at, by, expected, without]) => globalThis.runCell(kind, globalThis.io, at, by, expected, without),
      [cell.kind, url, transport, [cell.generation, serverName(cell, transport)], FAULTS[`Chromium ${cell.version} ${transport}`]],
    );
    const late = new Promise((resolve) => setTimeout(resolve, 60_000, { ok: false, can: [], reason: "took more than 60 s" }));
    const result = await Promise.race([run, late]);
    return result.ok || faults.length === 0 ? result : { ...result, reason: `${result.reason}; ${faults[0]}` };
  } catch (failure) {
    return { ok: false, can: [], reason: String(failure).slice(0, 400) };
  } finally {
    await page.close();
  }
}

async function load(page, url, cell) {
  await page.addScriptTag({ url: `${url}/clients/node_modules/client-${cell.version}/${cell.file}` });
  await page.addScriptTag({ url: `${url}/clients/steps.js` });
}

/** One client of each generation in one room: each says something, and each must hear all of it, once. */
async function meet(browser, url) {
  const pages = [];
  try {
    const said = [];
    for (const cell of BROWSER) {
      const page = await browser.newPage();
      pages.push(page);
      await page.goto(`${url}/clients/blank.html`);
      await load(page, url, cell);
      await page.evaluate(
        ([kind, at, transport]) =>
          new Promise((resolve) => {
            globalThis.heard = [];
            globalThis.client = globalThis.openClient(kind, globalThis.io, at, transport);
            globalThis.client.on("message", (text) => globalThis.heard.push(text));
            globalThis.client.on("connect", () => resolve());
          }),
        [cell.kind, url, cell.kind === "modern" ? "upgrade" : "websocket"],
      );
      said.push(`all: from ${cell.version} € 😀`);
    }
    for (let i = 0; i < pages.length; i++) {
      await pages[i].evaluate((text) => globalThis.client.send(text), said[i]);
    }
    for (let i = 0; i < pages.length; i++) {
      const wait = (count) => globalThis.heard.length >= count;
      await pages[i].waitForFunction(wait, said.length, { timeout: 10_000 }).catch(() => {});
      const heard = await pages[i].evaluate(() => globalThis.heard);
      if (JSON.stringify([...heard].sort()) !== JSON.stringify([...said].sort())) {
        return { ok: false, can: [], reason: `${BROWSER[i].version} heard ${heard.join("; ")}` };
      }
    }
    return { ok: true, can: [`${pages.length} clients heard each other`] };
  } catch (failure) {
    return { ok: false, can: [], reason: String(failure).slice(0, 400) };
  } finally {
    await Promise.all(pages.map((page) => page.close()));
  }
}
