package dev.parley.benchmarks.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A client of the default namespace over long polling: one connection waits for messages, the other sends them. */
final class PollClient implements Client {
    private static final byte SEPARATOR = 0x1e;

    private final Generator generator;
    private final Wire wire;
    private final Role role;
    private final HttpLink polls;
    private final HttpLink posts;
    private String path = "/socket.io/?EIO=4&transport=polling";
    private @Nullable ByteBuf pending;
    private byte[] packet = new byte[64];
    private int open;
    private boolean isReady;
    private boolean isLeaving;

    PollClient(Generator generator, Wire wire, Role role) {
        this.generator = generator;
        this.wire = wire;
        this.role = role;
        this.polls = new HttpLink(generator, new Polls());
        this.posts = new HttpLink(generator, new Posts());
    }

    Client connect(Runnable refused) {
        generator.connect(wire, () -> polls, refused);
        return this;
    }

    @Override
    public void queue(Template message, long number) {
        message.writePlain(next(), number);
    }

    @Override
    public void flush() {
        if (pending != null && posts.isFree()) {
            ByteBuf body = pending;
            pending = null;
            posts.request(path, body);
        }
    }

    @Override
    public void leave() {
        isLeaving = true;
        next().writeByte('1');
        flush();
    }

    @Override
    public void abort() {
        isLeaving = true;
        polls.close();
        posts.close();
    }

    @Override
    public void unexpected(String what) {
        if (!isLeaving) {
            generator.fail(what + " (polling client, " + (isReady ? "ready" : "connecting") + ")");
        }
    }

    /** Where the next packet of the body goes. */
    private ByteBuf next() {
        ByteBuf body = pending;
        if (body == null) {
            body = Unpooled.buffer(128);
            pending = body;
        } else {
            body.writeByte(SEPARATOR);
        }
        return body;
    }

    /** The id in the opening frame of a session, as a query has it. */
    static String sid(String opening) {
        int name = opening.indexOf("\"sid\"");
        int from = opening.indexOf('"', name + 5) + 1;
        return URLEncoder.encode(opening.substring(from, opening.indexOf('"', from)), StandardCharsets.UTF_8);
    }

    private void ended() {
        if (--open == 0) {
            role.closed(this);
        }
    }

    private void packets(byte[] body, int length) {
        int from = 0;
        for (int i = 0; i <= length; i++) {
            if (i == length || body[i] == SEPARATOR) {
                if (i - from > packet.length) {
                    packet = new byte[2 * (i - from)];
                }
                System.arraycopy(body, from, packet, 0, i - from);
                packet(packet, i - from);
                from = i + 1;
            }
        }
    }

    private void packet(byte[] bytes, int length) {
        switch (bytes[0]) {
            case '0' -> {
                path += "&sid=" + sid(new String(bytes, 0, length, StandardCharsets.UTF_8));
                generator.connect(wire, () -> posts, () -> {});
                next().writeBytes(new byte[] {'4', '0'});
            }
            case '2' -> next().writeByte('3');
            case '4' -> message(bytes, length);
            case '1' -> unexpected("the server closed the session");
            default -> {
                // Noop.
            }
        }
    }

    private void message(byte[] bytes, int length) {
        if (isReady) {
            role.message(this, bytes, length, false);
        } else if (length > 1 && bytes[1] == '0') {
            isReady = true;
            role.ready(this);
        } else {
            unexpected("while connecting: " + new String(bytes, 0, Math.min(length, 80), StandardCharsets.UTF_8));
        }
    }

    private final class Polls implements HttpLink.Listener {
        @Override
        public void open() {
            open++;
            polls.request(path, null);
        }

        @Override
        public void answer(int status, byte[] body, int length) {
            if (status != 200) {
                unexpected("a poll was answered with " + status + " "
                        + new String(body, 0, length, StandardCharsets.UTF_8));
                polls.close();
                return;
            }
            packets(body, length);
            if (isLeaving) {
                polls.close();
                return;
            }
            polls.request(path, null);
            flush();
        }

        @Override
        public void closed() {
            ended();
        }
    }

    private final class Posts implements HttpLink.Listener {
        @Override
        public void open() {
            open++;
            flush();
        }

        @Override
        public void answer(int status, byte[] body, int length) {
            if (status != 200) {
                unexpected("a post was answered with " + status + " "
                        + new String(body, 0, length, StandardCharsets.UTF_8));
            }
            if (isLeaving && pending == null) {
                posts.close();
                polls.close();
                return;
            }
            flush();
        }

        @Override
        public void closed() {
            ended();
        }
    }
}
