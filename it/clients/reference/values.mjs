// Values that the server makes itself, and descriptions that prove it understood what it was sent.
import { createHash } from "node:crypto";

const CODE_POINTS = [
  0x41, 0x0, 0x22, 0x5c, 0x1e, 0x7f, 0xe9, 0x301, 0x20ac, 0x2028, 0x2029, 0xd7ff, 0xe000, 0xfffd,
  0xfeff, 0x1f600, 0x1f468, 0x200d, 0x1f469, 0x20000, 0x2f800, 0xe0001, 0xf0000, 0x10fffd,
];

export const UNICODE = String.fromCodePoint(...CODE_POINTS);

const digest = (bytes) => `${bytes.length}:${createHash("sha256").update(bytes).digest("hex").slice(0, 16)}`;

export function describe(value) {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") return `number:${value}`;
  if (typeof value === "string") return `text:${digest(Buffer.from(value, "utf8"))}`;
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `binary:${digest(Buffer.from(value))}`;
  if (Array.isArray(value)) return value.map(describe);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, describe(inner)]));
}

export function produce(kind, size) {
  switch (kind) {
    case "text":
      return "x".repeat(size);
    case "binary":
      return Buffer.from(Uint8Array.from({ length: size }, (_, i) => i % 251));
    case "unicode":
      return UNICODE;
    case "nested": {
      const [b1, b2, b3] = [1, 2, 3].map((byte) => Buffer.alloc(size, byte));
      return { a: [b1, { b: b2 }], c: { d: { e: b3 } }, n: null, t: "x" };
    }
    default:
      throw new Error(`unknown kind ${kind}`);
  }
}
