// The lists at the sides: which rooms there are, who is here, by which transport, and who is typing.

import { $, avatar, generationBadge, make, transportChip } from "./dom.js";

const TYPING_FORGOTTEN = 6000;

export class Roster {
  #people = new Map();
  #typing = new Map();
  #rooms = [{ name: "lobby", people: 0 }];
  #me = "";
  #room = "";
  #onRoom;

  /** `onRoom(name)` is told which room somebody wants to enter. */
  constructor(onRoom) {
    this.#onRoom = onRoom;
    setInterval(() => this.#forgetTyping(), 1000);
  }

  entered(me, room) {
    this.#me = me.id;
    this.#room = room;
    this.#typing.clear();
    this.#showTyping();
    this.rooms(this.#rooms);
    $("me-name").textContent = me.name;
    const own = avatar(me.name);
    own.id = "me-avatar";
    $("me-avatar").replaceWith(own);
    $("room-name").textContent = room;
  }

  transport(name) {
    $("me-transport").replaceChildren(transportChip(name));
  }

  offline() {
    $("me-transport").replaceChildren(make("span", { class: "chip chip-off" }, "offline"));
    this.#typing.clear();
    this.#showTyping();
  }

  rooms(rooms) {
    this.#rooms = rooms;
    const sorted = [...rooms].sort((a, b) => (b.name === "lobby") - (a.name === "lobby") || a.name.localeCompare(b.name));
    if (this.#room && !sorted.some((room) => room.name === this.#room)) sorted.push({ name: this.#room, people: 1 });
    $("rooms").replaceChildren(...sorted.map((room) => this.#roomLine(room)));
  }

  people(people) {
    const before = this.#people;
    this.#people = new Map(people.map((person) => [person.id, person]));
    const sorted = [...people].sort((a, b) => (b.id === this.#me) - (a.id === this.#me) || a.name.localeCompare(b.name));
    $("people").replaceChildren(...sorted.map((person) => this.#personLine(person, before.get(person.id))));
    const me = this.#people.get(this.#me);
    if (me) this.transport(me.transport);
    $("people-count").textContent = people.length;
    $("room-count").textContent = people.length === 1 ? "only you" : `${people.length} people`;
  }

  typing({ id, name, on }) {
    if (on) this.#typing.set(id, { name, at: Date.now() });
    else this.#typing.delete(id);
    this.#showTyping();
  }

  #roomLine({ name, people }) {
    const current = name === this.#room;
    const button = make("button", { type: "button", class: "room", "aria-current": current ? "true" : null },
        make("span", { class: "hash", "aria-hidden": "true" }, "#"), make("span", { class: "room-label" }, name),
        make("span", { class: "count", title: people === 1 ? "1 person" : `${people} people` }, String(people)));
    button.addEventListener("click", () => this.#onRoom(name));
    return make("li", {}, button);
  }

  #personLine(person, before) {
    const chip = transportChip(person.transport);
    if (before && before.transport !== person.transport) chip.classList.add("changed");
    return make("li", { class: before ? "person" : "person arrived", "data-id": person.id }, avatar(person.name),
        make("span", { class: "person-text" },
            make("span", { class: "person-name" }, make("strong", {}, person.name),
                person.id === this.#me ? make("span", { class: "muted" }, "you") : null),
            make("span", { class: "person-facts" }, chip, generationBadge(person.generation))));
  }

  #forgetTyping() {
    const long = Date.now() - TYPING_FORGOTTEN;
    const before = this.#typing.size;
    for (const [id, { at }] of this.#typing) if (at < long) this.#typing.delete(id);
    if (this.#typing.size !== before) this.#showTyping();
  }

  #showTyping() {
    const names = [...this.#typing.values()].map((who) => who.name);
    if (names.length === 0) {
      $("typing").replaceChildren();
      return;
    }
    const text = names.length > 2 ? "Several people are typing" : `${names.join(" and ")} ${names.length > 1 ? "are" : "is"} typing`;
    const dots = make("span", { class: "dots", "aria-hidden": "true" }, make("i"), make("i"), make("i"));
    $("typing").replaceChildren(dots, make("span", {}, text));
  }
}
