package dev.parley.it.readme;

import dev.parley.netty.NettyServer;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Java of a document: statements that make a {@code server}, compiled and run. */
final class Snippet {
    private static final String CLASS = "QuickStart";

    private Snippet() {}

    /** Runs {@code statements}, on any free port, and returns the server that they made. */
    static NettyServer run(String statements, Path folder) throws IOException, ReflectiveOperationException {
        Path source = folder.resolve(CLASS + ".java");
        Files.writeString(source, """
                import dev.parley.netty.NettyServer;
                public class %s {
                    public static NettyServer run() {
                %s
                        return server;
                    }
                }
                """.formatted(CLASS, statements.replace("port(3000)", "port(0)")));
        compile(source, folder);
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            return (NettyServer) loader.loadClass(CLASS).getMethod("run").invoke(null);
        }
    }

    private static void compile(Path source, Path folder) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options =
                    List.of("-classpath", System.getProperty("java.class.path"), "-d", folder.toString(), "-proc:none");
            boolean works = compiler.getTask(said, files, null, options, null, files.getJavaFileObjects(source))
                    .call();
            if (!works) {
                throw new AssertionError("the README's Java does not compile: " + said);
            }
        }
    }
}
