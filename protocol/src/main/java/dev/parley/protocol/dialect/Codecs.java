package dev.parley.protocol.dialect;

import dev.parley.protocol.json.JsonCodec;
import dev.parley.protocol.parser.Parser;

/**
 * What a server reads and writes values with.
 *
 * @param json its JSON library
 * @param parser its parser; generations before 1.0 have their own format and use only {@code json}
 */
public record Codecs(JsonCodec json, Parser parser) {}
