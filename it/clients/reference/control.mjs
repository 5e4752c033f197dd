// The namespace that the suite uses to act on the server from outside, on the official server.
import { operator } from "./events.mjs";

export function installControl(io, parents, restart) {
  io.of("/control").on("connection", (socket) => {
    socket.on("namespaces", (ack) => ack([...io._nsps.keys()].sort()));
    socket.on("broadcast", (name, selection, event, args, ack) => {
      operator(io.of(name), undefined, { ...selection, from: "namespace" }).emit(event, ...args);
      ack();
    });
    socket.on("parent-emit", (which, event, args, ack) => {
      parents[which].emit(event, ...args);
      ack();
    });
    socket.on("remote", async (name, id, action, args, ack) => {
      const [remote] = await io.of(name).in(id).fetchSockets();
      remote?.[action](...args);
      ack(remote !== undefined);
    });
    socket.on("remote-ask", async (name, id, ms, event, args, ack) => {
      const [remote] = await io.of(name).in(id).fetchSockets();
      if (remote === undefined) {
        ack(null);
        return;
      }
      remote.timeout(ms).emit(event, ...args, (error, answer) =>
        ack(error ? { error: error.message, answers: [] } : { error: null, answers: [answer] }));
    });
    socket.on("sessions", (ack) => ack(io.engine.clientsCount));
    socket.on("restart", (ack) => {
      ack();
      setTimeout(restart, 50);
    });
  });
}
