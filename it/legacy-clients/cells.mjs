// Which clients are tried over which transports, and what the server must say of them.

const old = (version, transports) => ({ version, kind: "0.9", generation: "0.7-0.9", transports });
const modern = (version, generation, transports) => ({ version, kind: "modern", generation, transports });
const WITH_POLLING = ["websocket", "polling", "base64-polling", "upgrade"];

export const NODE = [
  old("0.7.11", ["websocket", "xhr-polling", "fallback"]),
  old("0.8.7", ["websocket", "xhr-polling", "fallback"]),
  old("0.9.17", ["websocket", "xhr-polling", "fallback"]),
  modern("1.0.6", "1.x-2.x", WITH_POLLING),
  modern("1.3.7", "1.x-2.x", WITH_POLLING),
  modern("1.7.4", "1.x-2.x", WITH_POLLING),
  modern("2.0.4", "1.x-2.x", WITH_POLLING),
  modern("2.5.0", "1.x-2.x", WITH_POLLING),
  modern("3.1.3", "3.x-4.x", ["websocket", "polling", "upgrade"]),
  modern("4.8.4", "3.x-4.x", ["websocket", "polling", "upgrade"]),
];

const OLD_BROWSER = ["websocket", "htmlfile", "xhr-polling", "jsonp-polling"];
const IN_BROWSER = ["websocket", "polling", "base64-polling", "jsonp-polling", "upgrade"];
const bundle = (cell, file) => ({ ...cell, file });

export const BROWSER = [
  bundle({ version: "0.6.17", kind: "0.6", generation: "0.6", transports: OLD_BROWSER }, "support/socket.io-client/socket.io.js"),
  bundle(old("0.7.11", OLD_BROWSER), "dist/socket.io.js"),
  bundle(old("0.8.7", OLD_BROWSER), "dist/socket.io.js"),
  bundle(old("0.9.17", OLD_BROWSER), "dist/socket.io.js"),
  bundle(modern("1.0.6", "1.x-2.x", IN_BROWSER), "socket.io.js"),
  bundle(modern("1.3.7", "1.x-2.x", IN_BROWSER), "socket.io.js"),
  bundle(modern("1.7.4", "1.x-2.x", IN_BROWSER), "dist/socket.io.js"),
  bundle(modern("2.0.4", "1.x-2.x", IN_BROWSER), "dist/socket.io.js"),
  bundle(modern("2.5.0", "1.x-2.x", IN_BROWSER), "dist/socket.io.js"),
  bundle(modern("3.1.3", "3.x-4.x", ["websocket", "polling", "upgrade"]), "dist/socket.io.js"),
  bundle(modern("4.8.4", "3.x-4.x", ["websocket", "polling", "upgrade"]), "dist/socket.io.js"),
];

const NO_FORMS = { "carriage return": "forms turn a lone CR into CR LF after the client has counted: such text changes on the way" };
const NO_BUFFER_READER = {
  binary: "not tried: on today's Node the client reads bytes that come from the old Buffer, of which only ArrayBuffer is left",
};

/** What a client of its time cannot do today, and why; a text alone says that it cannot run at all, and is skipped. */
export const FAULTS = {
  "Node 1.0.6 websocket": NO_BUFFER_READER,
  "Node 1.0.6 polling": NO_BUFFER_READER,
  "Node 1.0.6 base64-polling": NO_BUFFER_READER,
  "Node 1.0.6 upgrade": NO_BUFFER_READER,
  "Node 1.3.7 websocket": NO_BUFFER_READER,
  "Chromium 0.6.17 jsonp-polling": NO_FORMS,
  "Chromium 0.7.11 jsonp-polling": NO_FORMS,
};

/** What the server calls a transport at the time a socket joins: before any upgrade. */
export function serverName(cell, transport) {
  const polls = ["polling", "base64-polling", "upgrade"].includes(transport) || (cell.kind === "modern" && transport === "jsonp-polling");
  return polls ? "polling" : transport === "fallback" ? "websocket" : transport;
}
