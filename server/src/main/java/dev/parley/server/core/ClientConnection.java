package dev.parley.server.core;

import dev.parley.engine.CloseReason;
import dev.parley.engine.Session;
import dev.parley.engine.SessionListener;
import dev.parley.engine.time.Strand;
import dev.parley.protocol.dialect.ConnectRules;
import dev.parley.protocol.dialect.Generation;
import dev.parley.protocol.dialect.NamespaceRequest;
import dev.parley.protocol.frame.Outgoing;
import dev.parley.protocol.frame.ProtocolViolation;
import dev.parley.protocol.http.Query;
import dev.parley.protocol.packet.Args;
import dev.parley.protocol.packet.Packet;
import dev.parley.protocol.parser.EncodedPacket;
import dev.parley.protocol.parser.NotExpressibleException;
import dev.parley.protocol.parser.PacketDecoder;
import dev.parley.protocol.parser.PacketEncoder;
import dev.parley.protocol.payload.Payload;
import dev.parley.server.adapter.SharedPacket;
import dev.parley.server.api.Connection;
import dev.parley.server.api.DisconnectReason;
import dev.parley.server.api.Registration;
import dev.parley.server.dispatch.Mailbox;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Everything of one session seen from Socket.IO: its decoder, and its sockets by namespace.
 *
 * <p><b>Threads:</b> packets come on the session's strand; the map of sockets may be read from any thread.
 */
final class ClientConnection implements SessionListener, Packet.Receiver, Connection, Mailbox.Pressure {
    @SuppressWarnings("rawtypes") // a field updater knows classes, not their parameters
    private static final AtomicReferenceFieldUpdater<ClientConnection, @Nullable List> UPGRADE_LISTENERS =
            AtomicReferenceFieldUpdater.newUpdater(ClientConnection.class, List.class, "upgradeListeners");

    private static final AtomicIntegerFieldUpdater<ClientConnection> GREETINGS =
            AtomicIntegerFieldUpdater.newUpdater(ClientConnection.class, "greetings");

    private final Session session;
    private final Namespaces namespaces;
    private final PacketDecoder decoder;
    private final PacketEncoder encoder;

    private final ClientSockets sockets = new ClientSockets();

    /** Sockets that have joined, and whose connect handlers have not returned yet. Any thread, by {@link #GREETINGS}. */
    @SuppressWarnings("UnusedVariable") // it is read and written by its updater
    private volatile int greetings;

    /** Attempts whose namespace is not known yet, by name. Strand. */
    private final ConnectAttempts attempts;

    /** Made with the first of them; written by {@link #UPGRADE_LISTENERS} only. */
    private volatile @Nullable List<Consumer<String>> upgradeListeners;

    /** Ends the session if nothing is joined in time. Strand. */
    private Strand.@Nullable Timer connectTimer;

    /** Why the server closed the session, where the engine's word is not the whole truth. */
    private volatile @Nullable DisconnectReason ownReason;

    /** When the decoder began to wait for attachments, in nanoseconds of the server's clock; 0 if it does not. Strand. */
    private long waitingSince;

    ClientConnection(Session session, Namespaces namespaces) {
        this.session = session;
        this.namespaces = namespaces;
        CoreSettings settings = namespaces.settings();
        this.decoder = session.dialect().newDecoder(settings.codecs(), settings.decodeLimits());
        this.encoder = session.dialect().encoder(settings.codecs());
        this.attempts = new ConnectAttempts(this);
    }

    /** The session opened. Strand. */
    void opened() {
        connectTimer = session.strand().schedule(settings().connectTimeout(), this::joinedNothing);
        if (rules().joinsDefaultNamespace()) {
            attempts.begin(new NamespaceRequest("/", Query.NONE, Args.NONE));
        }
    }

    private void joinedNothing() {
        if (!sockets.isAnyConnected()) {
            closeBecause(DisconnectReason.FORCED_SERVER_CLOSE);
        }
    }

    Session session() {
        return session;
    }

    Namespaces namespaces() {
        return namespaces;
    }

    CoreSettings settings() {
        return namespaces.settings();
    }

    ErrorHandlers errors() {
        return namespaces.errors();
    }

    PacketEncoder encoder() {
        return encoder;
    }

    ConnectRules rules() {
        return session.dialect().connectRules();
    }

    /** Where it is decided whether a namespace may come into being. */
    Executor executor() {
        return settings().dispatcher().executorFor(session.strand());
    }

    ClientSockets sockets() {
        return sockets;
    }

    // packets from the client

    @Override
    public void onMessage(Payload message) {
        Packet packet = decoder.decode(message);
        Packet receipt = decoder.takeReceipt();
        if (receipt != null) {
            sendControl(receipt);
        }
        if (packet != null) {
            waitingSince = 0;
            packet.deliverTo(this);
        } else if (waitingSince == 0 && decoder.isWaiting()) { // old generations also have packets that say nothing
            waitingSince = namespaces.clock().nanos() | 1; // never 0
        }
    }

    @Override
    public void onHeartbeat() {
        long limit = settings().attachmentTimeout().toNanos();
        if (waitingSince != 0 && namespaces.clock().nanos() - waitingSince > limit) {
            throw new ProtocolViolation("attachments did not come in time");
        }
    }

    @Override
    public void connect(Packet.Connect packet) {
        NamespaceRequest request = rules().request(packet);
        if (sockets.find(request.namespace()) == null && !attempts.isPending(request.namespace())) {
            attempts.begin(request);
        } else if (rules().ignoresStrayPackets()) {
            attempts.repeat(request);
        } else {
            closeBecause(DisconnectReason.FORCED_SERVER_CLOSE);
        }
    }

    @Override
    public void connectError(Packet.ConnectError packet) {
        if (socketFor(packet) == null) {
            stray();
        }
    }

    @Override
    public void disconnect(Packet.Disconnect packet) {
        LocalSocket socket = socketFor(packet);
        if (socket != null) {
            socket.gone(DisconnectReason.CLIENT_NAMESPACE_DISCONNECT, "");
        } else if (!attempts.cancel(packet.namespace())) {
            stray();
        }
    }

    @Override
    public void event(Packet.Event packet) {
        LocalSocket socket = socketFor(packet);
        if (socket != null) {
            socket.receive(packet);
        } else {
            stray();
        }
    }

    @Override
    public void ack(Packet.Ack packet) {
        LocalSocket socket = socketFor(packet);
        if (socket != null) {
            socket.receive(packet);
        } else {
            stray();
        }
    }

    private @Nullable LocalSocket socketFor(Packet packet) {
        LocalSocket socket = sockets.find(packet.namespace());
        return socket != null && socket.isConnected() ? socket : null;
    }

    private void stray() {
        if (!rules().ignoresStrayPackets() && session.isOpen()) {
            closeBecause(DisconnectReason.FORCED_SERVER_CLOSE);
        }
    }

    // packets to the client

    /** Queues a packet that others may get, too; false if the session is over. Any thread. */
    boolean send(SharedPacket shared) {
        EncodedPacket packet = shared.encodedBy(encoder);
        return shared.goesToMany() ? session.sendToMany(packet) : session.send(packet);
    }

    /** Queues a packet of the protocol itself. A client whose generation has no words for it hears the end of its session. Any thread. */
    void sendControl(Packet packet) {
        sendControl(packet, session::send);
    }

    /**
     * Queues the answer to a socket that joined; it leaves when the connect handlers have seen the socket, see
     * {@link #greeted}, or with what they send it. Who hears of the connection is then in the rooms that they chose.
     */
    void greet(Packet.Connect packet) {
        GREETINGS.incrementAndGet(this);
        sendControl(packet, session::sendLater);
    }

    /** The connect handlers have seen a socket. Any thread. */
    void greeted() {
        if (GREETINGS.decrementAndGet(this) == 0) {
            session.flush();
        }
    }

    private void sendControl(Packet packet, Consumer<EncodedPacket> way) {
        try {
            way.accept(encoder.encode(packet, false));
        } catch (NotExpressibleException e) {
            closeBecause(DisconnectReason.FORCED_SERVER_CLOSE);
        }
    }

    // joining and leaving

    /** A socket of this client has been let in. Strand. */
    void joined() {
        Strand.Timer timer = connectTimer;
        if (timer != null) {
            timer.cancel();
            connectTimer = null;
            namespaces.clientJoined();
        }
    }

    /** A socket has gone. Any thread. */
    void forget(LocalSocket socket) {
        sockets.remove(socket);
    }

    /** Makes all sockets leave, and closes the connection. Any thread. */
    void disconnectAll() {
        sockets.forEach(LocalSocket::leaveByServer);
        closeBecause(DisconnectReason.FORCED_SERVER_CLOSE);
    }

    /** Closes the connection because of what the client did, or cannot have. Any thread. */
    void closeForced() {
        closeBecause(DisconnectReason.FORCED_SERVER_CLOSE);
    }

    private void closeBecause(DisconnectReason reason) {
        ownReason = reason;
        session.close(CloseReason.FORCED_CLOSE);
    }

    @Override
    public void onUpgrade(String transport) {
        List<Consumer<String>> listeners = upgradeListeners;
        if (listeners == null) {
            return;
        }
        for (Consumer<String> listener : listeners) {
            try {
                listener.accept(transport);
            } catch (RuntimeException e) {
                errors().report(e, "upgrade listener", null);
            }
        }
    }

    @Override
    public @Nullable Outgoing onMove(String transport) {
        LocalSocket first = sockets.find("/");
        if (!rules().welcomesAgain() || first == null || !first.isConnected()) {
            return null;
        }
        return encoder.encode(new Packet.Connect("/", rules().accepted(first.id(), null)), false);
    }

    @Override
    public void onClose(CloseReason reason, String detail) {
        if (connectTimer != null) {
            joined();
        }
        attempts.cancelAll();
        DisconnectReason known = ownReason;
        DisconnectReason told = known != null && reason == CloseReason.FORCED_CLOSE ? known : reasonOf(reason);
        sockets.forEach(socket -> socket.gone(told, detail));
        namespaces.clientGone();
    }

    private static DisconnectReason reasonOf(CloseReason reason) {
        return switch (reason) {
            case TRANSPORT_ERROR -> DisconnectReason.TRANSPORT_ERROR;
            case TRANSPORT_CLOSE -> DisconnectReason.TRANSPORT_CLOSE;
            case FORCED_CLOSE -> DisconnectReason.FORCED_CLOSE;
            case PING_TIMEOUT -> DisconnectReason.PING_TIMEOUT;
            case PARSE_ERROR -> DisconnectReason.PARSE_ERROR;
            case SERVER_SHUTTING_DOWN -> DisconnectReason.SERVER_SHUTTING_DOWN;
            case SLOW_CONSUMER -> DisconnectReason.SLOW_CONSUMER;
        };
    }

    // the mailboxes of its sockets

    @Override
    public int highWater() {
        return settings().coreLimits().maxPendingEvents();
    }

    @Override
    public void begins() {
        session.pauseReads();
    }

    @Override
    public void ends() {
        session.resumeReads();
    }

    // what applications see of it

    @Override
    public String id() {
        return session.id();
    }

    @Override
    public String transport() {
        return session.transport();
    }

    @Override
    public Generation generation() {
        return session.dialect().generation();
    }

    @Override
    public long bufferedBytes() {
        return session.bufferedBytes();
    }

    @Override
    public boolean isWritable() {
        return session.isWritable();
    }

    @Override
    public CompletionStage<Void> whenWritable() {
        return session.whenWritable();
    }

    @Override
    public Registration onUpgrade(Consumer<String> listener) {
        List<Consumer<String>> listeners = upgradeListeners;
        if (listeners == null) {
            UPGRADE_LISTENERS.compareAndSet(this, null, new CopyOnWriteArrayList<>());
            listeners = Objects.requireNonNull(upgradeListeners);
        }
        listeners.add(listener);
        List<Consumer<String>> target = listeners;
        return () -> target.remove(listener);
    }

    @Override
    public void close() {
        session.close(CloseReason.FORCED_CLOSE);
    }
}
