package dev.parley.benchmarks.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A client of the default namespace over long polling: one connection waits for messages, the other sends them. Servers end a
 * connection that has been idle for some seconds, so the second is made anew when there is something to send.
 */
final class PollClient implements Client {
    private static final byte SEPARATOR = 0x1e;

    private final Generator generator;
    private final Wire wire;
    private final Role role;
    private final HttpLink polls;
    private HttpLink posts;
    private String path = "/socket.io/?EIO=4&transport=polling";

    /** What is to be posted next, and what has been posted but not answered yet. */
    private @Nullable ByteBuf pending;

    private @Nullable ByteBuf posted;
    private byte[] packet = new byte[64];
    private int links;
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
        links++;
        generator.connect(wire, () -> polls, refused);
        return this;
    }

    @Override
    public void queue(Template message, long number) {
        message.writePlain(next(), number);
    }

    @Override
    public void flush() {
        boolean isNew = posted == null;
        ByteBuf body = isNew ? pending : posted;
        if (body != null && posts.hasEnded()) {
            openPosts();
        } else if (body != null && posts.isFree()) {
            pending = isNew ? null : pending;
            posted = body;
            posts.request(path, body);
        }
    }

    private void openPosts() {
        HttpLink link = new HttpLink(generator, new Posts());
        posts = link;
        links++;
        generator.connect(wire, () -> link, this::ended);
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
        pending = null;
        posted = null;
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
        if (--links == 0) {
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
                openPosts();
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
            unexpected("the connection of polls ended");
            ended();
        }
    }

    private final class Posts implements HttpLink.Listener {
        private boolean isProven;

        @Override
        public void open() {
            flush();
        }

        @Override
        public void answer(int status, byte[] body, int length) {
            isProven = true;
            posted = null;
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
            if (posted != null && isProven) {
                flush(); // It was idle, and ended before the server read this.
            } else if (posted != null) {
                unexpected("the connection ended before the post was answered");
            }
            ended();
        }
    }
}
