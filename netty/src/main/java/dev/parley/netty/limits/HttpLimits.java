package dev.parley.netty.limits;

import java.time.Duration;

/**
 * What a connection may ask of the server, and how long it may take. The body of a request is limited by whoever reads
 * it; for messages this is {@code maxPayload} of the server options.
 *
 * @param requestLineBytes longer request lines are answered with 414
 * @param headerBytes more bytes of headers are answered with 431
 * @param headers more headers are answered with 431
 * @param pipelinedRequests requests of one connection that wait for their answers; while there are so many, the
 *     connection is not read
 * @param headerTimeout from accepting, or from the first byte of a later request, to the end of its headers
 * @param bodyTimeout without a single byte of a body that is due
 * @param requestTimeout from the first byte of a request to the last of its body
 * @param idleTimeout between two requests
 * @param writeTimeout without a single byte taken by the peer of what waits for it
 */
public record HttpLimits(
        int requestLineBytes,
        int headerBytes,
        int headers,
        int pipelinedRequests,
        Duration headerTimeout,
        Duration bodyTimeout,
        Duration requestTimeout,
        Duration idleTimeout,
        Duration writeTimeout) {

    /** 8 KiB, 16 KiB, 100 headers, 16 requests; 10 s, 30 s, 300 s, 60 s, 45 s. */
    public static final HttpLimits DEFAULT = new HttpLimits(
            8 * 1024,
            16 * 1024,
            100,
            16,
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(300),
            Duration.ofSeconds(60),
            Duration.ofSeconds(45));

    /** Checks every limit. */
    public HttpLimits {
        positive("requestLineBytes", requestLineBytes);
        positive("headerBytes", headerBytes);
        positive("headers", headers);
        positive("pipelinedRequests", pipelinedRequests);
        positive("headerTimeout", headerTimeout);
        positive("bodyTimeout", bodyTimeout);
        positive("requestTimeout", requestTimeout);
        positive("idleTimeout", idleTimeout);
        positive("writeTimeout", writeTimeout);
    }

    /** These limits with other timeouts for the parts of a request. */
    public HttpLimits withRequestTimeouts(Duration header, Duration body, Duration request) {
        return new HttpLimits(
                requestLineBytes,
                headerBytes,
                headers,
                pipelinedRequests,
                header,
                body,
                request,
                idleTimeout,
                writeTimeout);
    }

    /** These limits with other timeouts for connections that are idle, or whose peer does not read. */
    public HttpLimits withConnectionTimeouts(Duration idle, Duration write) {
        return new HttpLimits(
                requestLineBytes,
                headerBytes,
                headers,
                pipelinedRequests,
                headerTimeout,
                bodyTimeout,
                requestTimeout,
                idle,
                write);
    }

    private static void positive(String name, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: positive)");
        }
    }

    private static void positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: positive)");
        }
    }
}
