package dev.parley.protocol.dialect.eio3;

import dev.parley.protocol.dialect.BodyFraming;
import dev.parley.protocol.frame.Frames;
import dev.parley.protocol.frame.Framing;
import dev.parley.protocol.frame.WireMessage;
import dev.parley.protocol.http.ContentType;
import dev.parley.protocol.http.HttpBody;
import dev.parley.protocol.json.JsonOutput;
import dev.parley.protocol.payload.TextPayload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bodies of a client that polls by script tags and posts by forms: text within a call, as in
 * {@code ___eio[0]("2:40");}. Belongs to the strand of the session.
 */
final class JsonpBodies implements BodyFraming {
    private final int index;
    private final PeerText peer;

    /** Answers for the callback with this index, which the client chose for this request. */
    JsonpBodies(int index, PeerText peer) {
        this.index = index;
        this.peer = peer;
    }

    @Override
    public Framing framing() {
        return EngineIo3Framing.ASCII_BASE64;
    }

    /** All ASCII, so that no character can end a line of the script. */
    @Override
    public HttpBody join(List<WireMessage> messages) {
        JsonOutput text = TextBody.join(messages);
        JsonOutput script = new JsonOutput(0, 32 + text.length() * 5 / 4);
        script.ascii("___eio[");
        script.number(index);
        script.ascii("](");
        script.string(new String(text.array(), text.begin(), text.length(), StandardCharsets.US_ASCII));
        script.ascii(");");
        return new HttpBody(ContentType.SCRIPT, TextPayload.ofUtf8(script.array(), script.begin(), script.length()));
    }

    @Override
    public Frames split(@Nullable String contentType, byte[] body) {
        byte[] field = JsonpForm.field(body);
        return new TextFrames(field, JsonpForm.unescape(field), peer);
    }

    @Override
    public boolean accepts(@Nullable String contentType) {
        return true;
    }

    @Override
    public HttpBody accepted() {
        return PollingBodies.OK;
    }
}
