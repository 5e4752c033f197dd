// The chat page: wires the connection, the messages, the lists at the sides and the field to write in.

import { $ } from "./dom.js";
import { Composer } from "./composer.js";
import { Link } from "./link.js";
import { Roster } from "./roster.js";
import { Timeline } from "./timeline.js";

const params = new URLSearchParams(location.search);
const own = { ids: new Set(JSON.parse(sessionStorage.getItem("ids") ?? "[]")), sent: new Map() };
let me = null;
let room = "";
let lostSince = 0;
let attempts = 0;

const timeline = new Timeline(showTitle, sendAgain);
const composer = new Composer(send, (on) => link.typing(on));
const roster = new Roster(switchRoom);
const link = new Link({
  state: showState,
  transport: (name) => roster.transport(name),
  entered,
  refused,
  delivered: ({ key }, { id }, milliseconds) => {
    own.sent.delete(key);
    timeline.delivered(key, id, milliseconds);
  },
  failed: ({ key }, error) => timeline.status(key, "failed", error),
  rooms: (rooms) => roster.rooms(rooms),
  people: (people) => roster.people(people),
  joined: (person, at) => timeline.system(`${person.name} joined`, at),
  left: (person, at) => {
    roster.typing({ id: person.id, on: false });
    timeline.system(`${person.name} left`, at);
  },
  said: (message, bytes) => show(message, bytes),
  typing: (who) => roster.typing(who),
});

// ---- coming and going

function enter(event) {
  event.preventDefault();
  const name = $("entry-name").value.trim();
  if (!name) {
    entryStatus("Please tell us your name.", true);
    $("entry-name").focus();
    return;
  }
  if (!window.io) {
    entryStatus("The Socket.IO client could not be loaded from this server: is /socket.io/socket.io.js there?", true);
    return;
  }
  localStorage.setItem("name", name);
  $("entry-go").disabled = true;
  const transport = new FormData($("entry-form")).get("transport");
  link.open({ name, room: $("entry-room").value.trim() || "lobby" }, transport);
}

function entered(answer) {
  const first = me === null;
  const again = !first && answer.room === room;
  me = answer.you;
  room = answer.room;
  own.ids.add(me.id);
  sessionStorage.setItem("ids", JSON.stringify([...own.ids].slice(-20)));
  showAddress(first);
  roster.entered(me, room);
  if (!again) timeline.clear();
  const missed = answer.history.filter((message) => !timeline.has(message));
  missed.forEach((message) => show(message, null, !again));
  if (!again) timeline.system(missed.length ? "You joined" : "You joined. Nobody has said anything here yet.", Date.now());
  $("entry").hidden = true;
  $("app").hidden = false;
  composer.limits = answer.limits;
  closePanels();
  showTitle(0);
  composer.focus();
}

function showAddress(isFirst) {
  const hash = `#${encodeURIComponent(room)}`;
  if (hash === location.hash) return;
  if (isFirst) history.replaceState(null, "", hash);
  else history.pushState(null, "", hash);
}

function refused(error) {
  if (me) {
    announce("error", "That did not work.", error);
    return;
  }
  link.close();
  entryStatus(error, true);
}

function leave() {
  link.close();
  me = null;
  own.sent.clear();
  timeline.clear();
  $("app").hidden = true;
  $("entry").hidden = false;
  entryStatus("");
  $("entry-name").focus();
  document.title = "Parley";
}

function entryStatus(text, isError = false) {
  $("entry-status").textContent = text;
  $("entry-status").classList.toggle("error", isError);
  $("entry-go").disabled = !isError && text !== "";
}

function switchRoom(name) {
  closePanels();
  if (name !== room) link.switchTo(name);
}

// ---- messages

function show(message, bytes = null, old = false) {
  if (timeline.has(message)) return;
  const isOwn = own.ids.has(message.from);
  roster.typing({ id: message.from, on: false });
  timeline.add(message, bytes, { own: isOwn, old });
}

function send({ text, file }) {
  const message = { key: crypto.getRandomValues(new Uint32Array(3)).join("-"), text, file };
  own.sent.set(message.key, message);
  const image = file && { name: file.name, type: file.type, size: file.size };
  const waiting = link.isOnline ? "" : "Waiting to send";
  timeline.add({ key: message.key, from: me.id, name: me.name, text, image, at: Date.now() }, file?.bytes, { own: true, waiting });
  link.send(message);
}

function sendAgain(key) {
  const message = own.sent.get(key);
  if (!message) return;
  timeline.status(key, "waiting", "Waiting to send");
  link.send(message);
}

function showTitle(unread) {
  if (me) document.title = `${unread ? `(${unread}) ` : ""}${room} · Parley`;
}

// ---- the state of the connection

function showState(state) {
  attempts = state.attempt || (state.kind === "lost" && lostSince ? attempts : 0);
  if (!me) {
    const trying = attempts ? `The server cannot be reached. Trying again (attempt ${attempts})...` : "Connecting...";
    entryStatus(trying);
    return;
  }
  const online = state.kind === "online";
  composer.isOffline = !online;
  $("app").classList.toggle("is-offline", !online);
  if (!online) {
    lostSince = state.since || Date.now();
    for (const key of own.sent.keys()) timeline.status(key, "waiting", "Waiting to send");
    roster.offline();
    showLost(state.kind);
  } else if (lostSince) {
    announce("back", "Connected again.", `You were away for ${secondsSince(lostSince)}.`);
    lostSince = 0;
  }
}

function showLost(kind) {
  if (kind === "ended") {
    announce("lost", "The server ended this connection.", "", true);
    return;
  }
  announce("lost", "Connection lost.", attempts ? `Reconnecting, attempt ${attempts}.` : "Reconnecting.", true);
}

let announcement = 0;

function announce(kind, title, detail, stays = false) {
  clearTimeout(announcement);
  $("banner").className = `banner banner-${kind}`;
  $("banner-title").textContent = title;
  $("banner-detail").textContent = detail;
  $("banner-retry").hidden = kind !== "lost";
  $("banner-time").textContent = "";
  $("banner").hidden = false;
  if (!stays) announcement = setTimeout(() => ($("banner").hidden = true), 4000);
}

setInterval(() => {
  if (lostSince) $("banner-time").textContent = `Offline for ${secondsSince(lostSince)}.`;
}, 1000);

function secondsSince(time) {
  const seconds = Math.max(1, Math.round((Date.now() - time) / 1000));
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

// ---- panels on narrow screens

function togglePanel(panel, button) {
  const open = !panel.classList.contains("open");
  closePanels();
  panel.classList.toggle("open", open);
  button.setAttribute("aria-expanded", open);
  $("scrim").hidden = !open;
  if (open) panel.querySelector("[data-close]").focus();
}

function closePanels() {
  for (const [panel, button] of [["rooms-panel", "show-rooms"], ["people-panel", "show-people"]]) {
    if ($(panel).contains(document.activeElement) && $(panel).classList.contains("open")) $(button).focus();
    $(panel).classList.remove("open");
    $(button).setAttribute("aria-expanded", "false");
  }
  $("scrim").hidden = true;
}

$("show-rooms").addEventListener("click", () => togglePanel($("rooms-panel"), $("show-rooms")));
$("show-people").addEventListener("click", () => togglePanel($("people-panel"), $("show-people")));
$("scrim").addEventListener("click", closePanels);
document.querySelectorAll("[data-close]").forEach((button) => button.addEventListener("click", closePanels));
document.addEventListener("keydown", (event) => event.key === "Escape" && closePanels());

$("new-room").addEventListener("submit", (event) => {
  event.preventDefault();
  const name = $("new-room-name").value.trim();
  $("new-room-name").value = "";
  if (name) switchRoom(name);
});
$("leave").addEventListener("click", leave);
$("banner-retry").addEventListener("click", () => link.retry());
$("lightbox").addEventListener("click", (event) => event.target.tagName !== "IMG" && $("lightbox").close());
window.addEventListener("hashchange", () => me && switchRoom(decodeURIComponent(location.hash.slice(1)) || "lobby"));

$("entry-form").addEventListener("submit", enter);
$("entry-name").value = params.get("name") ?? localStorage.getItem("name") ?? "";
$("entry-room").value = decodeURIComponent(location.hash.slice(1)) || "lobby";
document.querySelectorAll("[name=transport]").forEach((radio) => (radio.checked = radio.value === (params.get("transport") ?? "auto")));
$("entry-name").select();
