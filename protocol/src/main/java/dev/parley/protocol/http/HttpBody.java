package dev.parley.protocol.http;

import dev.parley.protocol.payload.Payload;

/**
 * A body and its type.
 *
 * @param contentType the value of the header
 * @param content the bytes
 */
public record HttpBody(String contentType, Payload content) {}
