// The events of the conformance application, on the official server. In the order of the table in APPLICATION.md.
import { describe, produce } from "./values.mjs";

const sorted = (rooms) => [...rooms].sort();
const textOf = (action) => {
  try {
    action();
    return null;
  } catch (error) {
    return error.message;
  }
};

/** The operator that a selection object describes. */
export function operator(namespace, socket, selection) {
  let chosen = selection.from === "socket" ? socket : namespace;
  if (selection.volatile) chosen = chosen.volatile;
  if (selection.local) chosen = chosen.local;
  if (selection.compress !== undefined) chosen = chosen.compress(selection.compress);
  if (selection.timeout !== undefined) chosen = chosen.timeout(selection.timeout);
  if (selection.broadcast) chosen = chosen.broadcast;
  if (selection.to) chosen = chosen.to(selection.to);
  if (selection.except) chosen = chosen.except(selection.except);
  return chosen;
}

export function installEvents(socket) {
  socket.use(([event], next) => next(event === "forbidden" ? new Error("forbidden event") : undefined));
  socket.on("error", ({ message }) => message === "forbidden event" && socket.emit("server-error", message));
  installValues(socket);
  installAcks(socket);
  installNumbers(socket);
  installRooms(socket);
  installUtilities(socket);
  installFacts(socket);
  installListeners(socket);
}

function installValues(socket) {
  socket.on("echo", (...args) => {
    const last = args.at(-1);
    if (typeof last === "function") {
      last(...args.slice(0, -1));
    } else {
      socket.emit("echo", ...args);
    }
  });
  socket.on("describe", (...args) => args.pop()(args.map(describe)));
  socket.on("message", (...args) => socket.send(...args));
  socket.on("produce", (kind, size, ack) => ack(produce(kind, size)));
  socket.on("produce-event", (kind, size) => socket.emit("produced", produce(kind, size), size));
}

function installAcks(socket) {
  socket.on("ack-twice", (ack) => {
    ack("first");
    ack("second");
  });
  socket.on("no-answer", () => {});
  socket.on("slow-answer", (ms, value, ack) => setTimeout(() => ack(value), ms));
  socket.on("ask", (ms, event, args, ack) => {
    if (ms === 0) {
      socket.emit(event, ...args, (...answers) => ack({ answers }));
    } else {
      socket.timeout(ms).emit(event, ...args, (error, ...answers) =>
        ack(error ? { error: error.message } : { answers }));
    }
  });
}

function installNumbers(socket) {
  let numbers = [];
  socket.on("number", (n) => {
    numbers.push(n);
    socket.emit("number", n);
  });
  socket.on("numbers", (ack) => {
    ack(numbers);
    numbers = [];
  });
  socket.on("flood", (count, text) => {
    for (let i = 0; i < count; i++) {
      socket.emit("number", i, text);
    }
  });
}

function installRooms(socket) {
  socket.on("join", (rooms, ack) => {
    socket.join(rooms);
    ack(sorted(socket.rooms));
  });
  socket.on("leave", (room, ack) => {
    socket.leave(room);
    ack(sorted(socket.rooms));
  });
  socket.on("rooms", (ack) => ack(sorted(socket.rooms)));
  socket.on("say", (selection, event, args, ack) => {
    operator(socket.nsp, socket, selection).emit(event, ...args);
    ack?.();
  });
  socket.on("say-with-ack", (selection, event, args, ack) => {
    operator(socket.nsp, socket, selection).emit(event, ...args, (error, answers) =>
      ack({ error: error ? error.message : null, answers }));
  });
}

function installUtilities(socket) {
  const chosen = (selection) => operator(socket.nsp, socket, selection);
  socket.on("fetch", async (selection, ack) => {
    const found = await chosen(selection).fetchSockets();
    ack(found
      .map(({ id, rooms, data }) => ({ id, rooms: sorted(rooms), data }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)));
  });
  socket.on("sockets-join", (selection, rooms, ack) => {
    chosen(selection).socketsJoin(rooms);
    ack();
  });
  socket.on("sockets-leave", (selection, rooms, ack) => {
    chosen(selection).socketsLeave(rooms);
    ack();
  });
  socket.on("disconnect-sockets", (selection, close, ack) => {
    chosen(selection).disconnectSockets(close);
    ack();
  });
  socket.on("leave-namespace", () => socket.disconnect());
  socket.on("leave-server", () => socket.disconnect(true));
  socket.on("close-connection", () => socket.conn.close());
}

function installFacts(socket) {
  socket.on("set-data", (key, value, ack) => {
    socket.data[key] = value;
    ack();
  });
  socket.on("get-data", (ack) => ack(socket.data));
  socket.on("handshake", (ack) => {
    const { auth, query, url, secure, xdomain, address, issued, time, headers } = socket.handshake;
    ack({ auth, query, url, secure, xdomain, address, issued, time: time.length > 0, header: headers["x-test"] ?? null });
  });
  socket.on("transport", (ack) => ack(socket.conn.transport.name));
  socket.on("recovered", (ack) => ack(socket.recovered));
}

function installListeners(socket) {
  const added = [];
  socket.on("listen", (how, event, ack) => {
    if (how === "on" || how === "once") {
      const listener = (...args) => socket.emit("heard", event, ...args);
      added.push(listener);
      socket[how](event, listener);
    } else if (how === "off") {
      socket.off(event, added.pop());
    } else {
      socket.removeAllListeners(event);
    }
    ack();
  });

  let watched = { incoming: [], outgoing: [] };
  const incoming = (event) => watched.incoming.push(event);
  const outgoing = (event) => watched.outgoing.push(event);
  socket.on("watch-any", (ack) => {
    watched = { incoming: [], outgoing: [] };
    socket.onAny(incoming);
    socket.onAnyOutgoing(outgoing);
    ack();
  });
  socket.on("watched", (ack) => {
    socket.offAny(incoming);
    socket.offAnyOutgoing(outgoing);
    ack(watched);
  });
  socket.on("emit-reserved", (name, ack) => ack(textOf(() => socket.emit(name))));
  socket.on("server-side", (event, ack) => ack(textOf(() => socket.nsp.serverSideEmit(event))));
}
