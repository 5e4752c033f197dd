// Writing: the growing text field, an image by choosing, pasting or dropping, and telling others that somebody types.

import { $, sizeText } from "./dom.js";

const TYPES = new Set(["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"]);
const TYPING_AGAIN = 2000;
const TYPING_ENDS = 3500;
const COUNT_FROM = 0.8;

export class Composer {
  #text = $("text");
  #file = null;
  #limits = { text: 2000, image: 2 * 1024 * 1024 };
  #typingSince = 0;
  #typingTimer = 0;
  #onSend;
  #onTyping;

  /** `onSend({text, file})` gets what was written; `onTyping(on)` is told when somebody starts and stops. */
  constructor(onSend, onTyping) {
    this.#onSend = onSend;
    this.#onTyping = onTyping;
    this.#text.addEventListener("input", () => this.#typed());
    this.#text.addEventListener("keydown", (event) => this.#key(event));
    this.#text.addEventListener("paste", (event) => this.#take(event, event.clipboardData));
    $("composer").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    $("attach").addEventListener("click", () => $("file").click());
    $("file").addEventListener("change", () => {
      this.#attach($("file").files[0]);
      $("file").value = "";
    });
    $("attachment-remove").addEventListener("click", () => this.#detach());
    this.#watchDrops($("main"));
  }

  set limits(limits) {
    this.#limits = limits;
    this.#text.maxLength = limits.text;
    const words = `images up to ${sizeText(limits.image)}`;
    $("attach").title = `Add an image (${words})`;
    $("drop-limit").textContent = `PNG, JPEG, GIF, WebP or AVIF, ${words}`;
    this.#refresh();
  }

  /** Greys the field while nothing can be sent; what is written then waits. */
  set isOffline(offline) {
    $("composer").classList.toggle("offline", offline);
    this.#text.placeholder = offline ? "Not connected: messages will wait" : "Write a message";
    this.#hint(offline);
  }

  focus() {
    // A phone would open its keyboard over the messages.
    if (matchMedia("(hover: hover)").matches) this.#text.focus();
  }

  #hint(offline) {
    const keys = matchMedia("(hover: hover)").matches ? "Enter sends, Shift + Enter starts a line. " : "";
    const limit = sizeText(this.#limits.image);
    $("hint-text").textContent = offline
        ? "What you send now goes out when the connection is back."
        : `${keys}Paste, drop or choose an image up to ${limit}.`;
  }

  #typed() {
    this.#refresh();
    const now = Date.now();
    clearTimeout(this.#typingTimer);
    if (!this.#text.value.trim()) {
      this.#stopTyping();
      return;
    }
    if (now - this.#typingSince > TYPING_AGAIN) {
      this.#typingSince = now;
      this.#onTyping(true);
    }
    this.#typingTimer = setTimeout(() => this.#stopTyping(), TYPING_ENDS);
  }

  #stopTyping() {
    clearTimeout(this.#typingTimer);
    if (this.#typingSince) this.#onTyping(false);
    this.#typingSince = 0;
  }

  #key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#send();
  }

  #send() {
    const text = this.#text.value.trim();
    if (!text && !this.#file) return;
    this.#stopTyping();
    this.#onSend({ text, file: this.#file });
    this.#text.value = "";
    this.#detach();
    this.#text.focus();
  }

  #refresh() {
    const { value } = this.#text;
    this.#text.style.height = "auto";
    this.#text.style.height = `${this.#text.scrollHeight}px`;
    $("send").disabled = !value.trim() && !this.#file;
    $("hint-count").textContent = value.length < this.#limits.text * COUNT_FROM ? "" : `${value.length} / ${this.#limits.text}`;
  }

  #take(event, transfer) {
    const file = [...(transfer?.files ?? [])][0];
    if (!file) return;
    event.preventDefault();
    this.#attach(file);
  }

  async #attach(file) {
    if (!file) return;
    const complaint = this.#complaintAbout(file);
    this.#note(complaint);
    if (complaint) return;
    this.#detach();
    const name = file.name || "pasted image";
    this.#file = { name, type: file.type, size: file.size, bytes: await file.arrayBuffer() };
    $("attachment-image").src = URL.createObjectURL(file);
    $("attachment-name").textContent = name;
    $("attachment-size").textContent = `${sizeText(file.size)} of at most ${sizeText(this.#limits.image)}`;
    $("attachment").hidden = false;
    this.#refresh();
    this.focus();
  }

  #complaintAbout(file) {
    if (!TYPES.has(file.type)) return "Only PNG, JPEG, GIF, WebP and AVIF images can be sent.";
    if (file.size <= this.#limits.image) return "";
    return `This image has ${sizeText(file.size)}; at most ${sizeText(this.#limits.image)} can be sent.`;
  }

  #detach() {
    URL.revokeObjectURL($("attachment-image").src);
    $("attachment-image").removeAttribute("src");
    $("attachment").hidden = true;
    this.#file = null;
    this.#note("");
    this.#refresh();
  }

  #note(text) {
    $("composer-note").textContent = text;
    $("composer-note").hidden = !text;
  }

  #watchDrops(area) {
    let depth = 0;                                        // enter and leave also come from the children
    const show = (on) => area.classList.toggle("dropping", on);
    area.addEventListener("dragenter", (event) => {
      if (event.dataTransfer.types.includes("Files")) show(++depth > 0);
    });
    area.addEventListener("dragleave", (event) => {
      if (event.dataTransfer.types.includes("Files")) show(--depth > 0);
    });
    area.addEventListener("dragover", (event) => event.preventDefault());
    area.addEventListener("drop", (event) => {
      event.preventDefault();
      show((depth = 0) > 0);
      this.#take(event, event.dataTransfer);
    });
  }
}
