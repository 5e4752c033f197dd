package dev.parley.netty.http;

import dev.parley.engine.carrier.HttpReply;
import dev.parley.netty.http.ReplyWriter.BodyForm;
import dev.parley.netty.http.ReplyWriter.Form;
import dev.parley.netty.loop.LoopStrand;
import dev.parley.netty.websocket.Handshake;
import dev.parley.protocol.http.HttpBody;
import dev.parley.protocol.payload.TextPayload;
import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** The requests of one connection whose answers have not left, in order; answers leave in that order. On the loop. */
final class AnswerLine {
    private final LoopStrand loop;
    private final Connection connection;
    private final Queue<NettyExchange> open = new ArrayDeque<>(2);
    private boolean isClosed;

    /** The answer at the head grows; nothing else may leave. */
    private boolean isGrowing;

    AnswerLine(LoopStrand loop, Connection connection) {
        this.loop = loop;
        this.connection = connection;
    }

    /** What the line needs of its connection. */
    interface Connection {
        ChannelHandlerContext context();

        /** An answer left, and the connection lives on. */
        void proceed();

        /** The last answer was written; the connection ends when it has left. */
        void closeAfterAnswer();

        /** Somebody wants the body of this exchange. */
        void bodyWanted(NettyExchange exchange);

        /** The handshake is agreed upon and written; flushes it. */
        void upgrade(Answer.Upgrade answer, Handshake.Accepted handshake);
    }

    void add(NettyExchange exchange) {
        open.add(exchange);
    }

    int size() {
        return open.size();
    }

    boolean isFirst(NettyExchange exchange) {
        return open.peek() == exchange;
    }

    void bodyWanted(NettyExchange exchange) {
        connection.bodyWanted(exchange);
    }

    /** Writes what can be written now. */
    void answered() {
        NettyExchange first = open.peek();
        boolean isDue = false;
        while (first != null && first.answer() != null && !isGrowing && !isClosed) {
            isDue |= write(first, first.answer());
            first = open.peek();
        }
        if (isDue) {
            connection.context().flush();
        }
    }

    /** Whether it must be flushed here. */
    private boolean write(NettyExchange exchange, Answer answer) {
        if (answer instanceof Answer.Upgrade upgrade) {
            return writeUpgrade(exchange, upgrade);
        }
        if (answer instanceof Answer.Whole whole) {
            writeWhole(exchange, whole.reply());
        } else if (answer instanceof Answer.Growing growing) {
            writeGrowing(exchange, growing);
        }
        return true;
    }

    private void writeWhole(NettyExchange exchange, HttpReply reply) {
        RequestFacts facts = exchange.facts();
        boolean closes = closes(exchange, reply);
        BodyForm form = facts.isHead() ? BodyForm.LENGTH_ONLY : BodyForm.WHOLE;
        ReplyWriter.write(
                connection.context(), reply, new Form(form, closes, facts.isHttp10() && !closes), loop.date());
        written(exchange, closes);
    }

    private void writeGrowing(NettyExchange exchange, Answer.Growing answer) {
        RequestFacts facts = exchange.facts();
        if (facts.isHead()) {
            answer.body().abandon();
            HttpReply head =
                    new HttpReply(answer.reply().status(), answer.reply().headers(), null, true);
            writeWhole(exchange, head);
            return;
        }
        boolean closes = facts.isHttp10() || closes(exchange, answer.reply());
        BodyForm form = facts.isHttp10() ? BodyForm.UNTIL_CLOSE : BodyForm.CHUNKED;
        ReplyWriter.write(connection.context(), answer.reply(), new Form(form, closes, false), loop.date());
        isGrowing = true;
        answer.body().start(connection.context(), form);
    }

    /** A growing answer came to its end. */
    void finished(NettyExchange exchange) {
        if (isGrowing && isFirst(exchange) && exchange.answer() instanceof Answer.Growing growing) {
            isGrowing = false;
            written(exchange, exchange.facts().isHttp10() || closes(exchange, growing.reply()));
            connection.context().flush();
            answered();
        }
    }

    private boolean writeUpgrade(NettyExchange exchange, Answer.Upgrade upgrade) {
        Handshake handshake = Handshake.of(exchange.head(), upgrade.terms(), loop.sha1());
        if (handshake instanceof Handshake.Accepted accepted) {
            ReplyWriter.writeHandshake(connection.context(), accepted, loop.date());
            exchange.written();
            open.remove();
            isClosed = true;
            connection.upgrade(upgrade, accepted);
            return false;
        }
        if (handshake instanceof Handshake.Refused refused) {
            upgrade.refuse(refused.reason());
            writeWhole(exchange, new HttpReply(refused.status(), refused.headers(), text(refused.reason()), true));
        }
        return true;
    }

    private static boolean closes(NettyExchange exchange, HttpReply reply) {
        RequestFacts facts = exchange.facts();
        return reply.closesConnection() || !facts.keepsAlive() || facts.isUpgrade() || !exchange.canSkipRest();
    }

    private void written(NettyExchange exchange, boolean closes) {
        exchange.written();
        open.remove();
        if (closes) {
            isClosed = true;
            abort();
            connection.closeAfterAnswer();
        } else {
            exchange.skipRest();
            connection.proceed();
        }
    }

    /** Nothing of what is still open will be answered. */
    void abort() {
        isClosed = true;
        NettyExchange next = open.poll();
        while (next != null) {
            next.abort();
            next = open.poll();
        }
    }

    /** A short body of plain text. */
    static @Nullable HttpBody text(String text) {
        return new HttpBody("text/plain; charset=utf-8", TextPayload.of(text));
    }
}
