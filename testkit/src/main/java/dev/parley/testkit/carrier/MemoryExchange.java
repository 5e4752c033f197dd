package dev.parley.testkit.carrier;

import dev.parley.engine.carrier.BodyReceiver;
import dev.parley.engine.carrier.HttpExchange;
import dev.parley.engine.carrier.HttpReply;
import dev.parley.engine.carrier.HttpStream;
import dev.parley.engine.carrier.MessageReceiver;
import dev.parley.engine.carrier.WebSocketTerms;
import dev.parley.engine.time.Strand;
import dev.parley.protocol.http.RequestHead;
import dev.parley.protocol.payload.Payload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One request in memory. The test gives the body, sees the answer, and may cut the connection. */
public final class MemoryExchange implements HttpExchange {
    private final RequestHead head;
    private byte @Nullable [] body;
    private @Nullable Reading reading;
    private @Nullable HttpReply reply;
    private @Nullable MemorySocket socket;
    private @Nullable Strand abortStrand;
    private @Nullable Runnable abortListener;
    private final List<Payload> streamed = new ArrayList<>();
    private boolean aborted;
    private boolean streamBegun;
    private boolean streamEnded;

    private MemoryExchange(RequestHead head, byte @Nullable [] body) {
        this.head = head;
        this.body = body;
    }

    /** A request whose body is there at once. */
    public static MemoryExchange of(RequestHead head, byte[] body) {
        return new MemoryExchange(head, body);
    }

    /** A request whose body comes with {@link #sendBody}. */
    public static MemoryExchange withoutBodyYet(RequestHead head) {
        return new MemoryExchange(head, null);
    }

    @Override
    public RequestHead head() {
        return head;
    }

    @Override
    public void readBody(int limitBytes, Strand strand, BodyReceiver receiver) {
        if (reading != null) {
            throw new IllegalStateException("the body is read twice");
        }
        reading = new Reading(limitBytes, strand, receiver);
        deliverBody();
    }

    /** The body arrives. */
    public void sendBody(byte[] bytes) {
        body = bytes;
        deliverBody();
    }

    private void deliverBody() {
        Reading read = reading;
        byte[] bytes = body;
        if (read == null || (bytes == null && !aborted)) {
            return;
        }
        read.strand.execute(() -> {
            if (aborted || bytes == null) {
                read.receiver.aborted();
            } else if (bytes.length > read.limitBytes) {
                read.receiver.tooLarge();
            } else {
                read.receiver.complete(bytes);
            }
        });
    }

    @Override
    public void respond(HttpReply answer) {
        requireUnanswered();
        reply = answer;
    }

    @Override
    public HttpStream stream(HttpReply answer) {
        requireUnanswered();
        reply = answer;
        streamBegun = true;
        return new HttpStream() {
            @Override
            public void write(List<Payload> parts, Strand strand, Runnable sent) {
                streamed.addAll(parts);
                strand.execute(sent);
            }

            @Override
            public void end() {
                streamEnded = true;
            }
        };
    }

    @Override
    public void acceptWebSocket(WebSocketTerms terms, Strand strand, MessageReceiver receiver) {
        requireUnanswered();
        MemorySocket opened = new MemorySocket(terms, strand, receiver);
        socket = opened;
        opened.open();
    }

    private void requireUnanswered() {
        if (reply != null || socket != null) {
            throw new IllegalStateException("answered twice: " + head.method() + " " + head.path());
        }
    }

    @Override
    public void onAbort(Strand strand, Runnable listener) {
        abortStrand = strand;
        abortListener = listener;
        if (aborted) {
            strand.execute(listener);
        }
    }

    /** The client's connection ends. */
    public void abort() {
        boolean first = !aborted;
        aborted = true;
        if (first && abortStrand != null && abortListener != null && (reply == null || isStreaming())) {
            abortStrand.execute(abortListener);
        }
        if (first && body == null) {
            deliverBody();
        }
    }

    private boolean isStreaming() {
        return streamBegun && !streamEnded;
    }

    /** Whether an answer came. */
    public boolean isAnswered() {
        return reply != null;
    }

    /** The answer. */
    public HttpReply reply() {
        return Objects.requireNonNull(reply, "not answered yet");
    }

    /** The status of the answer, or 0 if none came. */
    public int status() {
        return reply == null ? 0 : reply.status();
    }

    /** The body of the answer as text; empty if there is none. */
    public String text() {
        var content = reply().body();
        return content == null ? "" : new String(content.content().toByteArray(), StandardCharsets.UTF_8);
    }

    /** What was streamed behind the body that {@link #text} shows, each part as it was written. */
    public List<String> streamed() {
        return streamed.stream()
                .map(part -> new String(part.toByteArray(), StandardCharsets.UTF_8))
                .toList();
    }

    /** Whether what was streamed has come to its end. */
    public boolean isStreamEnded() {
        return streamEnded;
    }

    /** The first value of a header of the answer, or null. */
    public @Nullable String header(String name) {
        List<String> headers = reply().headers();
        for (int i = 0; i < headers.size(); i += 2) {
            if (headers.get(i).equalsIgnoreCase(name)) {
                return headers.get(i + 1);
            }
        }
        return null;
    }

    /** The WebSocket, if the request became one. */
    public @Nullable MemorySocket socket() {
        return socket;
    }

    private record Reading(int limitBytes, Strand strand, BodyReceiver receiver) {}
}
