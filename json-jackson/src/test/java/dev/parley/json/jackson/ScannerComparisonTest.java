package dev.parley.json.jackson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.frame.ProtocolViolation;
import dev.parley.protocol.json.JsonLimits;
import dev.parley.protocol.json.JsonScanner;
import dev.parley.protocol.json.RandomJson;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The protocol's own check of JSON against a library that millions use. Seeds as in {@link RandomJson}. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ScannerComparisonTest {
    private final JsonFactory jackson = new JsonFactory();

    @Test
    void both_accept_and_refuse_the_same_texts() {
        long seed = RandomJson.seed();
        RandomJson random = new RandomJson(seed);
        int accepted = 0;

        for (int i = 0; i < 50_000; i++) {
            // Names with lone surrogates are valid JSON, which this library refuses.
            String damaged = random.damaged(random.value(4)).replaceAll("(?i)\\\\ud[89a-f]", "\\\\u00");
            // In an array: behind a bare number this library overlooks control characters.
            String json = "[" + damaged + "]";
            boolean ours = scannerAccepts(json);
            assertThat(ours).as("seed %d: %s", seed, json).isEqualTo(jacksonAccepts(json));
            accepted += ours ? 1 : 0;
        }

        assertThat(accepted).as("seed %d", seed).isBetween(500, 45_000);
    }

    private static boolean scannerAccepts(String json) {
        byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
        try {
            JsonScanner.scan(utf8, 0, utf8.length, JsonLimits.DEFAULT, 0);
            return true;
        } catch (ProtocolViolation refused) {
            return false;
        }
    }

    private boolean jacksonAccepts(String json) {
        try (JsonParser parser =
                jackson.createParser(ObjectReadContext.empty(), json.getBytes(StandardCharsets.UTF_8))) {
            if (parser.nextToken() == null) {
                return false; // no value at all
            }
            parser.skipChildren();
            readScalar(parser);
            return parser.nextToken() == null;
        } catch (JacksonException refused) {
            return false;
        }
    }

    private static void readScalar(JsonParser parser) {
        if (parser.currentToken().isScalarValue()) {
            parser.getString();
        }
    }
}
