package dev.parley.engine.carrier;

import dev.parley.protocol.http.HttpBody;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Status, headers and body of an answer. Carriers add {@code Content-Length}, {@code Content-Type} of the body, and what
 * HTTP itself demands.
 *
 * @param status such as 200
 * @param headers names and values in turn; values are checked for line breaks by the carrier
 * @param body the body, or null for none
 * @param closesConnection whether the connection must end after it
 */
public record HttpReply(
        int status, List<String> headers, @Nullable HttpBody body, boolean closesConnection) {
    /** An immutable copy. */
    public HttpReply {
        headers = List.copyOf(headers);
    }

    /** An answer without headers of its own. */
    public static HttpReply of(int status, @Nullable HttpBody body) {
        return new HttpReply(status, List.of(), body, false);
    }

    /** This answer with one more header. */
    public HttpReply with(String name, String value) {
        List<String> more = new ArrayList<>(headers);
        more.add(name);
        more.add(value);
        return new HttpReply(status, more, body, closesConnection);
    }

    /** This answer, after which the connection ends. */
    public HttpReply closing() {
        return new HttpReply(status, headers, body, true);
    }
}
