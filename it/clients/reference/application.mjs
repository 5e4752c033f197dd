// Namespaces, middlewares and the journal of the conformance application, on the official server.
import { installControl } from "./control.mjs";
import { installEvents } from "./events.mjs";

const ROOM_EVENTS = ["create-room", "delete-room", "join-room", "leave-room"];

export function install(io, restart) {
  const journal = (entry) => io.of("/control").emit("journal", entry);
  const events = (namespace) => namespace.on("connection", (socket) => {
    tellLifeOf(socket, journal);
    installEvents(socket);
  });

  for (const name of ["/", "/one", "/two"]) {
    events(io.of(name));
    watchRooms(io.of(name), journal);
  }
  installAuth(io.of("/auth"));
  events(io.of("/auth"));
  io.of("/greeting").on("connection", (socket) => {
    tellLifeOf(socket, journal);
    socket.emit("hello", socket.id);
    socket.join("greeted");
    io.of("/greeting").to("greeted").emit("late");
  });

  const parents = {
    pattern: io.of(/^\/dynamic-\d+$/),
    predicate: io.of((name, auth, next) =>
      next(null, name.startsWith("/tenant-") && auth.key === name.substring("/tenant-".length))),
  };
  events(parents.pattern);
  events(parents.predicate);
  io.on("new_namespace", (namespace) => journal({ what: "new_namespace", nsp: namespace.name }));
  io.engine.on("connection_error", ({ code, message }) => journal({ what: "connection_error", code, message }));
  installControl(io, parents, restart);
}

function installAuth(namespace) {
  namespace.use((socket, next) => {
    const { token } = socket.handshake.auth;
    socket.data.order = ["first"];
    if (token === "no-data") {
      next(new Error("refused without data"));
    } else if (token !== "secret") {
      next(Object.assign(new Error("not authorized"), { data: { code: "E401", details: { retry: false } } }));
    } else {
      next();
    }
  });
  namespace.use((socket, next) => {
    setTimeout(() => {
      socket.data.order.push("second");
      next(socket.handshake.auth.banned === true ? Object.assign(new Error("banned"), { data: "by name" }) : undefined);
    }, 20);
  });
}

function tellLifeOf(socket, journal) {
  const about = { nsp: socket.nsp.name, id: socket.id };
  journal({ what: "connection", ...about, recovered: socket.recovered });
  socket.on("disconnecting", (reason) =>
    journal({ what: "disconnecting", ...about, reason, rooms: [...socket.rooms].sort() }));
  socket.on("disconnect", (reason) => journal({ what: "disconnect", ...about, reason }));
}

function watchRooms(namespace, journal) {
  for (const what of ROOM_EVENTS) {
    namespace.adapter.on(what, (room, id) => {
      if (room.startsWith("watched")) {
        journal({ what, nsp: namespace.name, room, ...(id === undefined ? {} : { id }) });
      }
    });
  }
}
