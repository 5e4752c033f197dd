package dev.parley.it.conformance;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values that the server makes itself, and descriptions that prove that it understood what it was sent. */
final class Values {
    private static final int[] CODE_POINTS = {
        0x41, 0x0, 0x22, 0x5c, 0x1e, 0x7f, 0xe9, 0x301, 0x20ac, 0x2028, 0x2029, 0xd7ff, 0xe000, 0xfffd, 0xfeff, 0x1f600,
        0x1f468, 0x200d, 0x1f469, 0x20000, 0x2f800, 0xe0001, 0xf0000, 0x10fffd
    };

    private Values() {}

    static Object produce(String kind, int size) {
        return switch (kind) {
            case "text" -> "x".repeat(size);
            case "binary" -> counting(size);
            case "unicode" -> new String(CODE_POINTS, 0, CODE_POINTS.length);
            case "nested" -> nested(size);
            default -> throw new IllegalArgumentException("kind: " + kind);
        };
    }

    private static byte[] counting(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (i % 251);
        }
        return bytes;
    }

    private static Map<String, @Nullable Object> nested(int size) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("a", List.of(filled(size, 1), Map.of("b", filled(size, 2))));
        map.put("c", Map.of("d", Map.of("e", filled(size, 3))));
        map.put("n", null);
        map.put("t", "x");
        return map;
    }

    private static byte[] filled(int size, int value) {
        byte[] bytes = new byte[size];
        java.util.Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    static List<Object> describeAll(List<? extends @Nullable Object> values) {
        List<Object> all = new ArrayList<>(values.size());
        for (Object value : values) {
            all.add(describe(value));
        }
        return all;
    }

    static Object describe(@Nullable Object value) {
        if (value instanceof String text) {
            return "text:" + digest(text.getBytes(StandardCharsets.UTF_8));
        }
        if (value instanceof byte[] bytes) {
            return "binary:" + digest(bytes);
        }
        if (value instanceof Number number) {
            return "number:" + number;
        }
        if (value instanceof List<?> list) {
            return describeAll(list);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> described = new LinkedHashMap<>();
            map.forEach((key, inner) -> described.put((String) key, describe(inner)));
            return described;
        }
        return String.valueOf(value);
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return bytes.length + ":" + HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
