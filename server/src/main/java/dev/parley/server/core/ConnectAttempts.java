package dev.parley.server.core;

import dev.parley.engine.Session;
import dev.parley.protocol.dialect.NamespaceRequest;
import dev.parley.protocol.http.RequestHead;
import dev.parley.protocol.packet.Args;
import dev.parley.protocol.packet.Packet;
import dev.parley.protocol.parser.EncodedPacket;
import dev.parley.server.adapter.Replay;
import dev.parley.server.adapter.SavedSocket;
import dev.parley.server.api.AsyncMiddleware;
import dev.parley.server.api.ConnectionRefusedException;
import dev.parley.server.api.DisconnectReason;
import dev.parley.server.api.Handshake;
import dev.parley.server.dispatch.Stages;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * How one client gets into namespaces: the namespace is found or made, its middlewares decide on the dispatcher, and the
 * socket joins on the strand.
 *
 * <p><b>Threads:</b> the strand of the session, but for the middlewares.
 */
final class ConnectAttempts {
    private final ClientConnection client;

    /** Namespaces that are being looked for; mostly none are. */
    private Set<String> looking = Set.of();

    private boolean closed;

    ConnectAttempts(ClientConnection client) {
        this.client = client;
    }

    boolean isPending(String namespace) {
        return looking.contains(namespace);
    }

    /** The client wants to join. */
    void begin(NamespaceRequest request) {
        String name = request.namespace();
        if (client.sockets().size() + looking.size()
                >= client.settings().coreLimits().maxNamespacesPerClient()) {
            refuse(name, client.rules().refused("too many namespaces", null));
            return;
        }
        Handshake handshake = handshake(request);
        LocalNamespace known = client.namespaces().find(name);
        if (known != null && known.enter()) {
            admit(known, handshake);
        } else {
            lookFor(name);
            client.namespaces()
                    .create(name, handshake, client.executor())
                    .whenComplete((made, error) -> client.session().strand().run(() -> found(name, made, handshake)));
        }
    }

    private void lookFor(String name) {
        if (looking.isEmpty()) {
            looking = new HashSet<>(2);
        }
        looking.add(name);
    }

    /** Whether the name was looked for until now. */
    private boolean isFound(String name) {
        boolean found = looking.contains(name);
        if (found && looking.size() == 1) {
            looking = Set.of();
        } else if (found) {
            looking.remove(name);
        }
        return found;
    }

    private void found(String name, @Nullable LocalNamespace made, Handshake handshake) {
        boolean wanted = isFound(name) && !closed;
        if (made == null) {
            if (wanted) {
                client.settings().metrics().connectRefused(name);
                refuse(name, client.rules().unknownNamespace());
            }
        } else if (wanted) {
            admit(made, handshake);
        } else {
            made.exit();
        }
    }

    /** The namespace exists, and has been entered. */
    private void admit(LocalNamespace namespace, Handshake handshake) {
        Recall recall = canRecover() ? Recall.of(handshake) : null;
        if (recall == null) {
            ask(socket(namespace, handshake, null), null);
            return;
        }
        lookFor(namespace.name());
        namespace
                .adapter()
                .take(recall.privateId(), recall.offset())
                .whenComplete((saved, error) -> client.session().strand().run(() -> {
                    if (isFound(namespace.name()) && !closed) {
                        ask(socket(namespace, handshake, saved), recall);
                    } else {
                        namespace.exit();
                    }
                }));
    }

    private boolean canRecover() {
        return client.settings().recovery() != null && client.rules().canRecover();
    }

    private LocalSocket socket(LocalNamespace namespace, Handshake handshake, @Nullable SavedSocket saved) {
        String id = saved != null
                ? saved.id()
                : client.rules()
                        .socketId(
                                client.session().id(),
                                namespace.name(),
                                client.settings().ids());
        String fresh = canRecover() ? client.settings().ids().get() : null;
        String privateId = saved != null ? saved.privateId() : fresh;
        LocalSocket socket = new LocalSocket(id, namespace, client, handshake, saved, privateId);
        client.sockets().add(socket);
        return socket;
    }

    private void ask(LocalSocket socket, @Nullable Recall recall) {
        CoreSettings.RecoverySettings recovery = client.settings().recovery();
        boolean skips = socket.isRecovered() && recovery != null && recovery.skipMiddlewares();
        List<AsyncMiddleware> middlewares =
                skips ? List.of() : socket.namespace().middlewares();
        if (middlewares.isEmpty()) {
            finish(socket, recall, null);
        } else {
            socket.mailbox()
                    .offer(() -> pass(socket, middlewares, 0)
                            .whenComplete((passed, error) ->
                                    client.session().strand().run(() -> finish(socket, recall, error))));
        }
    }

    /** Asks the middlewares from {@code next} on, one after another. Dispatcher. */
    private CompletionStage<?> pass(LocalSocket socket, List<AsyncMiddleware> middlewares, int next) {
        try {
            for (int i = next; i < middlewares.size(); i++) {
                CompletionStage<?> decision = middlewares.get(i).handle(socket);
                if (!decision.toCompletableFuture().isDone()) {
                    int rest = i + 1;
                    return decision.thenComposeAsync(passed -> pass(socket, middlewares, rest), socket.executor());
                }
                Throwable failure = Stages.failureOf(decision);
                if (failure != null) {
                    return CompletableFuture.failedStage(failure);
                }
            }
            return CompletableFuture.completedStage(null);
        } catch (Throwable e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private void finish(LocalSocket socket, @Nullable Recall recall, @Nullable Throwable error) {
        SavedSocket saved = socket.saved();
        if (error != null) {
            refuse(socket, Stages.unwrap(error));
        } else if (closed) {
            socket.gone(DisconnectReason.TRANSPORT_CLOSE, "");
        } else if (saved != null && recall != null) {
            socket.namespace().adapter().replay(saved, recall.offset(), new Return(socket));
        } else if (socket.connected()) {
            client.joined();
            socket.announce();
        }
    }

    /** Brings a lost socket back when all that it missed is at hand. */
    private final class Return implements Replay {
        private final LocalSocket socket;

        Return(LocalSocket socket) {
            this.socket = socket;
        }

        @Override
        public void missed(List<EncodedPacket> packets) {
            if (socket.reconnected(packets)) {
                client.session().strand().run(client::joined);
                socket.announce();
            }
        }

        @Override
        public void lost() {
            // a gap that nobody sees would be worse than a new beginning: the client connects again, as a new one
            socket.gone(DisconnectReason.SERVER_NAMESPACE_DISCONNECT, "what it missed is no longer known");
            client.closeForced();
        }
    }

    /** What a client says of the connection that it lost. */
    private record Recall(String privateId, String offset) {
        static @Nullable Recall of(Handshake handshake) {
            return handshake.auth() instanceof Map<?, ?> auth
                            && auth.get("pid") instanceof String privateId
                            && auth.get("offset") instanceof String offset
                    ? new Recall(privateId, offset)
                    : null;
        }
    }

    private void refuse(LocalSocket socket, Throwable error) {
        String name = socket.namespace().name();
        client.settings().metrics().connectRefused(name);
        if (error instanceof ConnectionRefusedException refusal) {
            refuse(name, client.rules().refused(String.valueOf(refusal.getMessage()), refusal.data()));
        } else {
            socket.failed(error, "middleware");
            refuse(name, client.rules().refused("internal error", null));
        }
        socket.gone(DisconnectReason.SERVER_NAMESPACE_DISCONNECT, "");
    }

    private void refuse(String namespace, Args data) {
        if (!closed) {
            client.sendControl(new Packet.ConnectError(namespace, data));
        }
    }

    /** The client asks again for what it has: it is told again, and nothing else happens. */
    void repeat(NamespaceRequest request) {
        LocalSocket socket = client.sockets().find(request.namespace());
        if (socket != null && socket.isConnected()) {
            client.sendControl(
                    new Packet.Connect(request.namespace(), client.rules().accepted(socket.id(), null)));
        }
    }

    /** The client changed its mind; false if it wanted nothing of that name. */
    boolean cancel(String namespace) {
        LocalSocket socket = client.sockets().find(namespace);
        if (socket != null) {
            socket.gone(DisconnectReason.CLIENT_NAMESPACE_DISCONNECT, "");
        }
        return isFound(namespace) || socket != null;
    }

    /** The session is over. */
    void cancelAll() {
        closed = true;
        looking = Set.of();
    }

    private Handshake handshake(NamespaceRequest request) {
        Session session = client.session();
        RequestHead head = session.head();
        return new Handshake(
                head,
                request.query().isEmpty() ? head.query() : head.query().with(request.query()),
                request.auth(),
                Instant.now(),
                session.dialect().generation(),
                session.transport());
    }
}
