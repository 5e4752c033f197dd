package dev.parley.protocol.payload;

/**
 * The content of one message: a slice of a byte array that nobody changes any more.
 *
 * <p>The array is shared, not copied: who made a payload gives the array away, and who reads one must not write to it.
 */
public sealed interface Payload permits TextPayload, BinaryPayload {

    /** The array that holds the bytes. Read only. */
    byte[] array();

    /** Where in {@link #array()} the content begins. */
    int offset();

    /** The length of the content, in bytes (for text: of its UTF-8 form). */
    int sizeBytes();

    /** The content as an array of its own. */
    byte[] toByteArray();
}
