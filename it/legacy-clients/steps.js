// What every client is put through, in Node and in browsers alike. A classic script: it defines globalThis.runCell.
(function () {
  "use strict";

  const PATIENCE_MS = 8000;

  // One character of each Unicode plane, and everything that some framing of some generation could stumble over.
  const PLANES = Array.from({ length: 17 }, (_, plane) => String.fromCodePoint(plane * 0x10000 + (plane === 0 ? 0x20ac : 0x100)));
  const HARD = 'é"\\\n\r\t</script><!--~m~4~m~:+,\u0001\u2028\u2029\ufffd3\ufffd::';
  const FULL = PLANES.join("") + HARD;

  /** One way to talk to a client, whatever its generation. */
  function open(kind, io, url, transport) {
    const at = new URL(url);
    if (kind === "0.6") {
      const socket = new io.Socket(at.hostname, {
        port: at.port,
        transports: [transport],
        rememberTransport: false,
        reconnect: false,
        tryTransportsOnConnectTimeout: false,
      });
      socket.connect();
      return { socket, on: (name, fn) => socket.on(name, fn), send: (x) => socket.send(x), close: () => socket.disconnect() };
    }
    if (kind === "0.9") {
      const transports = transport === "fallback" ? ["websocket", "xhr-polling"] : [transport];
      io.transports.splice(0, io.transports.length, ...transports);
      const socket = io.connect(url, {
        transports,
        "force new connection": true,
        "try multiple transports": transports.length > 1,
        "connect timeout": transports.length > 1 ? 3000 : 10_000,
        reconnect: false,
      });
      return {
        socket,
        on: (name, fn) => socket.on(name, fn),
        send: (x) => socket.send(x),
        emit: (...args) => socket.emit(...args),
        side: () => socket.socket.of("/side"),
        close: () => socket.disconnect(),
      };
    }
    const options = { forceNew: true, reconnection: false, transports: [transport], upgrade: false };
    if (transport === "jsonp-polling") {
      Object.assign(options, { transports: ["polling"], forceJSONP: true, jsonp: true });
    } else if (transport === "base64-polling") {
      Object.assign(options, { transports: ["polling"], forceBase64: true });
    } else if (transport === "upgrade") {
      Object.assign(options, { transports: ["polling", "websocket"], upgrade: true });
    }
    const socket = io(url, options);
    return {
      socket,
      on: (name, fn) => socket.on(name, fn),
      send: (x) => socket.send(x),
      emit: (...args) => socket.emit(...args),
      side: () => socket.io.socket("/side"),
      engine: () => socket.io.engine,
      close: () => socket.disconnect(),
    };
  }

  function within(what, start) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(what + ": nothing came in " + PATIENCE_MS + " ms")), PATIENCE_MS);
      start(
        (value) => {
          clearTimeout(timer);
          resolve(value);
        },
        (reason) => {
          clearTimeout(timer);
          reject(new Error(what + ": " + reason));
        },
      );
    });
  }

  function same(what, actual, expected) {
    const [left, right] = [actual, expected].map((value) => JSON.stringify(value));
    if (left !== right) {
      throw new Error(what + ": got " + left.slice(0, 300) + ", expected " + right.slice(0, 300));
    }
  }

  const bytesOf = (value) => Array.from(new Uint8Array(value.buffer ? value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength) : value));

  async function message(client, value) {
    const echo = within("echo of a message", (resolve) => {
      client.hear = resolve;
    });
    client.send(value);
    return echo;
  }

  async function oneEvent(client, name, ...args) {
    const back = within("answer to " + name, (resolve) => {
      client.hearEvent = (...values) => resolve(values);
    });
    client.emit(name, ...args);
    return back;
  }

  async function hasEvents(client, TEXT, expected) {
    const args = [1, null, { k: [true, "ü"] }, TEXT];
    same("echo of an event", await oneEvent(client, "echo", ...args), args);
    const who = await within("acknowledgement", (resolve) => client.emit("who", (...values) => resolve(values)));
    same("generation and transport", who, expected);
    client.on("question", (value, answer) => answer("answer", value));
    same("answer to the server", await oneEvent(client, "ask", TEXT), ["answer", TEXT]);
  }

  async function hasNamespaces(client) {
    const side = client.side();
    const heard = within("event of a namespace", (resolve) => side.on("echo", (value) => resolve(value)));
    side.on("connect", () => side.emit("echo", "aside"));
    same("echo in a namespace", await heard, "aside");
  }

  async function hasBinary(client) {
    const sent = new Uint8Array([0, 1, 2, 127, 128, 250, 251, 252, 253, 254, 255]);
    const data = typeof Buffer === "undefined" ? sent.buffer : Buffer.from(sent);
    const [plain] = await oneEvent(client, "echo", data);
    same("bytes", bytesOf(plain), Array.from(sent));
    const [deep] = await oneEvent(client, "echo", { a: [data, "€"], b: data });
    same("nested bytes", [bytesOf(deep.a[0]), deep.a[1], bytesOf(deep.b)], [Array.from(sent), "€", Array.from(sent)]);
  }

  async function keepsOrder(client) {
    const all = [];
    const done = within("a burst", (resolve) => {
      client.hear = (value) => {
        all.push(value);
        if (all.length === 60) {
          resolve(all);
        }
      };
    });
    for (let i = 0; i < 60; i++) {
      client.send("n" + i);
    }
    same("order of a burst", await done, Array.from({ length: 60 }, (_, i) => "n" + i));
  }

  /** Runs one client over one transport; resolves to what it was able to do. */
  globalThis.runCell = async function (kind, io, url, transport, expected, without = {}) {
    // Forms turn every line break into CR LF before the client of that time has counted.
    const TEXT = without["carriage return"] ? FULL.replace("\r", "") : FULL;
    const client = open(kind, io, url, transport);
    const can = [];
    try {
      client.on("message", (value) => client.hear && client.hear(value));
      if (kind !== "0.6") {
        client.on("echo", (...values) => client.hearEvent && client.hearEvent(...values));
        client.on("answered", (...values) => client.hearEvent && client.hearEvent(...values));
      }
      await within("connect", (resolve, reject) => {
        client.on("connect", () => resolve());
        client.on("connect_failed", (e) => reject(e));
        client.on("connect_error", (e) => reject((e && (e.description || e.message)) || e));
        client.on("error", (e) => reject(String((e && e.message) || e)));
      });
      if (transport === "upgrade") {
        await within("upgrade", (resolve) => {
          if (client.engine().transport.name === "websocket") {
            resolve();
          } else {
            client.engine().once("upgrade", () => resolve());
          }
        });
      }
      same("text of all planes", await message(client, TEXT), TEXT);
      await keepsOrder(client);
      can.push("text");
      if (kind === "0.6") {
        const value = { k: [1, null, true], t: TEXT };
        same("JSON message", await message(client, value), value);
        can.push("JSON");
      } else {
        await hasEvents(client, TEXT, expected);
        can.push("events", "acks");
        await hasNamespaces(client);
        can.push("namespaces");
        if (kind === "modern" && !without.binary) {
          await hasBinary(client);
          can.push("binary");
        }
        const gone = within("disconnect by the server", (resolve) => client.on("disconnect", () => resolve()));
        client.emit("leave");
        await gone;
        can.push("disconnect");
      }
      return { ok: true, can };
    } catch (failure) {
      return { ok: false, can, reason: String((failure && failure.message) || failure) };
    } finally {
      try {
        client.close();
      } catch (closed) {
        // some generations complain when they are closed twice
      }
    }
  };

  /** Opens one client of the hall, where all generations meet. */
  globalThis.openClient = open;
})();
