package dev.parley.benchmarks.load;

import java.util.List;

/** Clients that do nothing but answer pings, once they have said their first words. */
public final class Idlers {
    /** So many clients say the same: rooms that are numbered with # are shared. */
    private static final int DIFFERENT = 100;

    private final Crowd crowd;
    private int settled;

    private Idlers(Generator generator, Wire wire, int count, List<Exchange> firstWords)
            throws WrongAnswerException, InterruptedException {
        this.crowd = Crowd.connect(generator, wire, count, i -> new Settler(i % DIFFERENT, firstWords));
        generator.await("all first words are answered", 30, () -> settled == count);
    }

    /** Connects them and waits until all are ready. Not on the loop. */
    public static Idlers connect(Generator generator, Wire wire, int count)
            throws WrongAnswerException, InterruptedException {
        return connect(generator, wire, count, List.of());
    }

    /** Connects them, and waits until all have said their first words, and been answered. Not on the loop. */
    public static Idlers connect(Generator generator, Wire wire, int count, List<Exchange> firstWords)
            throws WrongAnswerException, InterruptedException {
        return new Idlers(generator, wire, count, firstWords);
    }

    /** Lets them go and waits for it. Not on the loop. */
    public void leave() throws WrongAnswerException, InterruptedException {
        crowd.leave();
    }

    private final class Settler implements Role {
        private final int number;
        private final List<Exchange> firstWords;
        private int answered;

        Settler(int number, List<Exchange> firstWords) {
            this.number = number;
            this.firstWords = firstWords;
        }

        @Override
        public void ready(Client client) {
            firstWords.forEach(words -> words.request().forEach(message -> client.queue(message, number)));
            client.flush();
            settled += firstWords.isEmpty() ? 1 : 0;
        }

        @Override
        public void message(Client client, byte[] bytes, int length, boolean isBinary) {
            boolean isExpected = answered < firstWords.size()
                    && firstWords.get(answered).answers().get(0).fits(bytes, length, isBinary, number);
            if (!isExpected) {
                client.unexpected("a message to an idle client");
            } else if (++answered == firstWords.size()) {
                settled++;
            }
        }
    }
}
