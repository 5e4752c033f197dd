package dev.parley.legacy.v09;

import dev.parley.legacy.text.FormField;
import dev.parley.legacy.text.ScriptText;
import dev.parley.protocol.dialect.BodyFraming;
import dev.parley.protocol.frame.Frames;
import dev.parley.protocol.frame.Framing;
import dev.parley.protocol.frame.ProtocolViolation;
import dev.parley.protocol.frame.WireMessage;
import dev.parley.protocol.http.ContentType;
import dev.parley.protocol.http.HttpBody;
import dev.parley.protocol.json.JsonLimits;
import dev.parley.protocol.json.JsonScalars;
import dev.parley.protocol.json.JsonScanner;
import dev.parley.protocol.payload.Payload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bodies that come as forms and leave as calls of {@code io.j[index]}. Stateless; any thread. */
final class OldJsonpBody implements BodyFraming {
    private final int index;

    OldJsonpBody(int index) {
        this.index = index;
    }

    @Override
    public Framing framing() {
        return OldFraming.PLAIN;
    }

    @Override
    public HttpBody join(List<WireMessage> messages) {
        return call(index, OldBody.payload(messages));
    }

    static HttpBody call(int index, Payload payload) {
        String before = "io.j[" + index + "](";
        return new HttpBody(ContentType.SCRIPT, ScriptText.call(before, payload, ");", ScriptText.Place.FILE));
    }

    /** From 0.8.6 on the field is JSON, before it is what it is. A body without one is taken and ignored. */
    @Override
    public Frames split(@Nullable String contentType, byte[] body) {
        byte[] field = FormField.first(body, "d");
        if (field == null || field.length == 0) {
            return Frames.NONE;
        }
        if (field[0] != '"') {
            return new OldFrames(FormField.withPlainLineBreaks(field));
        }
        int[] whole;
        try {
            whole = JsonScanner.scan(field, 0, field.length, JsonLimits.DEFAULT, 0)
                    .whole();
        } catch (ProtocolViolation unreadable) {
            return Frames.NONE; // nothing in it can be a packet
        }
        String text = JsonScalars.string(field, whole[0], whole[1]);
        return new OldFrames(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean accepts(@Nullable String contentType) {
        return true;
    }

    @Override
    public HttpBody accepted() {
        return OldBody.ACCEPTED;
    }
}
