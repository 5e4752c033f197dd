package dev.parley.it.generations;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

/** The official Java clients, each in a class loader of its own. */
final class JavaClients {
    private JavaClients() {}

    static List<Cell> run(String url) throws Exception {
        List<Cell> cells = new ArrayList<>();
        for (String transport : List.of("websocket", "polling", "upgrade")) {
            cells.add(run("1.0.2", url, transport, "1.x-2.x"));
            cells.add(run("2.1.2", url, transport, "3.x-4.x"));
        }
        return cells;
    }

    private static Cell run(String version, String url, String transport, String generation) throws Exception {
        File here = new File(JavaClientRun.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        File folder = new File(here.getParentFile(), "java-clients/" + version);
        List<URL> classPath = new ArrayList<>(List.of(here.toURI().toURL()));
        for (File jar : Objects.requireNonNull(folder.listFiles(), "no jars in " + folder)) {
            classPath.add(jar.toURI().toURL());
        }
        // Never closed: threads of the client still load classes when it has long been told to go.
        URLClassLoader loader = new URLClassLoader(classPath.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
        try {
            Object run = loader.loadClass(JavaClientRun.class.getName())
                    .getConstructor(String.class, String.class, String.class)
                    .newInstance(url, transport, generation);
            return new Cell("Java", version, transport, Cell.Outcome.PASSED, can(run), null);
        } catch (AssertionError | Exception failure) {
            return new Cell("Java", version, transport, Cell.Outcome.FAILED, List.of(), failure.toString());
        }
    }

    @SuppressWarnings("unchecked") // the class was loaded twice, but what it implements is the JDK's
    private static List<String> can(Object run) throws Exception {
        return ((Callable<List<String>>) run).call();
    }
}
