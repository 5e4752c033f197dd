package dev.parley.benchmarks.load;

import java.util.ArrayList;
import java.util.List;

/** A number of questions under way per connection: each answer is followed by the next question. Saturates a server. */
public final class ClosedLoop implements Traffic {
    private final List<EchoRole> roles = new ArrayList<>();
    private final int window;
    private final Crowd crowd;
    private boolean active;
    private long completed;
    private int underWay;

    private ClosedLoop(Generator generator, Wire wire, int clients, int window, List<Exchange> exchanges)
            throws WrongAnswerException, InterruptedException {
        this.window = window;
        this.crowd = Crowd.connect(generator, wire, clients, i -> {
            EchoRole role = new EchoRole(exchanges, this::answered);
            roles.add(role);
            return role;
        });
    }

    /** Connects. Not on the loop. */
    public static Traffic connect(Generator generator, Wire wire, int clients, int window, Exchange... exchanges)
            throws WrongAnswerException, InterruptedException {
        return new ClosedLoop(generator, wire, clients, window, List.of(exchanges));
    }

    @Override
    public void begin() {
        active = true;
        for (EchoRole role : roles) {
            for (int i = 0; i < window; i++) {
                role.ask();
                underWay++;
            }
            role.flush();
        }
    }

    @Override
    public void end() {
        active = false;
    }

    @Override
    public boolean isQuiet() {
        return underWay == 0;
    }

    @Override
    public long completed() {
        return completed;
    }

    @Override
    public void close() throws WrongAnswerException, InterruptedException {
        crowd.leave();
    }

    private void answered(EchoRole role, long number) {
        completed++;
        if (active) {
            role.ask();
        } else {
            underWay--;
        }
    }
}
