package dev.parley.benchmarks.limit;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayList;
import java.util.List;

/** The only room. On the loop. */
final class Room {
    private final List<ChannelHandlerContext> plain = new ArrayList<>();
    private final List<ChannelHandlerContext> deflating = new ArrayList<>();

    void join(ChannelHandlerContext member, boolean isDeflating) {
        (isDeflating ? deflating : plain).add(member);
    }

    void leave(ChannelHandlerContext member) {
        // Who joined last leaves first, nearly always.
        for (List<ChannelHandlerContext> members : List.of(plain, deflating)) {
            int at = members.lastIndexOf(member);
            if (at >= 0) {
                members.set(at, members.get(members.size() - 1));
                members.remove(members.size() - 1);
            }
        }
    }

    boolean isDeflating() {
        return !deflating.isEmpty();
    }

    /** Writes the frames of one turn to everybody, and gives them back. */
    void send(ByteBuf frames, ByteBuf deflated) {
        send(plain, frames);
        send(deflating, deflated);
    }

    private static void send(List<ChannelHandlerContext> members, ByteBuf frames) {
        if (frames.isReadable()) {
            for (ChannelHandlerContext member : members) {
                member.writeAndFlush(frames.retainedDuplicate(), member.voidPromise());
            }
        }
        frames.release();
    }
}
