package dev.parley.architecture;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** The main sources of all modules, parsed once; nothing is compiled or bound for it. */
final class Sources {
    /** Modules that no user depends on: their public types are no promise. */
    private static final Set<String> UNPUBLISHED = Set.of("demo", "it", "architecture", "benchmarks");

    private static final Sources MAIN = parse();

    private final Path root;
    private final DocTrees docs;
    private final List<Source> files;

    private Sources(Path root, DocTrees docs, List<Source> files) {
        this.root = root;
        this.docs = docs;
        this.files = files;
    }

    /** One file. */
    record Source(Path path, CompilationUnitTree tree, List<String> lines, boolean isPublished) {
        boolean isPackageInfo() {
            return path.endsWith("package-info.java");
        }

        String packageName() {
            return tree.getPackageName().toString();
        }
    }

    static Sources main() {
        return MAIN;
    }

    List<Source> files() {
        return files;
    }

    DocTrees docs() {
        return docs;
    }

    /** Where something is, as a reader finds it: the path below the root of the project, and the line. */
    String at(Source source, long line) {
        return root.relativize(source.path()) + ":" + line;
    }

    private static Sources parse() {
        Path root = root();
        try (Stream<Path> modules = Files.list(root)) {
            List<Path> paths = modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .flatMap(Sources::javaFiles)
                    .sorted()
                    .toList();
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            try (var manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
                var units = manager.getJavaFileObjectsFromPaths(paths);
                var task = (JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), null, units);
                List<Source> files = new ArrayList<>();
                for (CompilationUnitTree tree : task.parse()) {
                    Path path = Path.of(tree.getSourceFile().toUri());
                    String module = root.relativize(path).getName(0).toString();
                    files.add(new Source(path, tree, Files.readAllLines(path), !UNPUBLISHED.contains(module)));
                }
                return new Sources(root, DocTrees.instance(task), List.copyOf(files));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> path.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve(".mvn"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("no folder above the working directory has .mvn");
            }
        }
        return folder;
    }
}
