package dev.parley.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TimetableTest {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final Path home = Path.of("").toAbsolutePath();
    private final Options options = Options.parse(home, new String[] {"--table"});
    private final List<Contestant> contestants = Contestant.all(home);
    private final List<Scenario> all = Scenario.all();

    @Test
    void half_an_hour_is_enough_for_three_rounds_of_everything() {
        Timetable timetable = new Timetable(Duration.ZERO, options, all, contestants);

        long least = 0;
        for (int i = 0; i < all.size(); i++) {
            least += timetable.share(0, i);
        }

        assertThat(least).isBetween(10 * MINUTE, 25 * MINUTE);
    }

    @Test
    void what_is_left_over_goes_to_goals() {
        Timetable timetable = new Timetable(Duration.ZERO, options, all, contestants);
        int goal = index("echo-32-w1-c64");
        int other = index("rooms-w16-c64");

        assertThat(timetable.share(60 * MINUTE, goal)).isGreaterThan(timetable.share(0, goal));
        assertThat(timetable.share(60 * MINUTE, other)).isEqualTo(timetable.share(0, other));
    }

    @Test
    void all_shares_together_fit_into_the_time_there_is() {
        Timetable timetable = new Timetable(Duration.ZERO, options, all, contestants);

        long left = 60 * MINUTE;
        for (int i = 0; i < all.size(); i++) {
            left -= timetable.share(left, i);
        }

        assertThat(left).isBetween(0L, 20 * MINUTE);
    }

    private int index(String name) {
        return all.stream().map(Scenario::name).toList().indexOf(name);
    }
}
