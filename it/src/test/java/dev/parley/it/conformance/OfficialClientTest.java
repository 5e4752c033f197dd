package dev.parley.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** The official JavaScript client, and bare HTTP and websockets, judge this server: each test of theirs is one here. */
@Tag("live")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OfficialClientTest {
    @TestFactory
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    List<DynamicNode> the_official_client_finds_everything_as_it_knows_it() throws Exception {
        String obstacle = NodeSuite.obstacle();
        Assumptions.assumeTrue(obstacle == null, obstacle);
        List<NodeSuite.Result> results;
        ConformanceServers servers = ConformanceServers.start();
        try (servers) {
            results = NodeSuite.run(servers.toJson());
        }

        assertThat(results).as("tests that ran").isNotEmpty();

        List<DynamicNode> nodes = new ArrayList<>(byFile(results));
        // A test of its own, so that it does not hide what the clients found.
        nodes.add(dynamicTest(
                "handlers threw nothing unasked, and all servers stopped",
                () -> assertThat(servers.failures()).isEmpty()));
        return nodes;
    }

    private static List<DynamicNode> byFile(List<NodeSuite.Result> results) {
        Map<String, List<NodeSuite.Result>> byFile = results.stream()
                .collect(Collectors.groupingBy(NodeSuite.Result::file, LinkedHashMap::new, Collectors.toList()));
        return byFile.entrySet().stream()
                .map(file -> (DynamicNode)
                        dynamicContainer(file.getKey(), file.getValue().stream().map(OfficialClientTest::asTest)))
                .toList();
    }

    private static DynamicTest asTest(NodeSuite.Result result) {
        return dynamicTest(result.name(), () -> {
            switch (result.status()) {
                case "failed" -> Assertions.fail(result.detail());
                case "skipped" -> Assumptions.abort(result.detail());
                default -> assertThat(result.status()).isEqualTo("passed");
            }
        });
    }
}
