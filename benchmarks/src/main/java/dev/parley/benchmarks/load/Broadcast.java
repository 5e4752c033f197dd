package dev.parley.benchmarks.load;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One client has messages sent to a room; each message is complete when all members have it. Counts deliveries. */
public final class Broadcast implements Traffic {
    private static final int LONGEST_WINDOW = 64;

    private final Generator generator;
    private final int receivers;
    private final int window;
    private final Template request;
    private final Answer news;
    private final int[] missing = new int[LONGEST_WINDOW];
    private final Crowd members;
    private final Crowd senders;
    private @Nullable Client sender;
    private boolean active;
    private int joined;
    private long delivered;
    private long asked;
    private long completed;

    private Broadcast(Generator generator, Wire wire, int receivers, int window, int bytes)
            throws WrongAnswerException, InterruptedException {
        this.generator = generator;
        this.receivers = receivers;
        this.window = window;
        String argument = "\"" + Template.filler(bytes) + "\"]";
        this.request = Template.text("42[\"broadcast\"," + argument);
        this.news = Answer.exactly(Template.text("42[\"news\"," + argument));
        this.members = Crowd.connect(generator, wire, receivers, i -> new Member());
        generator.await("all have joined", 30, () -> joined == receivers);
        this.senders = Crowd.connect(generator, wire, 1, i -> new Sender());
    }

    /** Connects a sender and {@code receivers} members. Not on the loop. */
    public static Traffic connect(Generator generator, Wire wire, int receivers, int window, int bytes)
            throws WrongAnswerException, InterruptedException {
        return new Broadcast(generator, wire, receivers, window, bytes);
    }

    @Override
    public void begin() {
        active = true;
        for (int i = 0; i < window; i++) {
            ask();
        }
        flush();
    }

    @Override
    public void end() {
        active = false;
    }

    @Override
    public boolean isQuiet() {
        return completed == asked;
    }

    @Override
    public long completed() {
        return delivered;
    }

    @Override
    public void close() throws WrongAnswerException, InterruptedException {
        senders.leave();
        members.leave();
    }

    private void ask() {
        if (sender == null) {
            throw new IllegalStateException("no sender yet");
        }
        missing[(int) (asked % LONGEST_WINDOW)] = receivers;
        sender.queue(request, asked++);
    }

    private void flush() {
        if (sender != null) {
            sender.flush();
        }
    }

    private void delivered(long number) {
        delivered++;
        if (--missing[(int) (number % LONGEST_WINDOW)] == 0) {
            completed++;
            if (active) {
                ask();
                flush();
            }
        }
    }

    /** Joins the room, then counts what comes. */
    private final class Member implements Role {
        private static final Template JOIN = Template.text("421[\"join\",\"room\"]");

        private boolean isMember;
        private long next;

        @Override
        public void ready(Client client) {
            client.queue(JOIN, 0);
        }

        @Override
        public void message(Client client, byte[] bytes, int length, boolean isBinary) {
            if (!isMember && length > 2 && bytes[1] == '3') {
                isMember = true;
                joined++;
            } else if (news.fits(bytes, length, isBinary, next)) {
                delivered(next++);
            } else {
                generator.fail("expected " + news.template().show(next) + " and got "
                        + new String(bytes, 0, Math.min(96, length), StandardCharsets.UTF_8));
            }
        }
    }

    private final class Sender implements Role {
        @Override
        public void ready(Client client) {
            sender = client;
        }

        @Override
        public void message(Client client, byte[] bytes, int length, boolean isBinary) {
            generator.fail("the sender is no member, yet it got a message");
        }
    }
}
