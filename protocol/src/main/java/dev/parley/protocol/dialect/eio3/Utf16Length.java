package dev.parley.protocol.dialect.eio3;

/** Lengths in UTF-16 units, as JavaScript counts them, of valid UTF-8. Stateless; any thread. */
final class Utf16Length {
    private Utf16Length() {}

    /** Where {@code units} units after {@code from} are over; -1 if there are fewer, or if that cuts a character. */
    static int skip(byte[] utf8, int from, int to, long units) {
        long left = units;
        int at = from;
        while (left > 0 && at < to) {
            int lead = utf8[at] & 0xff;
            if (lead < 0x80) {
                at += 1;
            } else {
                at += lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
            }
            left -= lead < 0xf0 ? 1 : 2;
        }
        return left == 0 ? at : -1;
    }
}
