package dev.parley.netty.http;

import dev.parley.engine.carrier.BodyReceiver;
import dev.parley.engine.carrier.HttpExchange;
import dev.parley.engine.carrier.HttpReply;
import dev.parley.engine.carrier.HttpStream;
import dev.parley.engine.carrier.MessageReceiver;
import dev.parley.engine.carrier.WebSocketTerms;
import dev.parley.engine.time.Strand;
import dev.parley.netty.loop.LoopStrand;
import dev.parley.protocol.http.RequestHead;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One request on a connection, and its answer. The interface may be used by any thread, the rest on the loop only. */
final class NettyExchange implements HttpExchange {
    /** A body that nobody reads is skipped up to this length; after a longer one the connection ends. */
    private static final long SKIPPED_BYTES = 64 * 1024;

    private final LoopStrand loop;
    private final AnswerLine line;
    private final RequestHead head;
    private final RequestFacts facts;

    /** Who answers: nobody yet, the application, or this module because the request is broken. Any thread. */
    private final AtomicReference<Answerer> answerer = new AtomicReference<>(Answerer.NOBODY);

    private @Nullable Answer answer;
    private @Nullable BodyCollector body;
    private boolean isSkippingBody;
    private long skipped;
    private boolean isBodyComplete;
    private boolean isOver;
    private @Nullable Runnable abortListener;

    private enum Answerer {
        NOBODY,
        APPLICATION,
        CONNECTION
    }

    NettyExchange(LoopStrand loop, AnswerLine line, RequestHead head, RequestFacts facts) {
        this.loop = loop;
        this.line = line;
        this.head = head;
        this.facts = facts;
        this.isBodyComplete = !facts.hasBody();
    }

    // ---- any thread

    @Override
    public RequestHead head() {
        return head;
    }

    @Override
    public void readBody(int limitBytes, Strand strand, BodyReceiver receiver) {
        loop.run(() -> startBody(new BodyCollector(limitBytes, strand, receiver), limitBytes));
    }

    @Override
    public void respond(HttpReply reply) {
        ReplyWriter.check(reply);
        answerOnce(new Answer.Whole(reply));
    }

    @Override
    public HttpStream stream(HttpReply reply) {
        ReplyWriter.check(reply);
        GrowingBody growing = new GrowingBody(loop, () -> line.finished(this));
        answerOnce(new Answer.Growing(reply, growing));
        return growing;
    }

    @Override
    public void acceptWebSocket(WebSocketTerms terms, Strand strand, MessageReceiver receiver) {
        ReplyWriter.check(terms.headers());
        if (!head.isWebSocketUpgrade()) {
            throw new IllegalStateException(
                    "this request asks for no WebSocket; check head().isWebSocketUpgrade() first");
        }
        answerOnce(new Answer.Upgrade(terms, strand, receiver));
    }

    @Override
    public void onAbort(Strand strand, Runnable listener) {
        loop.run(() -> {
            if (!isOver) {
                abortListener = () -> strand.run(listener);
            } else if (answer == null) {
                strand.run(listener);
            }
        });
    }

    private void answerOnce(Answer given) {
        if (answerer.compareAndSet(Answerer.NOBODY, Answerer.APPLICATION)) {
            loop.run(() -> give(given));
        } else if (answerer.get() == Answerer.APPLICATION) {
            throw new IllegalStateException("this request is answered already; answer it once");
        } else {
            loop.run(given::abandon); // refused by us meanwhile, which is as if the peer had gone
        }
    }

    /** Answers in place of the application, unless it did. Any thread. */
    boolean answerInstead(HttpReply reply) {
        boolean isOurs = answerer.compareAndSet(Answerer.NOBODY, Answerer.CONNECTION);
        if (isOurs) {
            loop.run(() -> give(new Answer.Whole(reply)));
        }
        return isOurs;
    }

    // ---- on the loop

    private void give(Answer given) {
        if (isOver) {
            given.abandon();
        } else {
            answer = given;
            line.answered();
        }
    }

    /** The strand of the connection. */
    Strand strand() {
        return loop;
    }

    RequestFacts facts() {
        return facts;
    }

    @Nullable Answer answer() {
        return answer;
    }

    boolean isBodyComplete() {
        return isBodyComplete;
    }

    /** Whether bytes of the body may come now. */
    boolean takesBody() {
        return body != null || isSkippingBody;
    }

    /** Whether the connection can live on although the body was not read to its end. */
    boolean canSkipRest() {
        return isBodyComplete
                || (!facts.expectsContinue() && facts.bodyBytes() >= 0 && facts.bodyBytes() <= SKIPPED_BYTES);
    }

    void skipRest() {
        if (!isBodyComplete) {
            isSkippingBody = true;
            bodyBroken();
            body = null;
        }
    }

    private void startBody(BodyCollector collector, int limitBytes) {
        if (isOver) {
            collector.abort();
        } else if (body != null || isSkippingBody) {
            throw new IllegalStateException("the body of a request can be read once");
        } else if (isBodyComplete) {
            body = collector;
            collector.complete();
        } else if (facts.bodyBytes() > limitBytes) {
            collector.refuse();
        } else {
            body = collector;
            line.bodyWanted(this);
        }
    }

    /** The next piece of the body. False if it became longer than anyone wants. */
    boolean bodyPiece(ByteBuf piece, boolean isLast) {
        isBodyComplete = isLast;
        if (isSkippingBody) {
            skipped += piece.readableBytes();
            return skipped <= SKIPPED_BYTES;
        }
        if (body != null && !body.add(piece, isLast)) {
            skipRest();
        } else if (body != null && isLast) {
            body.complete();
        }
        return true;
    }

    /** The answer was written. */
    void written() {
        isOver = true;
        abortListener = null;
    }

    /** The connection ended, or the body is broken. */
    void abort() {
        if (isOver) {
            return;
        }
        isOver = true;
        if (body != null && !isBodyComplete) {
            body.abort();
        }
        if (answer != null) {
            answer.abandon();
        }
        if (abortListener != null) {
            abortListener.run();
            abortListener = null;
        }
    }

    /** The body will not come to its end; the exchange can still be answered by the connection. */
    void bodyBroken() {
        if (body != null) {
            body.abort();
        }
    }
}
