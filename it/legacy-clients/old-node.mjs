// What the websocket of clients 0.7 and 0.8 needs of the Node of 2011, and today's no longer has: http.createClient, whose
// sockets can be taken over, and hashes that take text for bytes.
import { createHash } from "node:crypto";
import { EventEmitter } from "node:events";
import { createRequire } from "node:module";
import { connect } from "node:net";

const END_OF_HEAD = "\r\n\r\n";
const require = createRequire(import.meta.url);

/** A connection that makes one request; what it hands over with "upgrade" is the socket itself. */
class OldHttpClient extends EventEmitter {
  constructor(port, host) {
    super();
    this.socket = connect(Number(port), host);
    this.socket.on("error", (error) => this.emit("error", error));
  }

  /** The method may be left out. */
  request(...args) {
    const [method, path, headers] = typeof args[1] === "string" ? args : ["GET", ...args];
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    this.socket.write(`${method} ${path} HTTP/1.1\r\n${lines.join("")}\r\n`, "latin1");
    this.readHead();
    return { write: (data, encoding) => this.socket.write(data, encoding), end: () => {} };
  }

  readHead() {
    let bytes = Buffer.alloc(0);
    const read = (more) => {
      bytes = Buffer.concat([bytes, more]);
      const end = bytes.indexOf(END_OF_HEAD);
      if (end >= 0) {
        this.socket.off("data", read);
        const [status] = bytes.toString("latin1", 0, end).split("\r\n");
        const rest = bytes.subarray(end + END_OF_HEAD.length);
        if (status.startsWith("HTTP/1.1 101 ")) {
          this.emit("upgrade", { statusCode: 101 }, this.socket, rest);
        } else {
          this.emit("error", new Error(`no websocket: ${status}`));
        }
      }
    };
    this.socket.on("data", read);
  }

  end() {
    this.socket.end();
  }
}

require("node:http").createClient = (port, host) => new OldHttpClient(port, host);

require("node:crypto").createHash = (algorithm) => {
  const hash = createHash(algorithm);
  return {
    update: (data, encoding) => hash.update(data, encoding ?? (typeof data === "string" ? "latin1" : undefined)) && undefined,
    digest: (encoding) => hash.digest(encoding === "binary" ? "latin1" : encoding),
  };
};
