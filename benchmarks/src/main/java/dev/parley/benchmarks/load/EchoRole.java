package dev.parley.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/** Asks and checks the answers, which must come in the order of the questions. Exchanges take turns. */
final class EchoRole implements Role {
    private final List<Exchange> exchanges;
    private final ObjLongConsumer<EchoRole> answered;
    private @Nullable Client client;
    private long asked;
    private long next;
    private int part;

    /** {@code answered} gets the number of each question when its answer has come. */
    EchoRole(List<Exchange> exchanges, ObjLongConsumer<EchoRole> answered) {
        this.exchanges = exchanges;
        this.answered = answered;
    }

    /** Asks the next question; it leaves with {@link #flush}, or at the end of what is being read. */
    void ask() {
        Client to = client();
        for (Template message : exchange(asked).request()) {
            to.queue(message, asked);
        }
        asked++;
    }

    void flush() {
        client().flush();
    }

    /** The number that the next question will have. */
    long asked() {
        return asked;
    }

    @Override
    public void ready(Client client) {
        this.client = client;
    }

    @Override
    public void message(Client from, byte[] bytes, int length, boolean isBinary) {
        List<Answer> answers = exchange(next).answers();
        Answer expected = answers.get(part);
        if (!expected.fits(bytes, length, isBinary, next)) {
            from.unexpected("expected " + expected.template().show(next) + " and got "
                    + new String(bytes, 0, Math.min(96, length), StandardCharsets.UTF_8));
            return;
        }
        if (++part == answers.size()) {
            part = 0;
            answered.accept(this, next++);
        }
    }

    private Exchange exchange(long number) {
        return exchanges.get((int) (number % exchanges.size()));
    }

    private Client client() {
        if (client == null) {
            throw new IllegalStateException("not connected yet");
        }
        return client;
    }
}
