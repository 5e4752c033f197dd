package dev.parley.server.api;

import dev.parley.protocol.packet.Args;
import dev.parley.protocol.packet.BindingException;
import dev.parley.protocol.packet.TypeRef;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An event that a client sent. Arguments are read from the bytes that came when somebody asks for them. */
public final class Event {
    private final Socket socket;
    private final String name;
    private final Args args;
    private final @Nullable Consumer<Args> answer;
    private final @Nullable AtomicBoolean answered;

    /**
     * An event.
     *
     * @param answer sends the answer, or null if the client wants none
     */
    public Event(Socket socket, String name, Args args, @Nullable Consumer<Args> answer) {
        this.socket = socket;
        this.name = name;
        this.args = args;
        this.answer = answer;
        this.answered = answer == null ? null : new AtomicBoolean();
    }

    /** The socket that it came from. */
    public Socket socket() {
        return socket;
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** Its arguments. They may be sent on as they are: {@code other.emit("copy", event.args())} costs no parsing. */
    public Args args() {
        return args;
    }

    /** How many arguments came. */
    public int size() {
        return args.size();
    }

    /** An argument without a declared type; null beyond the end. See {@link Args#get(int)}. */
    public @Nullable Object arg(int index) {
        return args.get(index);
    }

    /**
     * An argument as {@code type}; null beyond the end.
     *
     * @throws BindingException if it cannot be read as that type
     */
    public <T> @Nullable T arg(int index, Class<T> type) {
        return args.get(index, type);
    }

    /**
     * An argument as a generic type; null beyond the end.
     *
     * @throws BindingException if it cannot be read as that type
     */
    public <T> @Nullable T arg(int index, TypeRef<T> type) {
        return args.get(index, type);
    }

    /** Whether the client waits for an answer. */
    public boolean wantsAck() {
        return answer != null;
    }

    /**
     * Answers. Only the first answer counts; without effect if the client wants none. Any thread, also later.
     *
     * @throws IllegalArgumentException if a value cannot be written
     */
    public void ack(@Nullable Object... values) {
        if (answer != null && answered != null && answered.compareAndSet(false, true)) {
            answer.accept(values.length == 1 && values[0] instanceof Args given ? given : Args.of(values));
        }
    }

    @Override
    public String toString() {
        return name + " of " + socket.id();
    }
}
