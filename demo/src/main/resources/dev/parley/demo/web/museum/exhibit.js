"use strict";
// One client of its time: loads its official build, enters the room, and shows what it hears.
const about = new URLSearchParams(location.search);
const version = about.get("version");
const transport = about.get("transport");
const log = document.getElementById("log");
const state = document.getElementById("state");

document.getElementById("version").textContent = version;
document.getElementById("year").textContent = about.get("year");

const script = document.createElement("script");
script.src = version === "4.8.4" ? "../socket.io/socket.io.js" : "clients/" + encodeURIComponent(version) + "/socket.io.js";
script.onerror = () => show("gone", "this client is not here: build with npm");
script.onload = () => meet(version.startsWith("0.6") ? oldest() : version.startsWith("0.") ? old() : modern());
// Polls by script tags would keep a page loading for ever that has not finished before.
addEventListener("load", () => setTimeout(() => document.head.append(script)));

function oldest() {
  const socket = new io.Socket(location.hostname, { port: location.port, transports: [transport], rememberTransport: false });
  socket.connect();
  return socket;
}

function old() {
  io.transports.splice(0, io.transports.length, transport);
  return io.connect(location.origin, { transports: [transport], "force new connection": true });
}

function modern() {
  const options = { forceNew: true, transports: [transport] };
  if (transport === "upgrade") {
    delete options.transports;
  } else if (transport === "jsonp") {
    Object.assign(options, { transports: ["polling"], forceJSONP: true });
  }
  return io(location.origin, options);
}

function meet(socket) {
  const say = (text) => socket.send("museum:say:" + text);
  const button = document.querySelector("button");
  socket.on("connect", () => {
    socket.send("museum:enter:" + version);
    show("open", "connected");
    button.disabled = false;
  });
  socket.on("disconnect", () => {
    show("gone", "disconnected");
    button.disabled = true;
  });
  socket.on("message", hear);
  document.getElementById("say").addEventListener("submit", (event) => {
    event.preventDefault();
    const field = document.getElementById("text");
    if (field.value.trim() !== "" && !button.disabled) {
      say(field.value.trim());
    }
    field.value = "";
  });
  addEventListener("message", (event) => {
    if (event.origin === location.origin && event.data && typeof event.data.say === "string") {
      say(event.data.say);
    }
  });
}

function hear(heard) {
  const own = heard.version === version;
  if (own && heard.what !== "left") {
    show("open", heard.transport);
  }
  const line = document.createElement("li");
  line.className = own ? "own " + heard.what : heard.what;
  const who = document.createElement("b");
  who.textContent = heard.version;
  who.title = "clients " + heard.generation;
  const way = document.createElement("small");
  way.textContent = heard.transport;
  line.append(who, " ", way, " ", heard.what === "said" ? heard.text : heard.what);
  log.append(line);
  while (log.children.length > 60) {
    log.firstChild.remove();
  }
  log.scrollTop = log.scrollHeight;
}

function show(kind, text) {
  state.className = kind;
  state.textContent = text;
}
