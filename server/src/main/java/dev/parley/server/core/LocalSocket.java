package dev.parley.server.core;

import dev.parley.protocol.packet.Args;
import dev.parley.protocol.packet.Packet;
import dev.parley.protocol.parser.EncodedPacket;
import dev.parley.protocol.parser.NotExpressibleException;
import dev.parley.server.adapter.Member;
import dev.parley.server.adapter.SavedSocket;
import dev.parley.server.adapter.SendFlags;
import dev.parley.server.adapter.SharedPacket;
import dev.parley.server.adapter.SocketDetails;
import dev.parley.server.api.AckException;
import dev.parley.server.api.Connection;
import dev.parley.server.api.DisconnectReason;
import dev.parley.server.api.ErrorHandler;
import dev.parley.server.api.Event;
import dev.parley.server.api.Handshake;
import dev.parley.server.api.Socket;
import dev.parley.server.dispatch.InlineTurn;
import dev.parley.server.dispatch.Mailbox;
import dev.parley.server.metrics.ServerMetrics.DropCause;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A client of this node in one namespace.
 *
 * <p>Its life: wanted (middlewares decide), connected, gone. Whoever ends it first wins; the rest of the way out is the
 * same for all and runs once.
 */
final class LocalSocket extends SocketHandlers implements Socket, Directed, Member {
    @SuppressWarnings("rawtypes") // a field updater knows classes, not their parameters
    private static final AtomicReferenceFieldUpdater<LocalSocket, @Nullable Map> DATA =
            AtomicReferenceFieldUpdater.newUpdater(LocalSocket.class, Map.class, "data");

    private static final AtomicReferenceFieldUpdater<LocalSocket, State> STATE =
            AtomicReferenceFieldUpdater.newUpdater(LocalSocket.class, State.class, "state");

    private static final AtomicReferenceFieldUpdater<LocalSocket, @Nullable AckTable> ACKS =
            AtomicReferenceFieldUpdater.newUpdater(LocalSocket.class, AckTable.class, "acks");

    private final String id;
    private final LocalNamespace namespace;
    private final ClientConnection client;
    private final Handshake handshake;
    private final @Nullable SavedSocket saved;
    private final @Nullable String privateId;
    private final Mailbox mailbox;

    /** Written by {@link #STATE} only. */
    private volatile State state = State.WANTED;

    /** Made when an answer is first asked for; written by {@link #ACKS} only. */
    private volatile @Nullable AckTable acks;

    /** Made when first asked for; written by {@link #DATA} only. */
    private volatile @Nullable Map<String, Object> data;

    /** The rooms it was in when it left, for handlers of its end. Written before they are queued. */
    private volatile @Nullable Set<String> lastRooms;

    private enum State {
        WANTED,
        CONNECTED,
        GONE
    }

    /**
     * A socket that wants in.
     *
     * @param saved what it was before it lost its connection, or null if it is new
     * @param privateId the secret by which it can be known again, or null if it cannot
     */
    LocalSocket(
            String id,
            LocalNamespace namespace,
            ClientConnection client,
            Handshake handshake,
            @Nullable SavedSocket saved,
            @Nullable String privateId) {
        this.id = id;
        this.saved = saved;
        this.privateId = privateId;
        this.data = saved == null ? null : new ConcurrentHashMap<>(saved.data());
        this.namespace = namespace;
        this.client = client;
        this.handshake = handshake;
        this.mailbox =
                new Mailbox(namespace.dispatcher().executorFor(client.session().strand()), client);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public LocalNamespace namespace() {
        return namespace;
    }

    @Override
    public Handshake handshake() {
        return handshake;
    }

    @Override
    public Connection conn() {
        return client;
    }

    @Override
    public DirectOperator direct() {
        return new DirectOperator(this, SendFlags.DEFAULT);
    }

    @Override
    public boolean isConnected() {
        return state == State.CONNECTED;
    }

    @Override
    public boolean isRecovered() {
        return saved != null;
    }

    @Override
    public Map<String, Object> data() {
        Map<String, Object> known = data;
        if (known == null) {
            DATA.compareAndSet(this, null, new ConcurrentHashMap<>(4));
            known = Objects.requireNonNull(data);
        }
        return known;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    /** Where its handlers run. */
    Executor executor() {
        return mailbox.executor();
    }

    @Override
    public void join(String... rooms) {
        if (state != State.GONE) {
            namespace.adapter().join(this, Arrays.asList(rooms));
        }
    }

    @Override
    public void leave(String room) {
        namespace.adapter().leave(this, room);
    }

    @Override
    public Set<String> rooms() {
        Set<String> last = lastRooms;
        return last != null ? last : namespace.adapter().roomsOf(id);
    }

    void emit(String event, Args args, SendFlags flags) {
        ReservedNames.checkEvent(event);
        namespace.adapter().emit(this, new Packet.Event(namespace.name(), event, args, Packet.NO_ACK), flags);
    }

    @Override
    public void deliver(SharedPacket shared, boolean droppable) {
        if (takes(droppable) && shared.packet() instanceof Packet.Event event) {
            notifyOutgoing(event.name(), event.args());
            send(shared.formFor(client.rules().canRecover()));
        }
    }

    /** Without what only those need who share a packet: most packets are answers to one client. */
    @Override
    public void deliver(Packet.Event packet, SendFlags flags) {
        if (takes(flags.droppable())) {
            notifyOutgoing(packet.name(), packet.args());
            sendAlone(packet, flags.compress());
        }
    }

    private boolean takes(boolean droppable) {
        return state == State.GONE
                ? dropped(DropCause.DISCONNECTED)
                : !droppable || client.session().isWritable() || dropped(DropCause.DROPPABLE);
    }

    private boolean sendAlone(Packet packet, boolean compress) {
        try {
            EncodedPacket encoded = client.encoder().encode(packet, compress).forOne();
            return client.session().send(encoded) || dropped(DropCause.DISCONNECTED);
        } catch (NotExpressibleException e) {
            return dropped(DropCause.NOT_EXPRESSIBLE);
        }
    }

    /** Queues a packet; false if the client cannot be told. */
    private boolean send(SharedPacket shared) {
        try {
            return client.send(shared) || dropped(DropCause.DISCONNECTED);
        } catch (NotExpressibleException e) {
            return dropped(DropCause.NOT_EXPRESSIBLE);
        }
    }

    /** Counts; false, because nothing was sent. */
    private boolean dropped(DropCause cause) {
        client.settings().metrics().packetDropped(cause);
        return false;
    }

    @Override
    public CompletionStage<Args> ask(SharedPacket shared, Duration timeout) {
        Packet.Event packet = (Packet.Event) shared.packet();
        CompletableFuture<Args> answer = acks().expect(packet.ackId(), timeout);
        if (!answer.isDone()) {
            sendAsking(shared, packet);
        }
        return answer;
    }

    CompletableFuture<Args> ask(String event, Args args, SendFlags flags) {
        ReservedNames.checkEvent(event);
        Packet.Event packet = new Packet.Event(namespace.name(), event, args, namespace.nextAckId());
        SharedPacket shared = new SharedPacket(packet, flags.compress());
        try {
            shared.encodedBy(client.encoder());
        } catch (NotExpressibleException e) {
            dropped(DropCause.NOT_EXPRESSIBLE);
            return CompletableFuture.failedFuture(new AckException(AckException.Cause.NOT_EXPRESSIBLE));
        }
        Duration timeout = flags.timeout() == null ? client.settings().ackTimeout() : flags.timeout();
        CompletableFuture<Args> answer = acks().expect(packet.ackId(), timeout);
        if (!answer.isDone()) {
            namespace.adapter().inOrder(() -> sendAsking(shared, packet));
        }
        return answer;
    }

    private AckTable acks() {
        AckTable known = acks;
        if (known == null) {
            int limit = client.settings().coreLimits().maxPendingAcks();
            ACKS.compareAndSet(this, null, new AckTable(limit, client.session().strand(), executor()));
            known = Objects.requireNonNull(acks);
        }
        return known;
    }

    private void sendAsking(SharedPacket shared, Packet.Event packet) {
        notifyOutgoing(packet.name(), packet.args());
        if (!send(shared)) {
            acks().fail(
                            packet.ackId(),
                            isConnected() ? AckException.Cause.NOT_EXPRESSIBLE : AckException.Cause.DISCONNECTED);
        }
    }

    /** An event came. Strand. */
    void receive(Packet.Event packet) {
        client.settings().metrics().eventReceived(namespace.name());
        Consumer<Args> answer = packet.wantsAck() ? args -> answer(packet.ackId(), args) : null;
        Event event = new Event(this, packet.name(), packet.args(), answer);
        if (executor() instanceof InlineTurn turn) {
            mailbox.runOrOffer(() -> turn.run(event, pipeline(), mailbox));
        } else {
            mailbox.offer(() -> pipeline().run(event, mailbox));
        }
    }

    private void answer(long ackId, Args args) {
        if (takes(false)) {
            sendAlone(new Packet.Ack(namespace.name(), args, ackId), true);
        }
    }

    /** An answer came. Strand. */
    void receive(Packet.Ack packet) {
        if (!acks().complete(packet.ackId(), packet.args())) {
            client.settings().metrics().strayAck();
        }
    }

    @Override
    void failed(Throwable error, String where) {
        tellErrorHandlers(new ErrorHandler.Failure(error, where, this));
        client.errors().report(error, where, this);
    }

    // the way in

    /** The middlewares let it pass. False if it has gone meanwhile. */
    boolean connected() {
        if (!STATE.compareAndSet(this, State.WANTED, State.CONNECTED)) {
            return false;
        }
        namespace.add(this);
        join(id);
        client.greet(new Packet.Connect(namespace.name(), client.rules().accepted(id, privateId)));
        client.settings().metrics().socketConnected(namespace.name());
        return true;
    }

    /** It comes back: it is what it was, and gets what it missed. False if it has gone meanwhile. */
    boolean reconnected(List<EncodedPacket> missed) {
        if (!connected()) {
            return false;
        }
        if (saved != null) {
            namespace.adapter().join(this, saved.rooms());
        }
        missed.forEach(client.session()::send);
        return true;
    }

    @Nullable SavedSocket saved() {
        return saved;
    }

    /** Shows it to the connect handlers, before any event that comes. */
    void announce() {
        mailbox.offer(() -> {
            namespace.announce(this);
            client.greeted();
        });
    }

    // the way out

    @Override
    public void disconnect(boolean close) {
        if (close) {
            client.disconnectAll();
        } else {
            leaveByServer();
        }
    }

    /** The server makes it leave, and tells the client; in this order, or a quick client's own farewell is the reason. */
    void leaveByServer() {
        if (gone(DisconnectReason.SERVER_NAMESPACE_DISCONNECT, "")) {
            client.sendControl(new Packet.Disconnect(namespace.name()));
        }
    }

    @Override
    public SocketDetails details() {
        return new SocketDetails(id, handshake, rooms(), data());
    }

    /** It leaves the namespace, for whatever reason; true if it was connected. Any thread; the first reason counts. */
    boolean gone(DisconnectReason reason, String detail) {
        State before = STATE.getAndSet(this, State.GONE);
        if (before == State.GONE) {
            return false;
        }
        Set<String> rooms = namespace.adapter().remove(this);
        lastRooms = rooms;
        if (before == State.CONNECTED && privateId != null && reason.isRecoverable()) {
            namespace.keep(
                    new SavedSocket(id, privateId, rooms, data()),
                    client.session().strand());
        }
        client.forget(this);
        acks().close(); // made for that if need be: whoever asks from now on is told
        namespace.remove(this, before == State.CONNECTED);
        if (before == State.CONNECTED) {
            client.settings().metrics().socketDisconnected(namespace.name(), reason.wire());
            sayFarewell(mailbox, reason, detail, () -> lastRooms = Set.of());
        }
        return before == State.CONNECTED;
    }

    @Override
    public String toString() {
        return id + " in " + namespace.name();
    }
}
