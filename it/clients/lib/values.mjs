// Values to send, and the descriptions that the server must give of them (see APPLICATION.md).
export { UNICODE, describe, produce } from "../reference/values.mjs";

export const bytes = (size, seed = 1) => Buffer.from(Uint8Array.from({ length: size }, (_, i) => (i * 7 + seed) % 256));

/** One text per plane of Unicode that has characters, and the traps between them. */
export const PLANES = {
  "ASCII with quotes and controls": "a\"b\\c/\u0000\u0001\u001e\u001f\u007f\t\r\n",
  "Latin and combining marks": "é e\u0301 ß ÿ \u0080",
  "the rest of plane 0": "漢字 한글 العربية עברית \u2028\u2029\ufeff\ufffd\uffff\ue000\ud7ff",
  "plane 1, emoji with joiners": "😀 👨‍👩‍👧 🏳️‍🌈 𝄞 𐍈",
  "planes 2 and 3": "𠀀 丽 𰀀",
  "plane 14": "\u{e0001}\u{e0100}",
  "planes 15 and 16": "\u{f0000}\u{10fffd}\u{10ffff}",
};
