package dev.parley.protocol.json;

import dev.parley.protocol.frame.ProtocolViolation;
import dev.parley.protocol.json.JsonCodec.BinarySink;
import dev.parley.protocol.payload.BinaryPayload;
import dev.parley.protocol.payload.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One value as JSON text, sent as it is: nothing is parsed or bound. A received argument can be asked for as this type
 * and passed on, with the attachments that belong to it.
 *
 * <p><b>Threads:</b> any; immutable.
 */
public final class RawJson {
    private final byte[] json;
    private final int begin;
    private final int end;
    private final Placeholders placeholders;
    private final List<BinaryPayload> attachments;

    private RawJson(byte[] json, int begin, int end, Placeholders placeholders, List<BinaryPayload> attachments) {
        this.json = json;
        this.begin = begin;
        this.end = end;
        this.placeholders = placeholders;
        this.attachments = attachments;
    }

    /**
     * The value written in {@code text}, such as {@code {"id":7}}.
     *
     * @throws IllegalArgumentException if it is not JSON
     */
    public static RawJson of(String text) {
        return ofUtf8(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The value written in {@code utf8}, an array that the caller gives away.
     *
     * @throws IllegalArgumentException if it is not JSON
     */
    public static RawJson ofUtf8(byte[] utf8) {
        if (!Utf8.isValid(utf8, 0, utf8.length)) {
            throw new IllegalArgumentException("raw JSON: invalid UTF-8 (expected: one JSON value in UTF-8)");
        }
        try {
            JsonScanner.scan(utf8, 0, utf8.length, JsonLimits.DEFAULT, 0);
        } catch (ProtocolViolation violation) {
            throw new IllegalArgumentException("raw JSON: " + violation.getMessage() + " (expected: one JSON value)");
        }
        return new RawJson(utf8, 0, utf8.length, Placeholders.NONE, List.of());
    }

    /** A part of a checked text, one value or several with commas between them, and the attachments of that text. */
    public static RawJson slice(
            byte[] json, int begin, int end, Placeholders placeholders, List<BinaryPayload> attachments) {
        return new RawJson(json, begin, end, placeholders, attachments);
    }

    /** The text. Where it has placeholders, their numbers are those of the packet that it came with. */
    public String string() {
        return new String(json, begin, end - begin, StandardCharsets.UTF_8);
    }

    /** Its length in bytes, without attachments. */
    public int sizeBytes() {
        return end - begin;
    }

    /** Writes it, with the numbers that {@code sink} gives to its attachments. */
    public void writeTo(JsonOutput out, BinarySink sink) {
        placeholders.copy(json, begin, end, attachments, out, sink);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RawJson that && string().equals(that.string()) && attachments.equals(that.attachments);
    }

    @Override
    public int hashCode() {
        return string().hashCode();
    }

    @Override
    public String toString() {
        return string();
    }
}
