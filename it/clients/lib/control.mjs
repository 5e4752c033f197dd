// The suite's own view of the server: the namespace /control and its journal.
import { createRequire } from "node:module";
import { after } from "node:test";
import { Manager } from "socket.io-client";
import { urlOf } from "./server.mjs";
import { next, until, within } from "./waiting.mjs";

const msgpack = createRequire(import.meta.url)("socket.io-msgpack-parser");

const managers = [];

after(() => managers.forEach((manager) => manager._close()));

export class Control {
  #socket;
  #journal = [];

  static async of(profile = "default") {
    const manager = new Manager(urlOf(profile), {
      transports: [profile === "polling-only" ? "polling" : "websocket"],
      ...(profile === "path" ? { path: "/custom/path" } : {}),
      ...(profile === "msgpack" ? { parser: msgpack } : {}),
      reconnectionDelay: 100,
    });
    const socket = manager.socket("/control");
    managers.push(manager);
    const control = new Control(socket);
    await next(socket, "connect");
    return control;
  }

  constructor(socket) {
    this.#socket = socket;
    socket.on("journal", (entry) => this.#journal.push(entry));
  }

  ask(event, ...args) {
    return within(new Promise((resolve) => this.#socket.emit(event, ...args, resolve)), `/control to answer ${event}`);
  }

  /** All entries so far that have these fields. */
  entries(fields) {
    return this.#journal.filter((entry) => Object.entries(fields).every(([key, value]) => entry[key] === value));
  }

  /** Drops all entries so far that have these fields, so that the next `entry` waits for a new one. */
  forget(fields) {
    const forgotten = new Set(this.entries(fields));
    this.#journal = this.#journal.filter((entry) => !forgotten.has(entry));
  }

  /** The first entry with these fields, also one that was already there. */
  async entry(fields, ms) {
    await until(() => this.entries(fields).length > 0, `the journal has ${JSON.stringify(fields)}`, ms);
    return this.entries(fields)[0];
  }
}
