// Official clients, all closed after each test.
import { createRequire } from "node:module";
import { afterEach } from "node:test";
import { io, Manager } from "socket.io-client";
import { urlOf } from "./server.mjs";
import { next, within } from "./waiting.mjs";

const msgpack = createRequire(import.meta.url)("socket.io-msgpack-parser");

/** The three ways of a client to be connected, as client options. */
export const MODES = {
  polling: { transports: ["polling"] },
  websocket: { transports: ["websocket"] },
  upgrade: { transports: ["polling", "websocket"] },
};

const opened = [];

afterEach(() => {
  for (const manager of opened.splice(0)) {
    manager.reconnection(false);
    manager._close();
  }
});

const PATHS = { path: "/custom/path" };

/** A manager for the server of that profile, not yet connected. */
export function manager(profile = "default", options = {}) {
  const made = new Manager(urlOf(profile), {
    transports: ["websocket"],
    reconnection: false,
    autoConnect: false,
    ...(PATHS[profile] ? { path: PATHS[profile] } : {}),
    ...(profile === "msgpack" ? { parser: msgpack } : {}),
    ...options,
  });
  opened.push(made);
  return made;
}

/** A socket that is not connected yet. */
export function socketOf(profile = "default", namespace = "/", options = {}) {
  return manager(profile, options).socket(namespace, options);
}

export function connected(socket) {
  socket.connect();
  return within(
    new Promise((resolve, reject) => {
      socket.once("connect", () => resolve(socket));
      socket.once("connect_error", (error) => reject(error));
    }),
    `${socket.nsp} to connect`,
  );
}

/** A connected socket with a connection of its own. */
export const connect = (profile, namespace, options) => connected(socketOf(profile, namespace, options));

/** The error with which a connection is refused. */
export async function refused(socket) {
  socket.connect();
  const [error] = await next(socket, "connect_error");
  return error;
}

/** A connected socket that has finished its upgrade, if its mode has one. */
export async function connectBy(mode, profile, namespace, options = {}) {
  const socket = await connect(profile, namespace, { ...MODES[mode], ...options });
  if (mode === "upgrade") {
    await upgraded(socket);
  }
  return socket;
}

export async function upgraded(socket) {
  const { engine } = socket.io;
  if (engine.transport.name !== "websocket") {
    await next(engine, "upgrade");
  }
}

/** The answer to an event, within the suite's limit. */
export const ask = (socket, event, ...args) =>
  within(new Promise((resolve) => socket.emit(event, ...args, resolve)), `the answer to ${event}`);

/** Shows that everything sent so far has been handled by the server, and that its answers have arrived. */
export const settled = (...sockets) => Promise.all(sockets.map((socket) => ask(socket, "echo")));

export { io };
