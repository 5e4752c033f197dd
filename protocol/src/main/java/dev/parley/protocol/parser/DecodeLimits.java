package dev.parley.protocol.parser;

import dev.parley.protocol.json.JsonLimits;

/**
 * What a decoder accepts, so that no message costs more than it should.
 *
 * @param maxAttachments attachments of one packet
 * @param maxAttachmentBytes bytes of all attachments of one packet together
 * @param maxDepth nesting of arrays and objects
 * @param maxNumberLength characters of one number
 * @param maxNameLength characters of one name in an object
 * @param maxEventNameLength characters of an event's or namespace's name
 */
public record DecodeLimits(
        int maxAttachments,
        long maxAttachmentBytes,
        int maxDepth,
        int maxNumberLength,
        int maxNameLength,
        int maxEventNameLength) {
    /** 10 attachments of at most 10,000,000 bytes together, depth 512, numbers of 1,000 characters, names of 50,000, event names of 1,024. */
    public static final DecodeLimits DEFAULT = new DecodeLimits(10, 10_000_000, 512, 1_000, 50_000, 1_024);

    /** The part of it that is about JSON. */
    public JsonLimits json() {
        JsonLimits usual = JsonLimits.DEFAULT;
        boolean isUsual = maxDepth == usual.maxDepth()
                && maxNumberLength == usual.maxNumberLength()
                && maxNameLength == usual.maxNameLength();
        return isUsual ? usual : new JsonLimits(maxDepth, maxNumberLength, maxNameLength); // every decoder keeps one
    }
}
