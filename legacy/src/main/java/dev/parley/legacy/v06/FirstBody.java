package dev.parley.legacy.v06;

import dev.parley.legacy.text.FormField;
import dev.parley.legacy.text.ScriptText;
import dev.parley.protocol.dialect.BodyFraming;
import dev.parley.protocol.dialect.Route;
import dev.parley.protocol.frame.Frames;
import dev.parley.protocol.frame.Framing;
import dev.parley.protocol.frame.WireMessage;
import dev.parley.protocol.http.ContentType;
import dev.parley.protocol.http.HttpBody;
import dev.parley.protocol.json.JsonOutput;
import dev.parley.protocol.payload.Payload;
import dev.parley.protocol.payload.TextPayload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bodies of clients 0.6: messages one behind the other; posted in the field {@code data} of a form, and answered as text
 * or as a call of {@code io.JSONP[index]._}. Belongs to the strand of its session.
 */
final class FirstBody implements BodyFraming {
    private static final HttpBody ACCEPTED = new HttpBody(ContentType.TEXT, TextPayload.of("ok"));

    private final FirstFraming framing;
    private final int jsonp;

    FirstBody(FirstFraming framing, int jsonp) {
        this.framing = framing;
        this.jsonp = jsonp;
    }

    @Override
    public Framing framing() {
        return framing;
    }

    @Override
    public HttpBody join(List<WireMessage> messages) {
        JsonOutput out = new JsonOutput(0, 256);
        for (WireMessage message : messages) {
            Payload payload = message.payload();
            out.raw(payload.array(), payload.offset(), payload.offset() + payload.sizeBytes());
        }
        Payload body = TextPayload.ofUtf8(out.array(), out.begin(), out.length());
        return jsonp == Route.NO_JSONP
                ? new HttpBody(ContentType.TEXT, body)
                : new HttpBody(
                        ContentType.SCRIPT,
                        ScriptText.call("io.JSONP[" + jsonp + "]._(", body, ");", ScriptText.Place.FILE));
    }

    @Override
    public Frames split(@Nullable String contentType, byte[] body) {
        byte[] field = FormField.first(body, "data");
        if (field == null) {
            return Frames.NONE;
        }
        // Scripts post what they counted; forms post other line breaks than the page had when it counted.
        byte[] counted = jsonp == Route.NO_JSONP ? field : FormField.withPlainLineBreaks(field);
        return framing.frames(counted, 0, counted.length);
    }

    /** Whatever it says it is: old browsers send odd types, or none. */
    @Override
    public boolean accepts(@Nullable String contentType) {
        return true;
    }

    @Override
    public HttpBody accepted() {
        return ACCEPTED;
    }
}
