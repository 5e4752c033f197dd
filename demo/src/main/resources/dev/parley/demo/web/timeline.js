// The messages of the room: grouped by person and time, with days, a mark where the unread ones begin, and receipts.

import { $, avatar, generationBadge, icon, linked, make, sizeText, toneOf } from "./dom.js";

const SAME_GROUP = 5 * 60_000;
const MOST_ENTRIES = 400;
const NEAR_END = 48;

const clockFormat = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const dayFormat = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });
const fullFormat = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });

export class Timeline {
  #list = $("timeline");
  #scroller = $("scroller");
  #newest = $("newest");
  #rows = new Map();
  #seen = new Set();
  #last = null;
  #day = "";
  #atEnd = true;
  #top = 0;
  #unread = 0;
  #mark = null;
  #receipt = make("div", { class: "receipt" });
  #onUnread;
  #onRetry;

  /** `onUnread(count)` is told how many messages nobody has looked at yet, `onRetry(key)` that a failed one shall go again. */
  constructor(onUnread, onRetry) {
    this.#onUnread = onUnread;
    this.#onRetry = onRetry;
    this.#scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    const grown = new ResizeObserver(() => this.#atEnd && this.#toEnd());
    grown.observe(this.#list);
    grown.observe(this.#scroller);
    this.#newest.addEventListener("click", () => this.#scroller.scrollTo({ top: this.#scroller.scrollHeight, behavior: "smooth" }));
    document.addEventListener("visibilitychange", () => this.#looked());
    window.addEventListener("focus", () => this.#looked());
  }

  clear() {
    this.#list.querySelectorAll("img").forEach((image) => URL.revokeObjectURL(image.src));
    this.#list.replaceChildren();
    this.#rows.clear();
    this.#seen.clear();
    this.#last = this.#mark = null;
    this.#day = "";
    this.#atEnd = true;
    this.#setUnread(0);
  }

  has(message) {
    return this.#seen.has(message.id) || this.#rows.has(message.key);
  }

  /** Adds a message: `{id, key, name, text, image, at}`, `bytes` of its image if they came along, `how` it relates to us. */
  add(message, bytes, how) {
    if (message.id) this.#seen.add(message.id);
    if (!how.own && !how.old) this.#countUnread();
    if (how.own && !how.old) this.#dropMark();
    this.#dayLine(message.at);
    const group = this.#groupFor(message, how);
    const row = this.#row(message, bytes, how);
    group.body.append(row);
    if (how.own && message.key) this.#rows.set(message.key, row);
    this.#trim();
    if (how.own && !how.old) this.#atEnd = true;
    if (this.#atEnd) this.#toEnd();
  }

  system(text, at) {
    this.#dayLine(at);
    this.#last = null;
    this.#list.append(make("li", { class: "system" }, make("span", {}, text), " ", timeOf(at)));
    if (this.#atEnd) this.#toEnd();
  }

  delivered(key, id, milliseconds) {
    const row = this.#rows.get(key);
    this.#seen.add(id);
    if (!row) return;
    row.dataset.status = "delivered";
    row.querySelector(".row-status").replaceChildren();
    this.#receipt.textContent = milliseconds ? `Delivered in ${Math.max(1, Math.round(milliseconds))} ms` : "Delivered";
    row.after(this.#receipt);
  }

  /** Shows what became of an own message: "waiting" or "failed", with a sentence. */
  status(key, status, text) {
    const row = this.#rows.get(key);
    if (!row || row.dataset.status === "delivered") return;
    row.dataset.status = status;
    const state = row.querySelector(".row-status");
    state.replaceChildren(icon(status === "failed" ? "alert" : "clock"), make("span", {}, text));
    if (status !== "failed") return;
    const again = make("button", { type: "button", class: "link-button" }, "Try again");
    again.addEventListener("click", () => this.#onRetry(key));
    state.append(again);
  }

  #groupFor(message, { own }) {
    const last = this.#last;
    const fits = last && last.own === own && (own || last.from === message.from) && message.at - last.at < SAME_GROUP;
    if (fits) {
      last.at = message.at;
      return last;
    }
    const head = make("div", { class: "group-head" },
        own ? null : make("strong", { class: `tone-ink-${toneOf(message.name)}` }, message.name),
        own || !message.generation ? null : generationBadge(message.generation), timeOf(message.at));
    const body = make("div", { class: "group-body" }, head);
    this.#list.append(make("li", { class: own ? "group own" : "group" }, own ? null : avatar(message.name), body));
    this.#last = { own, from: message.from, at: message.at, body };
    return this.#last;
  }

  #row(message, bytes, { own, waiting }) {
    const bubble = make("div", { class: "bubble", title: fullFormat.format(message.at) });
    if (message.image) bubble.append(bytes ? this.#picture(message, bytes) : missing(message.image));
    if (message.text) bubble.append(make("p", {}, ...linked(message.text)));
    bubble.classList.toggle("bubble-picture", Boolean(message.image && bytes));
    const row = make("div", { class: "row" }, bubble);
    if (own) {
      row.append(make("span", { class: "row-status" }, waiting ? icon("clock") : null, waiting ? make("span", {}, waiting) : null));
      row.dataset.status = waiting ? "waiting" : "sent";
    }
    return row;
  }

  #picture(message, bytes) {
    const url = URL.createObjectURL(new Blob([bytes], { type: message.image.type }));
    const image = make("img", { src: url, alt: message.text || message.image.name });
    const open = make("button", { type: "button", class: "picture", "aria-label": `Enlarge ${message.image.name}` }, image);
    image.addEventListener("error", () => open.replaceWith(missing(message.image, "cannot be shown")));
    open.addEventListener("click", () => {
      $("lightbox-image").src = url;
      $("lightbox-image").alt = image.alt;
      $("lightbox-text").textContent = `${message.name} · ${message.image.name} · ${sizeText(message.image.size)}`;
      $("lightbox").showModal();
    });
    return open;
  }

  #dayLine(at) {
    const day = new Date(at).toDateString();
    if (day === this.#day) return;
    this.#day = day;
    this.#last = null;
    this.#list.append(make("li", { class: "divider" }, make("span", {}, dayName(at))));
  }

  #countUnread() {
    if (this.#isWatched()) return;
    if (this.#unread === 0) {
      this.#dropMark();
      this.#mark = make("li", { class: "divider divider-new" }, make("span", {}, "New"));
      this.#list.append(this.#mark);
      this.#last = null;
    }
    this.#setUnread(this.#unread + 1);
  }

  #isWatched() {
    return this.#atEnd && document.visibilityState === "visible" && document.hasFocus();
  }

  #dropMark() {
    this.#mark?.remove();
    this.#mark = null;
  }

  #setUnread(count) {
    this.#unread = count;
    this.#onUnread(count);
    $("newest-text").textContent = count === 0 ? "Newest" : `${count} new`;
    this.#newest.hidden = this.#atEnd;
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    // Only going up leaves the end: an image that has just become taller does not.
    if (scrollHeight - scrollTop - clientHeight < NEAR_END) this.#atEnd = true;
    else if (scrollTop < this.#top) this.#atEnd = false;
    this.#top = scrollTop;
    this.#newest.hidden = this.#atEnd;
    this.#looked();
  }

  #looked() {
    if (this.#unread > 0 && this.#isWatched()) this.#setUnread(0);
  }

  #toEnd() {
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
  }

  #trim() {
    while (this.#list.childElementCount > MOST_ENTRIES) {
      const first = this.#list.firstElementChild;
      first.querySelectorAll("img").forEach((image) => URL.revokeObjectURL(image.src));
      first.remove();
    }
  }
}

function timeOf(at) {
  return make("time", { datetime: new Date(at).toISOString() }, clockFormat.format(at));
}

function dayName(at) {
  const today = new Date();
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  const day = new Date(at).toDateString();
  if (day === today.toDateString()) return "Today";
  return day === yesterday.toDateString() ? "Yesterday" : dayFormat.format(at);
}

/** Stands for an image that cannot be seen here: the history holds no bytes. */
function missing(image, why = "shown before you came") {
  return make("span", { class: "missing" }, icon("image"),
      make("span", {}, make("strong", {}, image.name), make("span", {}, `${sizeText(image.size)} · ${why}`)));
}
