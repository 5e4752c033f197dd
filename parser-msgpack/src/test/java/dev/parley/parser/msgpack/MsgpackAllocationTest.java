package dev.parley.parser.msgpack;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.parley.protocol.frame.ProtocolViolation;
import dev.parley.protocol.json.PlainJson;
import dev.parley.protocol.parser.DecodeLimits;
import dev.parley.protocol.payload.BinaryPayload;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A decoder allocates by what it was sent, never by what it was promised. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MsgpackAllocationTest {
    private static final String EVENT = "83a47479706502a464617461";

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dfffffffff",
                "df7fffffff",
                EVENT + "ddffffffff",
                EVENT + "dd7fffffff",
                EVENT + "92a161dfffffffff",
                EVENT + "92a161c6ffffffff",
                EVENT + "92a161c67fffffff",
                EVENT + "92a161dbffffffff",
                EVENT + "92a161c9ffffffff00",
                EVENT + "dbffffffff",
                EVENT + "92a161dc00ff00"
            })
    void a_claim_costs_nothing(String hex) {
        assertThat(allocatedBy(hex)).isLessThan(4_000);
    }

    @Test
    void what_grows_most_grows_six_times() {
        int length = 100_000;
        String controls = EVENT + "92a161db" + String.format("%08x", length) + "01".repeat(length) + "a36e7370a12f";

        // The text, its growth by doubling, and the old array while it is copied.
        assertThat(allocatedBy(controls)).isLessThan(6L * 4 * length);
    }

    private long allocatedBy(String hex) {
        BinaryPayload message = BinaryPayload.of(HexFormat.of().parseHex(hex));
        decode(message);
        long before = threads.getCurrentThreadAllocatedBytes();
        decode(message);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static void decode(BinaryPayload message) {
        try {
            new MsgpackParser(new PlainJson()).newDecoder(DecodeLimits.DEFAULT).decode(message);
        } catch (ProtocolViolation refused) {
            // Most of them are; here only the cost counts.
        }
    }
}
