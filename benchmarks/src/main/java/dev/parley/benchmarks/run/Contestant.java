package dev.parley.benchmarks.run;

import dev.parley.benchmarks.load.Wire;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A server that takes part.
 *
 * @param name as in results
 * @param isPeer whether it is somebody else's server, neither ours nor a limit
 * @param kinds what it can be driven with
 * @param needs a file without which it cannot start
 * @param command to start it, but for the port
 */
record Contestant(String name, boolean isPeer, Set<Wire.Kind> kinds, Path needs, List<String> command) {
    static final String LIMIT = "limit";
    static final String LIMIT_POLLING = "limit-c";

    /** The official server. */
    static final String OFFICIAL = "node-ws";

    private static final Set<Wire.Kind> ALL = EnumSet.allOf(Wire.Kind.class);
    private static final Set<Wire.Kind> WEBSOCKETS = EnumSet.complementOf(EnumSet.of(Wire.Kind.POLLING));
    private static final String OURS = "dev.parley.benchmarks.";

    boolean isAvailable() {
        return Files.exists(needs);
    }

    boolean isLimit() {
        return name.equals(LIMIT) || name.equals(LIMIT_POLLING);
    }

    /** Whether it takes no part there, because it does not get through with our load. */
    boolean skips(String scenario) {
        return name.equals("netty-socketio") && scenario.startsWith("binary");
    }

    boolean isOurs() {
        return !isPeer && !isLimit();
    }

    /** All that are known; {@code home} is the folder of the benchmarks. */
    static List<Contestant> all(Path home) {
        String own = System.getProperty("java.class.path");
        Path poll = home.resolve("target/poll");
        Path node = home.resolve("peers/node");
        List<Contestant> all = new ArrayList<>();
        all.add(new Contestant("parley", false, ALL, home, java(own, OURS + "app.ParleyApp")));
        all.add(new Contestant("parley-inline", false, ALL, home, java(own, OURS + "app.ParleyInlineApp")));
        all.add(new Contestant(LIMIT, false, WEBSOCKETS, home, java(own, OURS + "limit.LimitServer")));
        all.add(new Contestant(LIMIT_POLLING, false, EnumSet.of(Wire.Kind.POLLING), poll, List.of(poll.toString())));
        all.add(node(OFFICIAL, node, "socket.io", "ws"));
        all.add(node("node-eiows", node, "eiows", "eiows"));
        // Not the kinds with which a peer does not get through our load.
        all.add(peer(
                home,
                "netty-socketio",
                "peer.NettySocketIo",
                EnumSet.of(Wire.Kind.DEFLATE, Wire.Kind.POLLING, Wire.Kind.TLS)));
        all.add(peer(home, "jetty", "peer.JettySocketIo", EnumSet.of(Wire.Kind.TLS, Wire.Kind.POLLING)));
        all.add(new Contestant(
                "python",
                true,
                EnumSet.of(Wire.Kind.WEBSOCKET, Wire.Kind.POLLING),
                Path.of("/usr/lib/python3/dist-packages/socketio"),
                List.of(
                        "/usr/bin/python3",
                        home.resolve("peers/python/server.py").toString())));
        return all;
    }

    /** Parley as another checkout has it, to compare before with after; {@code home} is its folder of benchmarks. */
    static List<Contestant> base(Path home) {
        Path dependencies = home.resolve("target/quick/dependencies.txt");
        String classPath = home.resolve("target/quick/classes") + ":" + home.resolve("target/quick/test-classes") + ":@"
                + dependencies;
        return List.of(
                new Contestant("base", false, ALL, dependencies, java(classPath, OURS + "app.ParleyApp")),
                new Contestant("base-inline", false, ALL, dependencies, java(classPath, OURS + "app.ParleyInlineApp")));
    }

    private static Contestant node(String name, Path home, String module, String engine) {
        return new Contestant(
                name,
                true,
                ALL,
                home.resolve("node_modules/" + module),
                List.of("node", home.resolve("server.js").toString(), "PORT", engine));
    }

    private static Contestant peer(Path home, String name, String main, Set<Wire.Kind> without) {
        Path target = home.resolve("peers/" + name + "/target");
        EnumSet<Wire.Kind> kinds = EnumSet.allOf(Wire.Kind.class);
        kinds.removeAll(without);
        String classPath = home.resolve("target/classes") + ":" + home.resolve("target/quick/classes") + ":"
                + target.resolve("classes") + ":@" + target.resolve("dependencies.txt");
        return new Contestant(name, true, kinds, target.resolve("dependencies.txt"), java(classPath, main));
    }

    private static List<String> java(String classPath, String main) {
        return List.of("java", classPath, OURS + "host.Hosted", main);
    }
}
