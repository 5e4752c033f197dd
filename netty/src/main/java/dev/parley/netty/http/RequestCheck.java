package dev.parley.netty.http;

import dev.parley.netty.limits.HttpLimits;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is refused whatever its path: broken requests, every ambiguity that could make two servers read one byte stream as
 * different requests, and what is not spoken here. Stateless.
 */
final class RequestCheck {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private RequestCheck() {}

    /**
     * Why a request is refused; the connection then ends.
     *
     * @param status of the answer
     * @param reason for the peer: fixed text
     */
    record Refusal(int status, String reason) {}

    /** Why this request is refused, or null if it is not. */
    static @Nullable Refusal of(HttpRequest request, HttpLimits limits) {
        if (request.decoderResult().isFailure()) {
            return ofFailure(request.decoderResult().cause());
        }
        HttpVersion version = request.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            return new Refusal(505, "HTTP/1.1 is spoken here");
        }
        if (!METHODS.contains(request.method().name())) {
            return new Refusal(405, "method not allowed");
        }
        if (request.headers().size() > limits.headers()) {
            return new Refusal(431, "too many headers");
        }
        if (!isTarget(request.uri())) {
            return new Refusal(400, "malformed request target");
        }
        return ofHeaders(request.headers(), version.equals(HttpVersion.HTTP_1_1));
    }

    private static @Nullable Refusal ofHeaders(HttpHeaders headers, boolean isHttp11) {
        int hosts = headers.getAll(HttpHeaderNames.HOST).size();
        if (hosts > 1 || (hosts == 0 && isHttp11)) {
            return new Refusal(400, "exactly one Host header is needed");
        }
        List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (!codings.isEmpty() && (codings.size() > 1 || !codings.get(0).strip().equalsIgnoreCase("chunked"))) {
            return new Refusal(400, "transfer coding not supported");
        }
        String encoding = headers.get(HttpHeaderNames.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            return new Refusal(415, "compressed bodies are not accepted");
        }
        String expect = headers.get(HttpHeaderNames.EXPECT);
        if (expect != null && !expect.equalsIgnoreCase("100-continue")) {
            return new Refusal(417, "expectation not supported");
        }
        String upgrade = headers.get(HttpHeaderNames.UPGRADE);
        if (upgrade != null && !isOffer(upgrade) && !mayUpgrade(upgrade, headers, isHttp11)) {
            return new Refusal(400, "upgrade not supported");
        }
        return null;
    }

    /** Java's own HTTP client offers HTTP/2 in its first request, and is content with an answer in HTTP/1.1 (RFC 9110, 7.8). */
    private static boolean isOffer(String upgrade) {
        return upgrade.equalsIgnoreCase("h2c");
    }

    private static boolean mayUpgrade(String upgrade, HttpHeaders headers, boolean isHttp11) {
        return upgrade.equalsIgnoreCase("websocket") && isHttp11 && !hasBody(headers);
    }

    /** Whether a body follows these headers. */
    static boolean hasBody(HttpHeaders headers) {
        String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        return headers.contains(HttpHeaderNames.TRANSFER_ENCODING) || (length != null && !length.equals("0"));
    }

    /** Why a body that cannot be decoded, or a request, is refused. */
    static Refusal ofFailure(@Nullable Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return new Refusal(414, "request line too long");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return new Refusal(431, "headers too long");
        }
        return new Refusal(400, "malformed request");
    }

    /** A path, or an absolute address; printable ASCII. */
    private static boolean isTarget(String uri) {
        for (int i = 0; i < uri.length(); i++) {
            if (uri.charAt(i) <= ' ' || uri.charAt(i) >= 0x7f) {
                return false;
            }
        }
        return uri.startsWith("/") || uri.startsWith("http://") || uri.startsWith("https://") || uri.equals("*");
    }
}
