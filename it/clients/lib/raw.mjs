// Engine.IO by hand: polling with fetch, websockets with ws, and bare bytes on a TCP connection.
import { connect as tcpConnect } from "node:net";
import { afterEach } from "node:test";
import { WebSocket } from "ws";
import { portOf, urlOf } from "./server.mjs";
import { LIMIT_MS, within } from "./waiting.mjs";

export const SEPARATOR = "\x1e";
export const PATH = "/socket.io/";

const opened = [];

afterEach(() => {
  for (const close of opened.splice(0)) {
    close();
  }
});

/** The address of an engine request. */
export function engineUrl(profile, query = {}, path = PATH) {
  const all = new URLSearchParams({ EIO: "4", transport: "polling", ...query });
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined) {
      all.delete(key);
    }
  }
  return `${urlOf(profile)}${path}?${all}`;
}

/** One plain HTTP request; its answer with the body as text. */
export async function request(url, options = {}) {
  const response = await fetch(url, { signal: AbortSignal.timeout(LIMIT_MS), redirect: "manual", ...options });
  return { status: response.status, headers: response.headers, body: await response.text() };
}

/** A session over polling, one request at a time as the test says. */
export class Polling {
  static async open(profile = "default", { query = {}, headers = {} } = {}) {
    const session = new Polling();
    session.profile = profile;
    session.query = query;
    session.answer = await request(engineUrl(profile, query), { headers });
    session.opening = JSON.parse(session.answer.body.slice(1));
    session.sid = session.opening.sid;
    opened.push(() => session.post("1").catch(() => {}));
    return session;
  }

  /** A session that has joined the namespace. */
  static async joined(profile = "default", namespace = "") {
    const session = await Polling.open(profile);
    await session.post(`40${namespace}`);
    await session.poll();
    return session;
  }

  url(query = {}) {
    return engineUrl(this.profile, { ...this.query, sid: this.sid, ...query });
  }

  get(options = {}) {
    return request(this.url(), options);
  }

  /** The packets of the next poll. */
  async poll() {
    return (await this.get()).body.split(SEPARATOR);
  }

  /** Polls until a packet satisfies the condition; all packets up to and with that one's answer. */
  async pollUntil(condition) {
    const all = [];
    while (!all.some(condition)) {
      all.push(...(await this.poll()));
    }
    return all;
  }

  post(body, options = {}) {
    return request(this.url(), {
      method: "POST", body, headers: { "content-type": "text/plain;charset=UTF-8" }, ...options,
    });
  }

  /** Whether the server still knows this session. Leaves no poll pending. */
  async alive() {
    const { status } = await this.post("6");
    return status === 200;
  }
}

/** A websocket session whose frames are kept in order of arrival. */
export class Socket {
  static open(profile = "default", { query = {}, headers = {}, protocols = [], path } = {}) {
    const url = engineUrl(profile, { transport: "websocket", ...query }, path).replace("http", "ws");
    const socket = new Socket(new WebSocket(url, protocols, { headers, perMessageDeflate: false }));
    opened.push(() => socket.ws.terminate());
    return within(new Promise((resolve, reject) => {
      socket.ws.on("open", () => resolve(socket));
      socket.ws.on("unexpected-response", (_, response) =>
        reject(Object.assign(new Error(`refused with ${response.statusCode}`), { status: response.statusCode })));
      socket.ws.on("error", reject);
    }), "the websocket to open");
  }

  static async joined(profile = "default", namespace = "") {
    const socket = await Socket.open(profile);
    await socket.next();
    socket.send(`40${namespace}`);
    await socket.next();
    return socket;
  }

  #frames = [];
  #waiting = [];

  constructor(ws) {
    this.ws = ws;
    this.closed = new Promise((resolve) => ws.on("close", (code, reason) => resolve({ code, reason: reason.toString() })));
    ws.on("error", () => {});
    ws.on("message", (data, isBinary) => {
      const frame = isBinary ? data : data.toString();
      const waiting = this.#waiting.shift();
      if (waiting) {
        waiting(frame);
      } else {
        this.#frames.push(frame);
      }
    });
  }

  send(...frames) {
    for (const frame of frames) {
      this.ws.send(frame);
    }
  }

  /** The next frame: text as a string, binary as bytes. */
  next(ms = LIMIT_MS) {
    if (this.#frames.length > 0) {
      return Promise.resolve(this.#frames.shift());
    }
    return within(Promise.race([
      new Promise((resolve) => this.#waiting.push(resolve)),
      this.closed.then(({ code }) => Promise.reject(new Error(`closed with ${code} instead of a frame`))),
    ]), "a frame", ms);
  }

  /** All frames that came and were not taken. */
  get pending() {
    return this.#frames;
  }

  close(ms = LIMIT_MS) {
    return within(this.closed, "the close", ms);
  }
}

/** Sends bytes on a TCP connection and gives everything that came back until the other side closed, or until a text came. */
export function exchange(profile, bytes, { ms = LIMIT_MS, text } = {}) {
  return within(new Promise((resolve, reject) => {
    let all = Buffer.alloc(0);
    const tcp = tcpConnect(portOf(profile), "127.0.0.1", () => tcp.write(bytes));
    opened.push(() => tcp.destroy());
    tcp.on("data", (chunk) => {
      all = Buffer.concat([all, chunk]);
      if (text !== undefined && all.includes(text)) {
        resolve(all);
      }
    });
    tcp.on("error", reject);
    tcp.on("close", () => resolve(all));
  }), text ?? "the connection to close", ms);
}

/** The text of a request head. */
export const head = (line, headers = {}) =>
  `${line} HTTP/1.1\r\n${Object.entries({ Host: "127.0.0.1", ...headers }).map(([k, v]) => `${k}: ${v}\r\n`).join("")}\r\n`;

/** The headers of a websocket upgrade. */
export const UPGRADE = {
  Connection: "Upgrade", Upgrade: "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
};

/** Splits an HTTP answer into status, headers (lower case) and body. */
export function parseAnswer(bytes) {
  const text = bytes.toString("latin1");
  const end = text.indexOf("\r\n\r\n");
  const [line, ...lines] = text.slice(0, end).split("\r\n");
  const headers = Object.fromEntries(lines.map((each) => {
    const colon = each.indexOf(":");
    return [each.slice(0, colon).toLowerCase(), each.slice(colon + 1).trim()];
  }));
  return { status: Number(line.split(" ")[1]), headers, body: text.slice(end + 4) };
}

/** A websocket frame as a client sends it, or with the mistakes that the test asks for. */
export function frame(opcode, payload, { fin = true, rsv = 0, masked = true } = {}) {
  const data = Buffer.from(payload);
  const length = data.length < 126 ? [data.length] : [126, data.length >> 8, data.length & 255];
  const start = Buffer.from([(fin ? 0x80 : 0) | (rsv << 4) | opcode, (masked ? 0x80 : 0) | length[0], ...length.slice(1)]);
  const mask = Buffer.from([1, 2, 3, 4]);
  return masked ? Buffer.concat([start, mask, data.map((byte, i) => byte ^ mask[i % 4])]) : Buffer.concat([start, data]);
}

/** The code of the first close frame in bytes that a server sent after its 101 answer, or undefined. */
export function closeCodeIn(bytes) {
  let at = bytes.indexOf("\r\n\r\n") + 4;
  while (at >= 4 && at + 2 <= bytes.length) {
    const opcode = bytes[at] & 15;
    let length = bytes[at + 1] & 127;
    let start = at + 2;
    if (length === 126) {
      length = bytes.readUInt16BE(start);
      start += 2;
    }
    if (opcode === 8) {
      return length >= 2 ? bytes.readUInt16BE(start) : 1005;
    }
    at = start + length;
  }
  return undefined;
}
