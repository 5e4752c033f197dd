package dev.parley.protocol.parser;

import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.frame.Framing;
import dev.parley.protocol.frame.Outgoing;
import dev.parley.protocol.frame.WireMessage;
import dev.parley.protocol.payload.Payload;
import java.util.List;

/**
 * A packet as the messages that a parser made of it: one, or a text and its attachments. It remembers how each framing
 * writes them, so that a broadcast is framed once per kind of receiver.
 *
 * <p><b>Threads:</b> any. Two that ask first for a form at the same time may both compute it, harmlessly.
 */
public final class EncodedPacket implements Outgoing {
    private final Payload[] messages;
    private final boolean compressible;
    private final int sizeBytes;

    /** The forms known so far; a linked list, nearly always of one. Written once per form, racily. */
    private volatile Form forms = Form.NONE;

    private EncodedPacket(Payload[] messages, boolean compressible) {
        this.messages = messages;
        this.compressible = compressible;
        int size = 0;
        for (Payload message : messages) {
            size += message.sizeBytes();
        }
        this.sizeBytes = size;
    }

    /** A packet of one message. */
    public static EncodedPacket of(Payload message, boolean compressible) {
        return new EncodedPacket(new Payload[] {message}, compressible);
    }

    /** A packet of a text and its attachments. */
    public static EncodedPacket of(Payload text, List<? extends Payload> attachments, boolean compressible) {
        Payload[] messages = new Payload[1 + attachments.size()];
        messages[0] = text;
        for (int i = 1; i < messages.length; i++) {
            messages[i] = attachments.get(i - 1);
        }
        return new EncodedPacket(messages, compressible);
    }

    /** The messages before framing. */
    public List<Payload> messages() {
        return List.of(messages);
    }

    @Override
    public int sizeBytes() {
        return sizeBytes;
    }

    @Override
    public WireMessage[] wire(Framing framing) {
        Object key = framing.form();
        Form known = forms;
        for (Form form = known; form != Form.NONE; form = form.next) {
            if (form.key == key) {
                return form.wire;
            }
        }
        WireMessage[] wire = frame(framing);
        forms = new Form(key, wire, known);
        return wire;
    }

    private WireMessage[] frame(Framing framing) {
        WireMessage[] wire = new WireMessage[messages.length];
        for (int i = 0; i < wire.length; i++) {
            wire[i] = new WireMessage(framing.encode(Frame.message(messages[i])), compressible);
        }
        return wire;
    }

    private static final class Form {
        static final Form NONE = new Form();

        final Object key;
        final WireMessage[] wire;
        final Form next;

        private Form() {
            this.key = this;
            this.wire = new WireMessage[0];
            this.next = this;
        }

        Form(Object key, WireMessage[] wire, Form next) {
            this.key = key;
            this.wire = wire;
            this.next = next;
        }
    }
}
