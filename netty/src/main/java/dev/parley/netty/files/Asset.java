package dev.parley.netty.files;

import java.io.IOException;

/**
 * Something to be served.
 *
 * @param contentType of the file
 * @param etag with its quotes
 * @param modifiedMillis when it was changed, 0 if unknown
 * @param content reads it
 */
record Asset(String contentType, String etag, long modifiedMillis, Content content) {
    /** Where the bytes are. */
    @FunctionalInterface
    interface Content {
        /** All bytes; may block. */
        byte[] read() throws IOException;
    }
}
