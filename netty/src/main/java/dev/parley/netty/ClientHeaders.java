package dev.parley.netty;

import dev.parley.engine.EngineOptions;
import dev.parley.engine.http.CorsHeaders;
import dev.parley.engine.http.ReplyHeaders;
import dev.parley.netty.files.ClientBundle;
import dev.parley.protocol.http.RequestHead;
import java.util.List;
import java.util.concurrent.Executor;

/** The client's files with the CORS headers of the engine they belong to. Stateless. */
final class ClientHeaders {
    private ClientHeaders() {}

    static ClientBundle bundle(EngineOptions engine, Executor files) {
        return new ClientBundle(engine.path(), files, head -> cors(engine, head));
    }

    private static List<String> cors(EngineOptions engine, RequestHead head) {
        ReplyHeaders headers = new ReplyHeaders();
        if (engine.cors() != null) {
            CorsHeaders.write(engine.cors(), head, headers);
        }
        return headers.list();
    }
}
