package dev.parley.netty.http;

import dev.parley.engine.carrier.HttpStream;
import dev.parley.engine.time.Strand;
import dev.parley.netty.http.ReplyWriter.BodyForm;
import dev.parley.netty.loop.LoopStrand;
import dev.parley.protocol.payload.Payload;
import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** The body of an answer that has no end yet. Before its turn comes on the connection, parts wait here. */
final class GrowingBody implements HttpStream {
    private final LoopStrand loop;
    private final Runnable whenEnded;

    // On the loop:
    private @Nullable Queue<Part> waiting = new ArrayDeque<>();
    private @Nullable ChannelHandlerContext ctx;
    private BodyForm form = BodyForm.CHUNKED;
    private boolean isEnded;

    GrowingBody(LoopStrand loop, Runnable whenEnded) {
        this.loop = loop;
        this.whenEnded = whenEnded;
    }

    private record Part(List<Payload> payloads, Runnable sent) {}

    @Override
    public void write(List<Payload> parts, Strand strand, Runnable sent) {
        Part part = new Part(List.copyOf(parts), () -> strand.run(sent));
        loop.run(() -> write(part));
    }

    @Override
    public void end() {
        loop.run(() -> {
            if (!isEnded) {
                isEnded = true;
                finishIfStarted();
            }
        });
    }

    /** Its turn has come: the head is written. On the loop. */
    void start(ChannelHandlerContext context, BodyForm bodyForm) {
        ctx = context;
        form = bodyForm;
        Queue<Part> early = waiting;
        waiting = null;
        if (early != null) {
            early.forEach(this::write);
        }
        if (isEnded) {
            finishIfStarted();
        }
    }

    /** The connection is gone: nobody waits for what never leaves. On the loop. */
    void abandon() {
        ctx = null;
        isEnded = true;
        Queue<Part> never = waiting;
        waiting = null;
        if (never != null) {
            never.forEach(part -> part.sent().run());
        }
    }

    private void write(Part part) {
        if (ctx != null) {
            ctx.writeAndFlush(ReplyWriter.part(ctx, part.payloads(), form))
                    .addListener(left -> part.sent().run());
        } else if (waiting != null) {
            waiting.add(part);
        } else {
            part.sent().run();
        }
    }

    private void finishIfStarted() {
        if (ctx != null) {
            ctx.write(ReplyWriter.end(form), ctx.voidPromise());
            ctx = null;
            whenEnded.run();
        }
    }
}
