package dev.parley.protocol.parser;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.parley.protocol.frame.ProtocolViolation;
import dev.parley.protocol.payload.BinaryPayload;
import dev.parley.protocol.payload.TextPayload;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A decoder allocates by what it was sent, never by what it was promised. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DecoderAllocationTest {
    private static final int SMALL = 4_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "510-[\"a\"]",
                "599999999-[\"a\"]",
                "59999999999999999-[\"a\"]",
                "29007199254740991[\"a\"]",
                "2[\"a\",1e999999999]",
                "51-[\"a\",{\"_placeholder\":true,\"num\":999999999}]",
                "2[\"a\",\"\\uffff\"]",
                "0{\"length\":2147483647}"
            })
    void a_claim_costs_nothing(String wire) {
        assertThat(allocatedBy(TextPayload.of(wire))).isLessThan(SMALL);
    }

    @Test
    void depth_costs_one_bit_a_level() {
        String deep = "2[\"a\"," + "[".repeat(500_000);

        assertThat(allocatedBy(TextPayload.of(deep))).isLessThan(SMALL);
    }

    @Test
    void a_large_value_costs_nothing_until_it_is_asked_for() {
        String large = "2[\"a\",\"" + "x".repeat(900_000) + "\",{\"k\":[" + "1,".repeat(10_000) + "1]}]";

        assertThat(allocatedBy(TextPayload.of(large))).isLessThan(SMALL);
    }

    @Test
    void many_arguments_cost_a_few_bytes_each() {
        String wire = "2[\"a\"" + ",1".repeat(100_000) + "]";

        assertThat(allocatedBy(TextPayload.of(wire))).isLessThan(100_000 * 32L);
    }

    @Test
    void attachments_are_kept_and_not_copied() {
        PacketDecoder decoder = Packets.decoder();
        BinaryPayload attachment = BinaryPayload.of(new byte[1_000_000]);
        decoder.decode(Packets.text("51-['a',{'_placeholder':true,'num':0}]"));

        long before = threads.getCurrentThreadAllocatedBytes();
        decoder.decode(attachment);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(SMALL);
    }

    private long allocatedBy(TextPayload message) {
        decode(message); // classes are loaded and constants made
        long before = threads.getCurrentThreadAllocatedBytes();
        decode(message);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static void decode(TextPayload message) {
        try {
            Packets.decoder().decode(message);
        } catch (ProtocolViolation refused) {
            // Most of them are; here only the cost counts.
        }
    }
}
