package dev.parley.netty.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Requests that are not for this module: they go on to the handlers behind, one at a time and in order with ours, until one
 * of those handlers upgrades the connection and has it for itself.
 *
 * <p><b>Threads:</b> the loop.
 */
final class ForeignRequests extends ChannelDuplexHandler {
    private final Predicate<String> isOurs;
    private final Owner owner;
    private final Queue<Object> held = new ArrayDeque<>();
    private @Nullable ChannelHandlerContext attached;
    private boolean isActive;
    private boolean isHolding;
    private boolean isRequestRead;
    private boolean isAnswered;
    private boolean isHead;
    private boolean isUpgraded;

    /**
     * Requests whose path {@code isOurs} denies.
     *
     * @param owner is told what happens
     */
    ForeignRequests(Predicate<String> isOurs, Owner owner) {
        this.isOurs = isOurs;
        this.owner = owner;
    }

    /** The handler before this one. */
    interface Owner {
        /** A foreign request was answered. */
        void foreignAnswered();

        /** The connection belongs to others now. */
        void foreignUpgrade();
    }

    /** Writes the answers of the handlers behind. Knows which is to a HEAD, as only one request is with them at a time. */
    HttpResponseEncoder encoder() {
        return new HttpResponseEncoder() {
            @Override
            protected boolean isContentAlwaysEmpty(HttpResponse answer) {
                return isHead || super.isContentAlwaysEmpty(answer);
            }
        };
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        attached = ctx;
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        held.forEach(ReferenceCountUtil::release);
        held.clear();
    }

    /** Whether a foreign request is being read or answered. */
    boolean isActive() {
        return isActive || isUpgraded;
    }

    /** Whether nothing more should be decoded for now. */
    boolean isWaiting() {
        return isActive && (isHolding || isRequestRead);
    }

    /**
     * Takes what was decoded, if it is foreign.
     *
     * @param nothingOpen whether all of our own answers have left
     */
    boolean take(Object input, boolean nothingOpen) {
        if (!isUpgraded && !isActive) {
            isActive = input instanceof HttpRequest request
                    && request.decoderResult().isSuccess()
                    && !isOurs.test(RequestHeads.pathOf(request.uri()));
            if (!isActive) {
                return false;
            }
            isHolding = !nothingOpen;
            isHead = ((HttpRequest) input).method().name().equals("HEAD");
        }
        if (input instanceof LastHttpContent) {
            isRequestRead = true;
        }
        if (isHolding) {
            held.add(input);
        } else if (attached != null) {
            attached.fireChannelRead(input);
        }
        return true;
    }

    /** All of our own answers have left. */
    void nothingOpen() {
        if (isHolding && attached != null) {
            isHolding = false;
            Object next = held.poll();
            while (next != null) {
                attached.fireChannelRead(next);
                next = held.poll();
            }
            attached.fireChannelReadComplete();
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        boolean isInterim = false;
        if (message instanceof HttpResponse answer) {
            isInterim = answer.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            if (answer.status().code() == 101) {
                isUpgraded = true;
            }
        }
        ctx.write(message, promise);
        if (message instanceof LastHttpContent && !isInterim) {
            isAnswered = true;
        }
        if (isUpgraded && isActive) {
            isActive = false;
            owner.foreignUpgrade();
        } else if (isActive && isAnswered && isRequestRead) {
            isActive = false;
            isAnswered = false;
            isRequestRead = false;
            isHead = false;
            owner.foreignAnswered();
        }
    }
}
