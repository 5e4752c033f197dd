package dev.parley.json.jackson2;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what has no declared type, without recursion. Whole numbers beyond 64 bits become a {@code Double}, as in
 * JavaScript, and not a {@code BigInteger}.
 */
final class UntypedReader extends StdDeserializer<Object> {
    private static final long serialVersionUID = 1;

    UntypedReader() {
        super(Object.class);
    }

    @Override
    public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.currentToken().isStructStart()) {
            // A parser may stand on the first name of an object already, when a type id was looked for.
            return parser.currentToken() == JsonToken.FIELD_NAME
                    ? readTree(parser, new LinkedHashMap<String, Object>(), context)
                    : scalar(parser, context);
        }
        return readTree(parser, container(parser.currentToken()), context);
    }

    /** Never by what the peer says: a type id is data like any other. */
    @Override
    public @Nullable Object deserializeWithType(
            JsonParser parser, DeserializationContext context, TypeDeserializer ignored) throws IOException {
        return deserialize(parser, context);
    }

    private Object readTree(JsonParser parser, Object root, DeserializationContext context) throws IOException {
        Deque<Object> parents = new ArrayDeque<>();
        Object open = root;
        String name = "";
        JsonToken token = parser.currentToken() == JsonToken.FIELD_NAME ? parser.currentToken() : parser.nextToken();
        while (true) {
            if (token == JsonToken.FIELD_NAME) {
                name = parser.currentName();
            } else if (token.isStructEnd()) {
                if (parents.isEmpty()) {
                    return root;
                }
                open = parents.pop();
            } else if (token.isStructStart()) {
                Object inner = container(token);
                add(open, name, inner);
                parents.push(open);
                open = inner;
            } else {
                add(open, name, scalar(parser, context));
            }
            token = parser.nextToken();
        }
    }

    private static Object container(JsonToken token) {
        return token == JsonToken.START_ARRAY ? new ArrayList<@Nullable Object>() : new LinkedHashMap<String, Object>();
    }

    @SuppressWarnings("unchecked") // containers are made here only
    private static void add(Object open, String name, @Nullable Object value) {
        if (open instanceof List<?> list) {
            ((List<@Nullable Object>) list).add(value);
        } else {
            ((Map<String, @Nullable Object>) open).put(name, value);
        }
    }

    private @Nullable Object scalar(JsonParser parser, DeserializationContext context) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case VALUE_EMBEDDED_OBJECT -> parser.getEmbeddedObject();
            default -> context.handleUnexpectedToken(Object.class, parser);
        };
    }

    private static Object integer(JsonParser parser) throws IOException {
        return switch (parser.getNumberType()) {
            case INT -> parser.getIntValue();
            case LONG -> parser.getLongValue();
            default -> parser.getDoubleValue();
        };
    }
}
