package dev.parley.protocol.json;

import dev.parley.protocol.packet.BindingException;
import dev.parley.protocol.payload.BinaryPayload;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON library of maps and lists for tests of this module, which depends on no real one. */
public final class PlainJson implements JsonCodec {
    @Override
    public void write(Object value, OutputStream out, BinarySink sink) {
        JsonOutput text = new JsonOutput(0, 64);
        write(value, text, sink);
        try {
            out.write(text.array(), text.begin(), text.length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Object value, JsonOutput out, BinarySink sink) {
        if (value == null || value instanceof Boolean) {
            out.ascii(String.valueOf(value));
        } else if (value instanceof String text) {
            out.string(text);
        } else if (value instanceof Integer || value instanceof Long) {
            out.number(((Number) value).longValue());
        } else if (value instanceof Double number) {
            out.number(number.doubleValue());
        } else if (value instanceof byte[] bytes) {
            out.placeholder(sink.add(BinaryPayload.of(bytes)));
        } else if (value instanceof List<?> list) {
            char before = '[';
            for (Object element : list) {
                out.raw(before);
                write(element, out, sink);
                before = ',';
            }
            out.ascii(list.isEmpty() ? "[]" : "]");
        } else if (value instanceof Map<?, ?> map) {
            char before = '{';
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.raw(before);
                out.string((String) entry.getKey());
                out.raw(':');
                write(entry.getValue(), out, sink);
                before = ',';
            }
            out.ascii(map.isEmpty() ? "{}" : "}");
        } else {
            throw new IllegalArgumentException(
                    "cannot write " + value.getClass().getName());
        }
    }

    @Override
    public Object read(byte[] json, int offset, int length, Type type, List<BinaryPayload> attachments) {
        Object value = new Reader(json, offset, offset + length, attachments).value();
        if (value != null && type instanceof Class<?> wanted && !wanted.isInstance(value)) {
            throw new BindingException(value.getClass() + " is not " + wanted);
        }
        return value;
    }

    /** Reads checked JSON. */
    private static final class Reader {
        private final byte[] json;
        private final int end;
        private final List<BinaryPayload> attachments;
        private int at;

        Reader(byte[] json, int at, int end, List<BinaryPayload> attachments) {
            this.json = json;
            this.at = at;
            this.end = end;
            this.attachments = attachments;
        }

        Object value() {
            skipSpace();
            switch (json[at]) {
                case '{':
                    int number = attachments.isEmpty() ? -1 : Placeholders.numberAt(json, at, end);
                    return number < 0 ? object() : attachment(number);
                case '[':
                    return array();
                case '"':
                    return string();
                case 't':
                    at += 4;
                    return true;
                case 'f':
                    at += 5;
                    return false;
                case 'n':
                    at += 4;
                    return null;
                default:
                    int begin = at;
                    while (at < end && ",]} \n\t\r".indexOf(json[at]) < 0) {
                        at++;
                    }
                    return JsonScalars.number(json, begin, at);
            }
        }

        private Object attachment(int number) {
            while (json[at] != '}') {
                at++;
            }
            at++;
            return attachments.get(number).toByteArray();
        }

        private Object object() {
            Map<String, Object> map = new LinkedHashMap<>();
            at++;
            for (skipSpace(); json[at] != '}'; skipSpace()) {
                if (json[at] == ',') {
                    at++;
                    skipSpace();
                }
                String name = string();
                skipSpace();
                at++;
                map.put(name, value());
            }
            at++;
            return map;
        }

        private Object array() {
            List<Object> list = new ArrayList<>();
            at++;
            for (skipSpace(); json[at] != ']'; skipSpace()) {
                if (json[at] == ',') {
                    at++;
                }
                list.add(value());
            }
            at++;
            return list;
        }

        private String string() {
            int begin = at++;
            while (json[at] != '"') {
                at += json[at] == '\\' ? 2 : 1;
            }
            at++;
            return JsonScalars.string(json, begin, at);
        }

        private void skipSpace() {
            while (at < end && JsonScanner.isSpace(json[at])) {
                at++;
            }
        }
    }
}
