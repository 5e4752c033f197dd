package dev.parley.server.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.parley.protocol.packet.Args;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RoomTableTest {
    private final List<String> events = new ArrayList<>();
    private final RoomTable table = new RoomTable(new Recorder(events));

    @Test
    void a_selection_of_one_room_reaches_its_members() {
        join("a", "red");
        join("b", "red");
        join("c", "blue");

        assertThat(reached(Selection.room("red"))).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void who_is_in_two_selected_rooms_is_reached_once() {
        join("a", "red", "blue");
        join("b", "blue");

        assertThat(reached(Selection.ALL.with("red", "blue"))).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void who_is_in_an_excepted_room_is_not_reached() {
        join("a", "red");
        join("b", "red", "quiet");

        assertThat(reached(Selection.room("red").without("quiet"))).containsExactly("a");
        assertThat(reached(Selection.ALL.without("quiet"))).containsExactly("a");
    }

    @Test
    void who_speaks_to_the_others_of_a_room_is_not_reached() {
        join("a", "a", "red");
        join("b", "b", "red");
        join("c", "c", "red");

        assertThat(reached(Selection.room("red").without("a"))).containsExactlyInAnyOrder("b", "c");
        assertThat(reached(Selection.room("b").without("a"))).containsExactly("b");
        assertThat(reached(Selection.room("a").without("a"))).isEmpty();

        join("b", "a"); // now the room of a's id has two members, and none of them is reached
        assertThat(reached(Selection.room("red").without("a"))).containsExactly("c");
    }

    @Test
    void leaving_does_not_mix_up_members_and_seats() {
        List<Member> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add(join("m" + i, "red", i % 2 == 0 ? "even" : "odd"));
        }
        for (int i = 0; i < 20; i += 3) {
            table.leave("m" + i, "red");
        }

        List<String> left = all.stream()
                .map(Member::id)
                .filter(id -> Integer.parseInt(id.substring(1)) % 3 != 0)
                .toList();
        assertThat(reached(Selection.room("red"))).containsExactlyInAnyOrderElementsOf(left);
        assertThat(reached(Selection.room("red").without("even")))
                .containsExactlyInAnyOrderElementsOf(left.stream()
                        .filter(id -> Integer.parseInt(id.substring(1)) % 2 == 1)
                        .toList());
    }

    @Test
    void a_room_begins_with_its_first_member_and_ends_with_its_last() {
        Member a = join("a", "red");
        table.leave(a.id(), "red");

        assertThat(events).containsExactly("create red", "join red a", "leave red a", "delete red");
        assertThat(table.rooms()).isEmpty();
    }

    @Test
    void the_room_of_its_own_id_is_like_any_other() {
        Member a = join("a", "a", "red");
        join("b", "b");

        assertThat(events).containsExactly("create a", "join a a", "create red", "join red a", "create b", "join b b");
        assertThat(reached(Selection.room("a"))).containsExactly("a");
        assertThat(reached(Selection.ALL.with("a", "red", "b"))).containsExactlyInAnyOrder("a", "b");
        assertThat(reached(Selection.ALL.without("a"))).containsExactly("b");
        assertThat(table.rooms())
                .containsOnly(entry("a", Set.of("a")), entry("b", Set.of("b")), entry("red", Set.of("a")));
        assertThat(table.sids()).containsOnly(entry("a", Set.of("a", "red")), entry("b", Set.of("b")));

        events.clear();
        table.leave("a", "a");
        table.leave("a", "a");
        assertThat(events).containsExactly("leave a a", "delete a");
        assertThat(reached(Selection.room("a"))).isEmpty();
        assertThat(table.roomsOf("a")).containsExactly("red");

        table.join(a, List.of("a"));
        assertThat(table.forget(a)).containsExactlyInAnyOrder("a", "red");
        assertThat(table.rooms()).containsOnlyKeys("b");
    }

    @Test
    void others_may_join_the_room_of_an_id_and_stay_when_its_owner_has_gone() {
        Member a = join("a", "a");
        events.clear();

        Member b = join("b", "a", "b");
        join("c", "a");

        assertThat(events).containsExactly("join a b", "create b", "join b b", "join a c");
        assertThat(reached(Selection.room("a"))).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(reached(Selection.ALL.without("a"))).isEmpty();
        assertThat(table.roomsOf("a")).containsExactly("a");

        events.clear();
        table.forget(a);
        table.leave("c", "a");
        assertThat(events).containsExactly("leave a a", "leave a c");
        assertThat(reached(Selection.room("a"))).containsExactly("b");

        a = join("a", "a");
        assertThat(reached(Selection.room("a"))).containsExactlyInAnyOrder("a", "b");

        events.clear();
        table.forget(a);
        table.forget(b);
        assertThat(events).containsExactlyInAnyOrder("leave a a", "leave a b", "delete a", "leave b b", "delete b");
    }

    @Test
    void a_member_of_very_many_rooms_is_in_each_and_leaves_each() {
        Member a = join("a");
        for (int i = 0; i < 1000; i++) {
            table.join(a, List.of("room" + i));
        }
        assertThat(table.roomsOf("a")).hasSize(1000);
        assertThat(reached(Selection.room("room999"))).containsExactly("a");
        assertThat(reached(Selection.ALL.without("room3"))).isEmpty();

        for (int i = 0; i < 999; i++) {
            table.leave("a", "room" + i);
            table.leave("a", "room" + i);
        }

        assertThat(table.roomsOf("a")).containsExactly("room999");
        assertThat(table.rooms()).containsOnlyKeys("room999");
        assertThat(table.forget(a)).containsExactly("room999");
        assertThat(table.rooms()).isEmpty();
    }

    @Test
    void a_forgotten_member_leaves_everything_and_joins_nothing_any_more() {
        Member a = join("a", "red", "blue");

        assertThat(table.forget(a)).containsExactlyInAnyOrder("red", "blue");

        assertThat(table.rooms()).isEmpty();
        assertThat(table.sids()).isEmpty();
    }

    @Test
    void leaving_closes_the_gap_and_keeps_the_others() {
        for (int i = 0; i < 10; i++) {
            join("m" + i, "red");
        }

        table.leave("m3", "red");
        table.leave("m9", "red");
        table.leave("m0", "red");

        assertThat(reached(Selection.room("red"))).containsExactlyInAnyOrder("m1", "m2", "m4", "m5", "m6", "m7", "m8");
    }

    @Test
    void a_broadcast_under_way_sees_the_members_of_its_beginning() {
        for (int i = 0; i < 5; i++) {
            join("m" + i, "red");
        }
        List<String> seen = new ArrayList<>();

        table.forEach(Selection.room("red"), member -> {
            seen.add(member.id());
            table.leave(member.id(), "red");
            join("new-" + member.id(), "red");
        });

        assertThat(seen).containsExactlyInAnyOrder("m0", "m1", "m2", "m3", "m4");
        assertThat(reached(Selection.room("red")))
                .containsExactlyInAnyOrder("new-m0", "new-m1", "new-m2", "new-m3", "new-m4");
    }

    @Test
    void members_that_come_and_go_on_many_threads_leave_nothing_behind() throws Exception {
        RoomTable busy = new RoomTable(new Recorder(new ConcurrentLinkedQueue<>()));
        int threads = 4;
        CountDownLatch done = new CountDownLatch(threads);
        List<Throwable> failures = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int seed = t;
            Thread thread = new Thread(() -> {
                try {
                    churn(busy, seed);
                } catch (Throwable e) {
                    failures.add(e);
                } finally {
                    done.countDown();
                }
            });
            thread.start();
        }

        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(failures).isEmpty();
        assertThat(busy.rooms()).isEmpty();
        assertThat(busy.sids()).isEmpty();
    }

    private static void churn(RoomTable busy, int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            Member member = new Named("s" + seed + "-" + i);
            busy.join(member, List.of("r" + random.nextInt(3), "r" + random.nextInt(3), member.id()));
            busy.join(member, List.of("s" + random.nextInt(4) + "-" + (i + random.nextInt(20) - 10)));
            busy.forEach(Selection.ALL.with("r0", "r1"), other -> {});
            if (random.nextBoolean()) {
                busy.leave(member.id(), "r0");
            }
            busy.forget(member);
        }
    }

    private Member join(String id, String... rooms) {
        Member member = new Named(id);
        table.join(member, List.of(rooms));
        return member;
    }

    private List<String> reached(Selection selection) {
        List<String> ids = new ArrayList<>();
        table.forEach(selection, member -> ids.add(member.id()));
        return ids;
    }

    private record Recorder(java.util.Collection<String> events) implements RoomListener {
        @Override
        public void created(String room) {
            events.add("create " + room);
        }

        @Override
        public void deleted(String room) {
            events.add("delete " + room);
        }

        @Override
        public void joined(String room, String socketId) {
            events.add("join " + room + " " + socketId);
        }

        @Override
        public void left(String room, String socketId) {
            events.add("leave " + room + " " + socketId);
        }
    }

    private record Named(String id) implements Member {
        @Override
        public void deliver(SharedPacket packet, boolean droppable) {}

        @Override
        public CompletionStage<Args> ask(SharedPacket packet, Duration timeout) {
            return CompletableFuture.completedStage(Args.NONE);
        }

        @Override
        public SocketDetails details() {
            throw new AssertionError("not asked for here");
        }

        @Override
        public void join(String... rooms) {}

        @Override
        public void leave(String room) {}

        @Override
        public void disconnect(boolean close) {}
    }
}
