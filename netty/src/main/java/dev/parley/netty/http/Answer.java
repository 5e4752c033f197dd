package dev.parley.netty.http;

import dev.parley.engine.carrier.HttpReply;
import dev.parley.engine.carrier.MessageReceiver;
import dev.parley.engine.carrier.MessageReceiver.CarrierEnd;
import dev.parley.engine.carrier.WebSocketTerms;
import dev.parley.engine.time.Strand;

/** What an exchange was answered with, until its turn comes on the connection. */
sealed interface Answer {
    /** The connection ended first. On the loop. */
    default void abandon() {}

    /** A whole answer. */
    record Whole(HttpReply reply) implements Answer {}

    /** An answer whose body grows. */
    record Growing(HttpReply reply, GrowingBody body) implements Answer {
        @Override
        public void abandon() {
            body.abandon();
        }
    }

    /** A WebSocket. */
    record Upgrade(WebSocketTerms terms, Strand strand, MessageReceiver receiver) implements Answer {
        @Override
        public void abandon() {
            refuse("connection lost");
        }

        /** Tells the receiver that there will be none. */
        void refuse(String why) {
            CarrierEnd end = new CarrierEnd(CarrierEnd.Kind.REFUSED, 1006, why);
            strand.run(() -> receiver.closed(end));
        }
    }
}
