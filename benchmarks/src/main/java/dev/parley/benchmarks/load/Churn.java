package dev.parley.benchmarks.load;

/** Clients that connect, get one echo, and leave; some at a time, each followed by the next. Counts lives. */
public final class Churn implements Traffic {
    private static final Template HELLO = Template.text("42[\"echo\",\"hello\"]");

    private final Generator generator;
    private final Wire wire;
    private final int atOnce;
    private boolean active;
    private int alive;
    private long completed;

    private Churn(Generator generator, Wire wire, int atOnce) {
        this.generator = generator;
        this.wire = wire;
        this.atOnce = atOnce;
    }

    /** Connects nobody yet. */
    public static Traffic of(Generator generator, Wire wire, int atOnce) {
        return new Churn(generator, wire, atOnce);
    }

    @Override
    public void begin() {
        active = true;
        for (int i = 0; i < atOnce; i++) {
            live();
        }
    }

    @Override
    public void end() {
        active = false;
    }

    @Override
    public boolean isQuiet() {
        return alive == 0;
    }

    @Override
    public long completed() {
        return completed;
    }

    @Override
    public void close() {}

    private void live() {
        alive++;
        wire.connect(generator, new Visitor(), () -> alive--);
    }

    private final class Visitor implements Role {
        private boolean isServed;

        @Override
        public void ready(Client client) {
            client.queue(HELLO, 0);
        }

        @Override
        public void message(Client client, byte[] bytes, int length, boolean isBinary) {
            isServed = true;
            client.leave();
        }

        @Override
        public void closed(Client client) {
            alive--;
            if (!isServed) {
                client.unexpected("the connection ended before the answer");
            } else {
                completed++;
                if (active) {
                    live();
                }
            }
        }
    }
}
