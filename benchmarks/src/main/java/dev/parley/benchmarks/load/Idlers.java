package dev.parley.benchmarks.load;

/** Clients that do nothing but answer pings. */
public final class Idlers {
    private final Crowd crowd;

    private Idlers(Crowd crowd) {
        this.crowd = crowd;
    }

    /** Connects them and waits until all are ready. Not on the loop. */
    public static Idlers connect(Generator generator, Wire wire, int count)
            throws WrongAnswerException, InterruptedException {
        return new Idlers(Crowd.connect(generator, wire, count, i -> new Silent()));
    }

    /** Lets them go and waits for it. Not on the loop. */
    public void leave() throws WrongAnswerException, InterruptedException {
        crowd.leave();
    }

    private static final class Silent implements Role {
        @Override
        public void ready(Client client) {}

        @Override
        public void message(Client client, byte[] bytes, int length, boolean isBinary) {
            client.unexpected("a message to an idle client");
        }
    }
}
