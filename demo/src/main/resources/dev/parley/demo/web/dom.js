// Small builders for elements. Text from others only ever becomes text: nothing here, or anywhere else, parses HTML.

export const $ = (id) => document.getElementById(id);

/** Makes an element: `make("p", {class: "muted", title: "..."}, "text", child, ...)`. Children that are null are left out. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child != null));
  return element;
}

/** An icon of the sprite in the page. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#i-${name}`);
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

/** A colour for a name: always the same one, 0 to 7. */
export function toneOf(name) {
  let hash = 7;
  for (const char of name) hash = (hash * 31 + char.codePointAt(0)) >>> 0;
  return hash % 8;
}

export function initialsOf(name) {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words[words.length - 1]] : [words[0]];
  return letters.map((word) => [...word][0] ?? "").join("").toUpperCase();
}

export function avatar(name) {
  return make("span", { class: `avatar tone-${toneOf(name)}`, "aria-hidden": "true" }, initialsOf(name));
}

/** The release line of a client, such as 4.x. */
export function generationBadge(generation) {
  return make("span", { class: "badge", title: `Client generation ${generation}` }, generation);
}

/** How somebody's bytes travel now. */
export function transportChip(transport) {
  const live = transport === "websocket" || transport === "webtransport";
  return make("span", { class: `chip ${live ? "chip-live" : "chip-poll"}`, title: `Transport: ${transport}` },
      icon(live ? "websocket" : "polling"), transport);
}

const units = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

/** 2097152 becomes "2 MB". */
export function sizeText(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${units.format(bytes / 1024 / 1024)} MB`;
}

/** Text with its web addresses as links. */
export function linked(text) {
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(/https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/g)) {
    nodes.push(text.slice(end, match.index));
    nodes.push(make("a", { href: match[0], target: "_blank", rel: "noopener noreferrer" }, match[0]));
    end = match.index + match[0].length;
  }
  nodes.push(text.slice(end));
  return nodes;
}
