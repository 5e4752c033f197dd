package dev.parley.protocol.packet;

/** A Socket.IO packet of one namespace. */
public sealed interface Packet {
    /** Says that an event or ack packet carries no id. */
    long NO_ACK = -1;

    /** The namespace as written in the packet, {@code /} if none is. */
    String namespace();

    /** Calls the method of {@code receiver} that matches this packet. */
    void deliverTo(Receiver receiver);

    /**
     * A client joins a namespace, or the server tells it that it has.
     *
     * @param namespace the namespace; some generations put a query behind it
     * @param data nothing, or one object: auth from the client, the id from the server
     */
    record Connect(String namespace, Args data) implements Packet {
        @Override
        public void deliverTo(Receiver receiver) {
            receiver.connect(this);
        }
    }

    /**
     * The server refuses a namespace, or a middleware refused something.
     *
     * @param namespace the namespace
     * @param data one value: an object with {@code message} and {@code data}, in older generations anything
     */
    record ConnectError(String namespace, Args data) implements Packet {
        @Override
        public void deliverTo(Receiver receiver) {
            receiver.connectError(this);
        }
    }

    /**
     * The sender leaves the namespace, or makes the other leave.
     *
     * @param namespace the namespace
     */
    record Disconnect(String namespace) implements Packet {
        @Override
        public void deliverTo(Receiver receiver) {
            receiver.disconnect(this);
        }
    }

    /**
     * An event.
     *
     * @param namespace the namespace
     * @param name the name; numbers, which some peers send, are written as text
     * @param args the arguments without the name
     * @param ackId what the answer must name, or {@link #NO_ACK}
     */
    record Event(String namespace, String name, Args args, long ackId) implements Packet {
        @Override
        public void deliverTo(Receiver receiver) {
            receiver.event(this);
        }

        /** Whether the sender waits for an answer. */
        public boolean wantsAck() {
            return ackId != NO_ACK;
        }
    }

    /**
     * The answer to an event.
     *
     * @param namespace the namespace
     * @param args the values
     * @param ackId the id of the event
     */
    record Ack(String namespace, Args args, long ackId) implements Packet {
        @Override
        public void deliverTo(Receiver receiver) {
            receiver.ack(this);
        }
    }

    /** Handles packets by kind. */
    interface Receiver {
        /** A {@link Connect} came. */
        void connect(Connect packet);

        /** A {@link ConnectError} came. */
        void connectError(ConnectError packet);

        /** A {@link Disconnect} came. */
        void disconnect(Disconnect packet);

        /** An {@link Event} came. */
        void event(Event packet);

        /** An {@link Ack} came. */
        void ack(Ack packet);
    }
}
