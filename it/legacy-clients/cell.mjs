// One client over one transport, in a process of its own: node cell.mjs VERSION TRANSPORT URL
import { createRequire } from "node:module";
import { EventEmitter } from "node:events";
import { FAULTS, NODE, serverName } from "./cells.mjs";
import { silentWebSockets } from "./silent-websocket.mjs";
import "./steps.js";

const [version, transport, url] = process.argv.slice(2);
const cell = NODE.find((one) => one.version === version);
// The old Node had it there, and clients 0.7 and 0.8 look for it.
process.EventEmitter ??= EventEmitter;
if (transport !== "xhr-polling" && /^0\.[78]\./.test(version)) {
  await import("./old-node.mjs");
}
const at = transport === "fallback" ? await silentWebSockets(url) : url;
const io = createRequire(import.meta.url)(`client-${version}`);
process.on("uncaughtException", (failure) => finish({ ok: false, can: [], reason: String(failure?.stack ?? failure).slice(0, 400) }));
finish(await globalThis.runCell(cell.kind, io, at, transport, [cell.generation, serverName(cell, transport)], FAULTS[`Node ${version} ${transport}`]));

function finish(result) {
  process.stdout.write(JSON.stringify(result) + "\n", () => process.exit(0));
}
