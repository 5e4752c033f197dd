package dev.parley.testkit.carrier;

import dev.parley.engine.carrier.MessageCarrier;
import dev.parley.engine.carrier.MessageReceiver;
import dev.parley.engine.time.Strand;
import dev.parley.protocol.frame.WireMessage;
import dev.parley.protocol.payload.Payload;
import dev.parley.protocol.payload.TextPayload;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Remembers, in order, what a carrier of messages says; {@code "wrong strand"} if it says it there. Any thread asks. */
public final class RecordingReceiver implements MessageReceiver {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final Strand strand;
    private volatile @Nullable MessageCarrier carrier;

    /** A receiver that must be called on {@code strand}. */
    public RecordingReceiver(Strand strand) {
        this.strand = strand;
    }

    @Override
    public void opened(MessageCarrier opened) {
        carrier = opened;
        say("opened");
    }

    @Override
    public void message(Payload message) {
        say(message instanceof TextPayload text ? "text " + text.string() : "binary " + message.sizeBytes());
    }

    @Override
    public void sent() {
        say("sent");
    }

    @Override
    public void closed(CarrierEnd end) {
        say("closed " + end.kind() + " " + end.code());
    }

    private void say(String what) {
        heard.add(strand.isCurrent() ? what : "wrong strand: " + what);
    }

    /** The next thing that was said; waits for it. */
    public String next() {
        try {
            String next = heard.poll(10, TimeUnit.SECONDS);
            return next == null ? "nothing" : next;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** Whether nothing more is said for a moment. */
    public boolean isSilent() {
        try {
            return heard.poll(200, TimeUnit.MILLISECONDS) == null;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** Sends text messages in one batch. */
    public void send(String... texts) {
        List<WireMessage> batch = new ArrayList<>();
        for (String text : texts) {
            batch.add(new WireMessage(TextPayload.of(text), false));
        }
        onCarrier(open -> open.send(batch));
    }

    /** Calls the carrier on its strand. */
    public void onCarrier(java.util.function.Consumer<MessageCarrier> call) {
        MessageCarrier open = carrier;
        if (open == null) {
            throw new AssertionError("not opened");
        }
        strand.execute(() -> call.accept(open));
    }
}
