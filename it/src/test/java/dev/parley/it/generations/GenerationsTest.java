package dev.parley.it.generations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** Every client ever released, on one port: each cell of {@code docs/compatibility.md} is a test here. */
@Tag("live")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GenerationsTest {
    @TestFactory
    @Timeout(value = 9, unit = TimeUnit.MINUTES)
    List<DynamicTest> a_client_of_any_generation_does_over_its_transports_what_it_did_in_its_time() throws Exception {
        List<Cell> cells = new ArrayList<>();
        String obstacle = NodeClients.obstacle();
        try (GenerationsServer server = GenerationsServer.start(0, NodeClients.FOLDER)) {
            cells.addAll(JavaClients.run(server.url()));
            if (obstacle == null) {
                cells.addAll(NodeClients.run(server.url()));
            }
        }
        if (cells.stream().anyMatch(cell -> cell.where().equals("Chromium"))) {
            CompatibilityPage.write(cells); // a page of half of it would be worse than the last whole one
        }

        List<DynamicTest> tests = new ArrayList<>();
        cells.forEach(cell -> tests.add(dynamicTest(cell.name(), () -> {
            Assumptions.assumeFalse(cell.outcome() == Cell.Outcome.SKIPPED, cell.remark());
            assertThat(cell.ok()).as("%s: %s", cell.name(), cell.remark()).isTrue();
        })));
        if (obstacle != null) {
            tests.add(dynamicTest("clients in Node and in a browser", () -> Assumptions.abort(obstacle)));
        }
        return tests;
    }
}
