package dev.parley.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Clients that connect, some at a time, and stay until they are told to go. */
public final class Crowd {
    private static final int AT_ONCE = 64;

    private final Generator generator;
    private final Wire wire;
    private final int size;
    private final List<Client> clients = new ArrayList<>();
    private int ready;
    private int gone;

    private Crowd(Generator generator, Wire wire, int size) {
        this.generator = generator;
        this.wire = wire;
        this.size = size;
    }

    /** Connects {@code size} clients and waits until all are ready. Not on the loop. */
    public static Crowd connect(Generator generator, Wire wire, int size, IntFunction<Role> roles)
            throws WrongAnswerException, InterruptedException {
        Crowd crowd = new Crowd(generator, wire, size);
        generator.call(() -> {
            for (int i = 0; i < Math.min(AT_ONCE, size); i++) {
                crowd.add(roles);
            }
            return true;
        });
        generator.await(size + " clients are connected", 30 + size / 100, () -> crowd.ready == size);
        return crowd;
    }

    /** Lets all go, and waits until they have. Not on the loop. */
    public void leave() throws WrongAnswerException, InterruptedException {
        generator.call(() -> {
            clients.forEach(Client::leave);
            return true;
        });
        try {
            generator.await("all clients are gone", 10 + size / 1000, () -> gone == clients.size());
        } finally {
            generator.call(() -> {
                clients.forEach(Client::abort);
                return true;
            });
        }
    }

    private void add(IntFunction<Role> roles) {
        int index = clients.size();
        clients.add(wire.connect(generator, new Counted(roles.apply(index), roles), () -> {}));
    }

    /** A role whose client is counted in when it is ready, and out when it has gone. */
    private final class Counted implements Role {
        private final Role role;
        private final IntFunction<Role> roles;

        Counted(Role role, IntFunction<Role> roles) {
            this.role = role;
            this.roles = roles;
        }

        @Override
        public void ready(Client client) {
            ready++;
            role.ready(client);
            if (clients.size() < size) {
                add(roles);
            }
        }

        @Override
        public void message(Client client, byte[] bytes, int length, boolean isBinary) {
            role.message(client, bytes, length, isBinary);
        }

        @Override
        public void closed(Client client) {
            gone++;
            role.closed(client);
        }
    }
}
