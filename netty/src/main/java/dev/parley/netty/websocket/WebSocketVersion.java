package dev.parley.netty.websocket;

/** Which WebSocket protocol a handshake has agreed upon. Immutable. */
public sealed interface WebSocketVersion {
    /** The end of the status line of the answer. */
    String status();

    /**
     * RFC 6455 (version 13), and the drafts 7 to 12 of it (versions 7 and 8), whose frames are the same.
     *
     * @param compression whether permessage-deflate was agreed upon
     */
    record Hybi(boolean compression) implements WebSocketVersion {
        private static final Hybi PLAIN = new Hybi(false);
        private static final Hybi COMPRESSING = new Hybi(true);

        /** One of two that all connections share. */
        static Hybi of(boolean compression) {
            return compression ? COMPRESSING : PLAIN;
        }

        @Override
        public String status() {
            return "101 Switching Protocols";
        }
    }

    /** draft-hixie-thewebsocketprotocol-75. */
    record Hixie75() implements WebSocketVersion {
        @Override
        public String status() {
            return "101 Web Socket Protocol Handshake";
        }
    }

    /**
     * draft-hixie-thewebsocketprotocol-76, also known as hybi-00.
     *
     * @param first what the first key stands for
     * @param second what the second key stands for
     */
    record Hixie76(int first, int second) implements WebSocketVersion {
        @Override
        public String status() {
            return "101 WebSocket Protocol Handshake";
        }
    }
}
