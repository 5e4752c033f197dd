// The conformance application (see APPLICATION.md) on the official server: the reference that proves the suite right.
// Prints one line of JSON with the addresses and runs until its standard input ends or it is told to stop.
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { Server } from "socket.io";
import { install } from "./reference/application.mjs";
import { installHooks } from "./reference/hooks.mjs";

const msgpack = createRequire(import.meta.url)("socket.io-msgpack-parser");

const PROFILES = {
  default: {},
  heartbeat: { pingInterval: 300, pingTimeout: 1500 },
  small: { maxHttpBufferSize: 5000 },
  recovery: { connectionStateRecovery: { maxDisconnectionDuration: 5000, skipMiddlewares: true } },
  "recovery-strict": { connectionStateRecovery: { maxDisconnectionDuration: 700, skipMiddlewares: false } },
  cookie: { cookie: true },
  "cookie-custom": { cookie: { name: "lb", path: "/here", httpOnly: false, sameSite: "strict", maxAge: 60 } },
  cors: { cors: { origin: ["http://app.example", "http://two.example"], credentials: true } },
  "cors-any": { cors: { origin: "*" } },
  "connect-timeout": { connectTimeout: 300 },
  "upgrade-timeout": { upgradeTimeout: 300 },
  "no-upgrade": { allowUpgrades: false },
  "polling-only": { transports: ["polling"], httpCompression: false },
  "websocket-only": { transports: ["websocket"] },
  deflate: { perMessageDeflate: { threshold: 1024 } },
  hooks: {},
  msgpack: { parser: msgpack },
  path: { path: "/custom/path", serveClient: false },
  cleanup: { cleanupEmptyChildNamespaces: true },
  initial: { initialPacket: '2["early"]' },
  modern: {},
  count: {},
  restart: {},
};

function answerBesideSocketIo(request, response) {
  const found = request.method === "GET" && request.url === "/hello";
  response.writeHead(found ? 200 : 404, { "content-type": "text/plain" });
  response.end(found ? "hello" : "");
}

async function start(profile, port) {
  const http = createServer(answerBesideSocketIo);
  const options = { ...PROFILES[profile] };
  const io = new Server(profile === "hooks" ? installHooks.options(options) : options);
  io.attach(http);
  if (profile === "hooks") {
    installHooks(io.engine);
  }
  if (profile === "initial") {
    io.engine.generateId = () => `own-${randomBytes(16).toString("hex")}`;
  }
  install(io, () => restart(profile, io, http.address().port));
  await new Promise((resolve, reject) => http.once("error", reject).listen(port, "127.0.0.1", resolve));
  return `http://127.0.0.1:${http.address().port}`;
}

async function restart(profile, io, port) {
  await io.close();
  setTimeout(() => start(profile, port), 300);
}

const profiles = {};
for (const profile of Object.keys(PROFILES)) {
  profiles[profile] = await start(profile, 0);
}
console.log(JSON.stringify({ kind: "reference", profiles }));
process.stdin.on("end", () => process.exit(0)).resume();
