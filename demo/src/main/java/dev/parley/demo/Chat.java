package dev.parley.demo;

import dev.parley.demo.Words.Image;
import dev.parley.demo.Words.Join;
import dev.parley.demo.Words.Message;
import dev.parley.demo.Words.Person;
import dev.parley.demo.Words.RuleBroken;
import dev.parley.demo.Words.Said;
import dev.parley.protocol.packet.BindingException;
import dev.parley.server.api.Event;
import dev.parley.server.api.Namespace;
import dev.parley.server.api.Socket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who is in which room, and what was said there. One lock makes what everybody hears agree with what is remembered; it
 * is held for moments only, because sending never waits.
 */
final class Chat {
    static final int MAX_IMAGE_BYTES = 2 * 1024 * 1024;
    private static final int MAX_TEXT = 2000;
    private static final int MAX_NAME = 24;
    private static final int HISTORY = 50;
    private static final List<String> IMAGES =
            List.of("image/png", "image/jpeg", "image/gif", "image/webp", "image/avif");

    private final Namespace namespace;
    private final ReentrantLock lock = new ReentrantLock();

    /** By the id of the socket, in the order in which they came. Guarded by {@link #lock}. */
    private final Map<String, Member> members = new LinkedHashMap<>();

    /** By room, oldest first; only rooms with people. Guarded by {@link #lock}. */
    private final Map<String, Deque<Message>> histories = new HashMap<>();

    private record Member(Socket socket, String name, String room) {
        /** Not the bare name: every socket has a room named after its id, which nobody else shall enter. */
        static String channel(String room) {
            return "chat:" + room;
        }

        String channel() {
            return channel(room);
        }

        Person person() {
            String clients = socket.conn().generation().clients();
            return new Person(socket.id(), name, socket.conn().transport(), clients);
        }
    }

    private Chat(Namespace namespace) {
        this.namespace = namespace;
    }

    static void open(Namespace namespace) {
        namespace.onConnect(new Chat(namespace)::welcome);
    }

    private void welcome(Socket socket) {
        socket.on("join", event -> answer(event, () -> join(socket, given(event.arg(0, Join.class)))));
        socket.on("say", event -> answer(event, () -> say(socket, given(event.arg(0, Said.class)), bytes(event))));
        socket.on("typing", Boolean.class, on -> locked(() -> typing(socket, Boolean.TRUE.equals(on))));
        socket.onDisconnecting((reason, detail) -> locked(() -> leave(socket)));
        socket.conn().onUpgrade(transport -> locked(() -> upgraded(socket)));
        locked(() -> socket.emit("rooms", rooms()));
    }

    private Map<String, Object> join(Socket socket, Join join) {
        var member = new Member(
                socket, text("A name", join.name(), MAX_NAME), text("The name of a room", join.room(), MAX_NAME));
        leave(socket);
        members.put(socket.id(), member);
        socket.join(member.channel());
        socket.to(member.channel()).emit("joined", member.person(), System.currentTimeMillis());
        tellPeople(member.room());
        namespace.emit("rooms", rooms());
        var limits = Map.of("text", MAX_TEXT, "image", MAX_IMAGE_BYTES);
        var history = List.copyOf(histories.computeIfAbsent(member.room(), room -> new ArrayDeque<>()));
        return Map.of("ok", true, "you", member.person(), "room", member.room(), "history", history, "limits", limits);
    }

    private Map<String, Object> say(Socket socket, Said said, byte @Nullable [] bytes) {
        Member member = given(members.get(socket.id()));
        Person from = member.person();
        Image image = bytes == null ? null : image(said, bytes);
        boolean isBare = image != null && (said.text() == null || said.text().isBlank());
        String text = isBare ? "" : text("A message", said.text(), MAX_TEXT);
        String id = UUID.randomUUID().toString();
        long now = System.currentTimeMillis();
        var message = new Message(
                id, text("A key", said.key(), 64), from.id(), from.name(), from.generation(), text, image, now);
        Deque<Message> history = given(histories.get(member.room()));
        history.addLast(message);
        if (history.size() > HISTORY) {
            history.removeFirst();
        }
        socket.to(member.channel()).emit("said", message, bytes);
        return Map.of("ok", true, "id", id, "at", now);
    }

    private static Image image(Said said, byte[] bytes) {
        String type = given(said.type());
        if (bytes.length == 0 || bytes.length > MAX_IMAGE_BYTES || !IMAGES.contains(type)) {
            throw new RuleBroken("An image is a PNG, JPEG, GIF, WebP or AVIF and has at most 2 MB.");
        }
        return new Image(text("The name of an image", said.name(), 255), type, bytes.length);
    }

    private void typing(Socket socket, boolean on) {
        Member member = members.get(socket.id());
        if (member != null) {
            socket.to(member.channel())
                    .droppable()
                    .emit("typing", Map.of("id", socket.id(), "name", member.name(), "on", on));
        }
    }

    private void upgraded(Socket socket) {
        Member member = members.get(socket.id());
        if (member != null) {
            tellPeople(member.room());
        }
    }

    private void leave(Socket socket) {
        Member member = members.remove(socket.id());
        if (member == null) {
            return;
        }
        socket.leave(member.channel());
        namespace.to(member.channel()).emit("left", member.person(), System.currentTimeMillis());
        if (tellPeople(member.room()) == 0) {
            histories.remove(member.room());
        }
        namespace.emit("rooms", rooms());
    }

    private int tellPeople(String room) {
        List<Person> people = members.values().stream()
                .filter(member -> member.room().equals(room))
                .map(Member::person)
                .toList();
        namespace.to(Member.channel(room)).emit("people", people);
        return people.size();
    }

    private List<Map<String, Object>> rooms() {
        Map<String, Integer> people = new LinkedHashMap<>(Map.of("lobby", 0));
        members.values().forEach(member -> people.merge(member.room(), 1, Integer::sum));
        return people.entrySet().stream()
                .map(room -> Map.<String, Object>of("name", room.getKey(), "people", room.getValue()))
                .toList();
    }

    private static byte @Nullable [] bytes(Event event) {
        return event.arg(1, byte[].class);
    }

    private static <T> T given(@Nullable T value) {
        if (value == null) {
            throw new RuleBroken("Join a room first, and leave nothing out.");
        }
        return value;
    }

    private static String text(String what, @Nullable String text, int most) {
        String stripped = text == null ? "" : text.strip();
        if (stripped.isEmpty() || stripped.length() > most) {
            throw new RuleBroken(what + " has 1 to " + most + " characters.");
        }
        return stripped;
    }

    /** Answers while the lock is held, so that nobody hears what comes later before the answer. */
    private void answer(Event event, Supplier<Map<String, Object>> action) {
        locked(() -> {
            try {
                event.ack(action.get());
            } catch (RuleBroken | BindingException wrong) {
                event.ack(Map.of("ok", false, "error", String.valueOf(wrong.getMessage())));
            }
        });
    }

    private void locked(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }
}
