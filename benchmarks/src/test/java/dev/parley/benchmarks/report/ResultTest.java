package dev.parley.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ResultTest {
    @Test
    void a_result_is_settled_when_all_rounds_but_two_agree() {
        assertThat(measured(List.of(), 20, 10.0, 10.1, 9.8, 5).isSettled()).isTrue();
    }

    @Test
    void a_result_is_not_settled_while_rounds_differ() {
        assertThat(measured(List.of(), 20, 10.0, 11, 9.8, 5).isSettled()).isFalse();
    }

    @Test
    void four_rounds_are_too_few_to_settle() {
        assertThat(measured(List.of(), 10, 10, 10, 10).isSettled()).isFalse();
    }

    @Test
    void latencies_never_settle() {
        assertThat(measured(List.of(1.0, 2.0, 3.0, 4.0), 10, 10, 10, 10, 10).isSettled())
                .isFalse();
    }

    /** Rounds of a million messages that took so many seconds of processor. */
    private static Result measured(List<Double> latencies, double... seconds) {
        List<Round> rounds = Arrays.stream(seconds)
                .mapToObj(
                        spent -> new Round(1, 1_000_000, new Spent(spent, 0, 0, 0, Threads.NONE), latencies, List.of()))
                .toList();
        return new Result("echo", "parley", rounds, "");
    }
}
