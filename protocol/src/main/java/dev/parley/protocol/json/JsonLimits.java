package dev.parley.protocol.json;

/**
 * How large the parts of a JSON text may be.
 *
 * @param maxDepth nesting of arrays and objects
 * @param maxNumberLength characters of one number
 * @param maxNameLength characters of one name in an object
 */
public record JsonLimits(int maxDepth, int maxNumberLength, int maxNameLength) {
    /** Depth 512, numbers of 1,000 characters, names of 50,000. */
    public static final JsonLimits DEFAULT = new JsonLimits(512, 1_000, 50_000);
}
