package dev.parley.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.benchmarks.load.Answer;
import dev.parley.benchmarks.load.ClosedLoop;
import dev.parley.benchmarks.load.Exchange;
import dev.parley.benchmarks.load.Generator;
import dev.parley.benchmarks.load.LoadLoop;
import dev.parley.benchmarks.load.Template;
import dev.parley.benchmarks.load.Wire;
import dev.parley.benchmarks.load.WrongAnswerException;
import dev.parley.benchmarks.report.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two servers in processes of their own take turns, and the load of the first one fails. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Tag("live")
@Timeout(600)
class TrialTest {
    private static final Exchange ECHO = Exchange.echo(32);
    private static final Exchange NEVER_ANSWERED_SO =
            new Exchange(ECHO.request(), List.of(Answer.exactly(Template.text("another answer"))));

    private final Path home = Path.of("").toAbsolutePath();
    private final Options options = Options.parse(home, new String[] {"--smoke", "--core", "-1"});
    private final LoadLoop load = new LoadLoop();
    private final Fleet fleet = new Fleet(options);
    private final Contestant broken = limit("broken");
    private final Contestant sound = limit("sound");
    private @Nullable Generator ofBroken;
    private int leftOfBroken = -1;

    @AfterEach
    void end() {
        fleet.close();
        load.close();
    }

    @Test
    void who_cannot_connect_all_clients_leaves_none() throws Exception {
        List<Result> results = run((generator, wire, small) -> {
            ClosedLoop.connect(generator, wire, 4, 1, ECHO);
            throw new WrongAnswerException("the last client was refused");
        });

        assertThatOnlyTheSoundOneIsLeft(results, "the last client was refused");
    }

    @Test
    void who_gives_a_wrong_answer_is_asked_nothing_more() throws Exception {
        List<Result> results = run(
                (generator, wire, small) -> ClosedLoop.connect(generator, wire, 4, 4, ECHO, ECHO, NEVER_ANSWERED_SO));

        assertThatOnlyTheSoundOneIsLeft(results, "expected another answer and got");
    }

    /** Notes what the first one has still open when the second begins. */
    private List<Result> run(Scenario.Load failing) throws IOException, InterruptedException {
        ServerProcess bystander = fleet.get(limit("bystander"), "");
        Scenario scenario = new Scenario("test", Wire.Kind.WEBSOCKET, (generator, wire, small) -> {
            Generator first = ofBroken;
            if (first == null) {
                ofBroken = generator;
                // Another process than the one that ends with the failure, so that connections do not end with it.
                Wire lasting = new Wire(bystander.port(), Wire.Kind.WEBSOCKET);
                return failing.connect(generator, lasting, small);
            }
            leftOfBroken = first.connections();
            return ClosedLoop.connect(generator, wire, 4, 1, ECHO);
        });
        return new Trial(scenario, options, fleet, load).run(List.of(broken, sound), 0);
    }

    private void assertThatOnlyTheSoundOneIsLeft(List<Result> results, String failure) {
        assertThat(results.get(0).failure()).contains(failure);
        assertThat(results.get(0).isMeasured()).isFalse();
        assertThat(leftOfBroken).isZero();
        assertThat(fleet.has(broken, "")).isFalse();

        assertThat(results.get(1).failure()).isEmpty();
        assertThat(results.get(1).isMeasured()).isTrue();
        assertThat(fleet.has(sound, "")).isTrue();
    }

    private Contestant limit(String name) {
        Contestant limit = Contestant.all(home).stream()
                .filter(one -> one.name().equals(Contestant.LIMIT))
                .findFirst()
                .orElseThrow();
        return new Contestant(name, false, limit.kinds(), limit.needs(), limit.command());
    }
}
