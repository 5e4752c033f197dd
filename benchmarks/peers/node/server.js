// The official server. Arguments: the port, "ws" or "eiows", and "deflate", or "tls" with the folder of its files.
"use strict";
const { readFileSync } = require("node:fs");
const { createServer } = require("node:http");
const { createServer: createSecureServer } = require("node:https");
const { createInterface } = require("node:readline");
const { setFlagsFromString } = require("node:v8");
const { Server } = require("socket.io");

const [port, engine] = process.argv.slice(2);
setFlagsFromString("--expose-gc");
const collect = require("node:vm").runInNewContext("gc");

const tls = process.argv.indexOf("tls");
const pem = (file) => readFileSync(`${process.argv[tls + 1]}/server.${file}`);
const http = tls > 0 ? createSecureServer({ cert: pem("pem"), key: pem("key") }) : createServer();
const io = new Server(http, {
  serveClient: false,
  allowEIO3: true,
  maxHttpBufferSize: 1e6,
  perMessageDeflate: process.argv.includes("deflate") ? { threshold: 1024 } : false,
  ...(engine === "eiows" ? { wsEngine: require("eiows").Server } : {}),
});

io.on("connection", (socket) => {
  socket.on("echo", (value) => socket.emit("echo", value));
  socket.on("binary", (value) => socket.emit("binary", value));
  socket.on("ack", (value, answer) => answer(value));
  socket.on("ask", () => socket.emit("question", () => {}));
  socket.on("join", (room, answer) => {
    socket.join(room);
    answer();
  });
  socket.on("leave", (room, answer) => {
    socket.leave(room);
    answer();
  });
  socket.on("broadcast", (value) => io.to("room").emit("news", value));
});

const control = createInterface({ input: process.stdin });
control.on("line", (line) => {
  if (line === "heap") {
    collect();
    collect();
  }
  console.log(line + " " + (line === "heap" ? process.memoryUsage().heapUsed : 0));
});
control.on("close", () => process.exit(0));

http.listen(Number(port), "0.0.0.0", 1024, () => console.log("ready"));
