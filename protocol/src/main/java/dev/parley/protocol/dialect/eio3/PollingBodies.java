package dev.parley.protocol.dialect.eio3;

import dev.parley.protocol.dialect.BodyFraming;
import dev.parley.protocol.frame.Frames;
import dev.parley.protocol.frame.Framing;
import dev.parley.protocol.frame.WireMessage;
import dev.parley.protocol.http.ContentType;
import dev.parley.protocol.http.HttpBody;
import dev.parley.protocol.json.JsonOutput;
import dev.parley.protocol.payload.TextPayload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bodies of one session's polls and posts. Belongs to the strand of the session.
 *
 * <p><b>Protocol:</b> section 7.4. Text is written in ASCII only, which every client reads alike; everything else as
 * bytes, which every client that takes bytes reads alike.
 */
final class PollingBodies implements BodyFraming {
    static final HttpBody OK = new HttpBody(ContentType.HTML, TextPayload.of("ok"));

    private final EngineIo3Framing framing;
    private final boolean readsText;
    private final PeerText peer;

    private PollingBodies(EngineIo3Framing framing, boolean readsText, PeerText peer) {
        this.framing = framing;
        this.readsText = readsText;
        this.peer = peer;
    }

    /** For a client that takes text only. */
    static PollingBodies ofText(PeerText peer) {
        return new PollingBodies(EngineIo3Framing.ASCII_BASE64, true, peer);
    }

    /**
     * For a client that takes bytes.
     *
     * @param readsText whether it reads text, too, as those since 1.4 do
     */
    static PollingBodies ofBytes(boolean readsText, PeerText peer) {
        return new PollingBodies(EngineIo3Framing.RAW, readsText, peer);
    }

    @Override
    public Framing framing() {
        return framing;
    }

    @Override
    public HttpBody join(List<WireMessage> messages) {
        if (framing == EngineIo3Framing.RAW && !(readsText && TextBody.canJoin(messages))) {
            return new HttpBody(ContentType.OCTET_STREAM, BinaryBody.join(messages));
        }
        JsonOutput text = TextBody.join(messages);
        return new HttpBody(ContentType.TEXT, TextPayload.ofUtf8(text.array(), text.begin(), text.length()));
    }

    @Override
    public Frames split(@Nullable String contentType, byte[] body) {
        return ContentType.isOctetStream(contentType)
                ? new BinaryFrames(body)
                : new TextFrames(body, body.length, peer);
    }

    @Override
    public boolean accepts(@Nullable String contentType) {
        return true;
    }

    @Override
    public HttpBody accepted() {
        return OK;
    }
}
