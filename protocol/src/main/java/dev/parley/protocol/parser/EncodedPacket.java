package dev.parley.protocol.parser;

import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.frame.Framing;
import dev.parley.protocol.frame.Outgoing;
import dev.parley.protocol.frame.WireMessage;
import dev.parley.protocol.payload.Payload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A packet as the messages that a parser made of it: one, or a text and its attachments. It remembers how each framing
 * writes them, so that a broadcast is framed once per kind of receiver.
 *
 * <p><b>Threads:</b> any. Two that ask first for a form at the same time may both compute it, harmlessly.
 */
public final class EncodedPacket implements Outgoing {
    private static final Payload[] NOTHING = {};

    /** Nearly always all there is; the rest are attachments. */
    private final Payload first;

    private final Payload[] rest;
    private final boolean compressible;
    private final int sizeBytes;

    /** Whether one client alone gets it, so that no form is asked for twice. Set before anybody else sees it. */
    private boolean forOne;

    /** The forms known so far; a linked list, nearly always of one. Written once per form, racily. */
    private volatile @Nullable Form forms;

    private EncodedPacket(Payload first, Payload[] rest, boolean compressible) {
        this.first = first;
        this.rest = rest;
        this.compressible = compressible;
        int size = first.sizeBytes();
        for (Payload message : rest) {
            size += message.sizeBytes();
        }
        this.sizeBytes = size;
    }

    /** A packet of one message. */
    public static EncodedPacket of(Payload message, boolean compressible) {
        return new EncodedPacket(message, NOTHING, compressible);
    }

    /** A packet of a text and its attachments. */
    public static EncodedPacket of(Payload text, List<? extends Payload> attachments, boolean compressible) {
        return new EncodedPacket(text, attachments.toArray(NOTHING), compressible);
    }

    /** This packet, which goes to one client and is not remembered: its forms need not be kept. Before it is queued. */
    public EncodedPacket forOne() {
        forOne = true;
        return this;
    }

    /** The messages before framing. */
    public List<Payload> messages() {
        List<Payload> messages = new ArrayList<>(1 + rest.length);
        messages.add(first);
        messages.addAll(Arrays.asList(rest));
        return List.copyOf(messages);
    }

    @Override
    public int sizeBytes() {
        return sizeBytes;
    }

    @Override
    public WireMessage[] wire(Framing framing) {
        Form form = form(framing);
        WireMessage[] wire = new WireMessage[1 + form.rest.length];
        wire[0] = form.first;
        System.arraycopy(form.rest, 0, wire, 1, form.rest.length);
        return wire;
    }

    @Override
    public void addTo(List<WireMessage> batch, Framing framing) {
        if (forOne && rest.length == 0) {
            batch.add(framed(first, framing));
            return;
        }
        Form form = form(framing);
        batch.add(form.first);
        if (form.rest.length > 0) {
            Collections.addAll(batch, form.rest);
        }
    }

    private Form form(Framing framing) {
        Object key = framing.form();
        Form known = forms;
        for (Form form = known; form != null; form = form.next) {
            if (form.key == key) {
                return form;
            }
        }
        Form made = new Form(key, framed(first, framing), framedRest(framing), known);
        forms = made;
        return made;
    }

    private WireMessage framed(Payload message, Framing framing) {
        return new WireMessage(framing.encode(Frame.message(message)), compressible);
    }

    private WireMessage[] framedRest(Framing framing) {
        if (rest.length == 0) {
            return Form.NOTHING;
        }
        WireMessage[] framed = new WireMessage[rest.length];
        for (int i = 0; i < framed.length; i++) {
            framed[i] = framed(rest[i], framing);
        }
        return framed;
    }

    private static final class Form {
        static final WireMessage[] NOTHING = {};

        final Object key;
        final WireMessage first;
        final WireMessage[] rest;
        final @Nullable Form next;

        Form(Object key, WireMessage first, WireMessage[] rest, @Nullable Form next) {
            this.key = key;
            this.first = first;
            this.rest = rest;
            this.next = next;
        }
    }
}
