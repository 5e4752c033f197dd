package dev.parley.benchmarks.run;

import dev.parley.benchmarks.load.Wire;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What to run and how.
 *
 * @param home the folder of the benchmarks
 * @param scenarios patterns of names, empty for all
 * @param servers names, empty for all
 * @param rounds per scenario
 * @param roundMillis how long each is
 * @param warmUpMillis before the first
 * @param isSmoke whether only answers matter: everything is small and short
 * @param minutes for everything, or 0: the goals come first then, the rest as far as time allows
 * @param serverCore the core of the servers, or -1 to leave them alone
 * @param base the folder of the benchmarks in another checkout, to compare with
 * @param out where the results go, without extension
 */
record Options(
        Path home,
        List<Pattern> scenarios,
        Set<String> servers,
        int rounds,
        int roundMillis,
        int warmUpMillis,
        boolean isSmoke,
        int minutes,
        int serverCore,
        Optional<Path> base,
        Path out) {
    static final String USAGE = """
            bin/bench [SCENARIO...] [options]     SCENARIO: a name, or a part of one with *; all without any
              --servers A,B    only these          --list        tells scenarios and servers
              --rounds N       default 5           --millis N    of a round, default 2000
              --warm-up N      milliseconds, default 3000
              --table          everything in --minutes N, default 30: the shorter, the fewer rounds; goals come first
              --report FILE    only tells, in Markdown, what such a run wrote to FILE (.json)
              --smoke          a minute, fails only on wrong answers
              --core N         core of the servers, default 0, -1 for any
              --base DIR       the folder benchmarks/ of another checkout, where bin/bench has run: adds its
                               Parley as base and base-inline
              --out PATH       of the results, default target/results/DATE-TIME; what is there is never
                               overwritten, and latest beside it leads to the last
            """;

    private static final DateTimeFormatter NOW = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmm", Locale.ROOT);

    static Options parse(Path home, String[] args) {
        Draft draft = new Draft(home);
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--servers" -> draft.servers.addAll(List.of(args[++i].split(",")));
                case "--rounds" -> draft.rounds = Integer.parseInt(args[++i]);
                case "--millis" -> draft.millis = Integer.parseInt(args[++i]);
                case "--warm-up" -> draft.warmUp = Integer.parseInt(args[++i]);
                case "--core" -> draft.core = Integer.parseInt(args[++i]);
                case "--base" -> draft.base = Optional.of(Path.of(args[++i]).toAbsolutePath());
                case "--out" -> draft.out = Path.of(args[++i]);
                case "--smoke" -> draft.smoke();
                case "--table" -> draft.minutes = Math.max(draft.minutes, 30);
                case "--minutes" -> draft.minutes = Integer.parseInt(args[++i]);
                default -> {
                    if (args[i].startsWith("-")) {
                        throw new IllegalArgumentException("unknown option " + args[i] + "\n" + USAGE);
                    }
                    draft.scenarios.add(Pattern.compile(args[i].replace("*", ".*")));
                }
            }
        }
        return draft.done();
    }

    boolean wants(Scenario scenario) {
        return scenarios.isEmpty()
                || scenarios.stream().anyMatch(p -> p.matcher(scenario.name()).matches());
    }

    /** Whether somebody takes part in a scenario: in a table, peers do where there is a goal to beat them, and with TLS the only one. */
    boolean wants(Scenario scenario, Contestant contestant) {
        if (!contestant.kinds().contains(scenario.kind()) || contestant.skips(scenario.name())) {
            return false;
        }
        if (scenario.isScaling()) {
            return contestant.isOurs() && (!isSmoke || contestant.name().equals("parley-inline"));
        }
        boolean isAlone = scenario.kind() == Wire.Kind.TLS && contestant.name().equals(Contestant.OFFICIAL);
        if (!isTable() || !contestant.isPeer() || isAlone) {
            return true;
        }
        // The slowest is never the best peer; once is enough to show it.
        return scenario.isGoal() && (!contestant.name().equals("python") || scenario.isFirst());
    }

    /** Whether somebody's idle connections are looked at; in a table the largest number only for those that goals name. */
    boolean wantsIdle(String scenario, Contestant contestant) {
        boolean isNamed =
                contestant.isOurs() || contestant.isLimit() || contestant.name().equals(Contestant.OFFICIAL);
        return !contestant.name().equals("parley-inline")
                && !contestant.skips(scenario)
                && (!isTable() || isNamed || scenario.equals("idle-10000"));
    }

    /** How long to measure {@code contestant} in {@code scenario}. */
    Pace pace(Scenario scenario, Contestant contestant) {
        return isTable() ? Pace.ofTable(scenario, contestant) : new Pace(rounds, rounds, roundMillis, warmUpMillis);
    }

    /** Whether everything must fit into a given time. */
    boolean isTable() {
        return minutes > 0;
    }

    /** Whether the idle connections of this name are wanted. */
    boolean wantsIdle(String name) {
        return scenarios.isEmpty()
                || scenarios.stream().anyMatch(p -> p.matcher(name).matches());
    }

    boolean wants(Contestant contestant) {
        return servers.isEmpty() || servers.contains(contestant.name());
    }

    /** What stands before the command of a server; {@code isScaling} if it may use two cores. */
    List<String> pinned(boolean isScaling) {
        // Without a word about cores it would have that of the load, whose child it is.
        String cores = serverCore < 0 ? "0-1023" : isScaling ? serverCore + "," + (serverCore + 1) : "" + serverCore;
        return List.of("taskset", "-c", cores);
    }

    /** The command of a JVM up to its class path, the same for all servers on one. */
    List<String> java() {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx3g",
                "-XX:MinHeapFreeRatio=10",
                "-XX:MaxHeapFreeRatio=30"));
        if (Runtime.version().feature() >= 24) {
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        String more = System.getenv("BENCH_JAVA_OPTIONS");
        if (more != null && !more.isBlank()) {
            command.addAll(List.of(more.trim().split(" +")));
        }
        command.add("-cp");
        return command;
    }

    private static final class Draft {
        final Path home;
        final List<Pattern> scenarios = new ArrayList<>();
        final Set<String> servers = new HashSet<>();
        Optional<Path> base = Optional.empty();
        Path out;
        int rounds = 5;
        int millis = 2000;
        int warmUp = 3000;
        int core;
        int minutes;
        boolean isSmoke;

        Draft(Path home) {
            this.home = home;
            this.out = home.resolve("target/results/" + NOW.format(ZonedDateTime.now(ZoneOffset.UTC)));
        }

        void smoke() {
            isSmoke = true;
            rounds = 1;
            millis = 150;
            warmUp = 50;
        }

        Options done() {
            return new Options(
                    home,
                    List.copyOf(scenarios),
                    Set.copyOf(servers),
                    rounds,
                    millis,
                    warmUp,
                    isSmoke,
                    minutes,
                    core,
                    base,
                    out);
        }
    }
}
