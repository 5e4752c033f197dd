package dev.parley.netty;

import dev.parley.engine.carrier.HttpExchange;
import dev.parley.engine.time.Strand;
import dev.parley.netty.http.Exchanges;
import dev.parley.testkit.carrier.CarrierContract;
import java.util.function.Consumer;

class NettyCarrierTest implements CarrierContract {
    @Override
    public Server start(Consumer<HttpExchange> handler) {
        Running running = new Running(builder -> builder.handler("/", handler::accept));
        return new Server() {
            @Override
            public int port() {
                return running.port();
            }

            @Override
            public void close() {
                running.close();
            }
        };
    }

    @Override
    public Strand strandFor(HttpExchange exchange) {
        return Exchanges.strandOf(exchange);
    }
}
