// The connection to the server: joins again after every reconnect, and keeps in order what could not be sent yet.

const ANSWER_TIMEOUT = 20_000;

/**
 * Calls of the listener given to the constructor:
 * state({kind: "connecting" | "online" | "lost" | "ended", attempt, since}), transport(name), entered(answer),
 * refused(error), delivered(message, answer, milliseconds), failed(message, error),
 * and one per event of the server: rooms, people, joined, left, said, typing.
 */
export class Link {
  #listener;
  #socket = null;
  #profile = null;
  #entered = false;
  #since = 0;
  #queue = [];
  #sending = false;
  #wanted = null;

  constructor(listener) {
    this.#listener = listener;
  }

  get isOnline() {
    return this.#entered;
  }

  /** Connects and joins. `transport` is "auto", "polling" or "websocket". */
  open(profile, transport) {
    this.close();
    this.#profile = profile;
    const transports = transport === "auto" ? ["polling", "websocket"] : [transport];
    this.#socket = io({ forceNew: true, transports, reconnectionDelay: 800, reconnectionDelayMax: 5000, timeout: 8000 });
    this.#watch(this.#socket);
    this.#listener.state({ kind: "connecting", attempt: 0 });
  }

  close() {
    this.#socket?.off();
    this.#socket?.io.off();
    this.#socket?.disconnect();
    this.#socket = null;
    this.#entered = false;
    this.#since = 0;
    this.#queue = [];
    this.#wanted = null;
  }

  /** Tries at once instead of waiting for the next attempt. */
  retry() {
    this.#socket?.disconnect().connect();
  }

  /** Enters another room, after what still waits has gone to this one. */
  switchTo(room) {
    this.#wanted = room;
    this.#pump();
  }

  /** Sends `{key, text, file}` as soon as possible; what waits is sent in order. */
  send(message) {
    this.#queue.push(message);
    this.#pump();
  }

  typing(on) {
    if (this.#entered) this.#socket.volatile.emit("typing", on);
  }

  #watch(socket) {
    const listener = this.#listener;
    const manager = socket.io;
    socket.on("connect", () => this.#connected());
    socket.on("disconnect", (reason) => this.#disconnected(reason));
    manager.on("reconnect_attempt", (attempt) => this.#trying(attempt));
    manager.on("error", () => this.#trying(0));
    socket.on("rooms", (rooms) => listener.rooms(rooms));
    socket.on("people", (people) => listener.people(people));
    socket.on("joined", (person, at) => listener.joined(person, at));
    socket.on("left", (person, at) => listener.left(person, at));
    socket.on("said", (message, bytes) => listener.said(message, bytes));
    socket.on("typing", (who) => listener.typing(who));
  }

  #connected() {
    const engine = this.#socket.io.engine;
    this.#listener.transport(engine.transport.name);
    engine.on("upgrade", (transport) => this.#listener.transport(transport.name));
    this.#join(this.#profile);
  }

  #disconnected(reason) {
    this.#entered = false;
    this.#since = Date.now();
    const ended = reason === "io server disconnect";      // the client does not come back on its own after this one
    this.#listener.state({ kind: ended ? "ended" : "lost", attempt: 0, since: this.#since });
  }

  #trying(attempt) {
    if (this.#entered) return;
    const kind = this.#since ? "lost" : "connecting";
    this.#listener.state({ kind, attempt, since: this.#since });
  }

  // With a callback, not a promise: a promise is settled after the events that follow the answer.
  #join(profile) {
    this.#socket.timeout(ANSWER_TIMEOUT).emit("join", profile, (error, answer) => {
      if (error) return;                                  // gone again: the next connect joins
      if (answer.ok) this.#enter(profile, answer);
      else this.#listener.refused(answer.error);
    });
  }

  #enter(profile, answer) {
    this.#profile = { ...profile, room: answer.room };
    this.#entered = true;
    this.#listener.entered(answer);
    this.#forgetArrived(answer.history);
    this.#listener.state({ kind: "online" });
    this.#pump();
  }

  /** A message whose answer was lost with the connection is in the history: it must not be sent again. */
  #forgetArrived(history) {
    const arrived = new Map(history.map((message) => [message.key, message]));
    for (const message of this.#queue.filter((queued) => arrived.has(queued.key))) {
      this.#queue.splice(this.#queue.indexOf(message), 1);
      this.#listener.delivered(message, arrived.get(message.key), 0);
    }
  }

  async #pump() {
    if (this.#sending || !this.#entered) return;
    if (this.#queue.length === 0) {
      if (this.#wanted) this.#join({ ...this.#profile, room: this.#wanted });
      this.#wanted = null;
      return;
    }
    this.#sending = true;
    const message = this.#queue[0];
    const start = performance.now();
    const answer = await this.#emit(message).catch(() => null);
    this.#sending = false;
    if (answer || this.#entered) this.#settle(message, answer, performance.now() - start);
    this.#pump();
  }

  #settle(message, answer, milliseconds) {
    const place = this.#queue.indexOf(message);
    if (place < 0) return;                                // settled by the history, or the link was closed
    this.#queue.splice(place, 1);
    if (answer?.ok) this.#listener.delivered(message, answer, milliseconds);
    else this.#listener.failed(message, answer?.error ?? "The server did not answer in time.");
  }

  #emit({ key, text, file }) {
    const socket = this.#socket.timeout(ANSWER_TIMEOUT);
    if (!file) return socket.emitWithAck("say", { key, text });
    return socket.emitWithAck("say", { key, text, name: file.name, type: file.type }, file.bytes);
  }
}
