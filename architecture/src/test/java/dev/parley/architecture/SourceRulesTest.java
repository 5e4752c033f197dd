package dev.parley.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import dev.parley.architecture.Sources.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/** Sizes, names and words that keep the code readable. Why each is as it is, is told in CONTRIBUTING.md. */
class SourceRulesTest {
    private static final int LONGEST_FILE = 400;
    private static final int LONGEST_METHOD = 60;
    private static final Pattern EMPTY_NAME = Pattern.compile("(Abstract|Base)[A-Z].*|.*(Impl|Manager|Helper|Utils?)");
    private static final Pattern LOOSE_TODO = Pattern.compile("\\b(TODO|FIXME|XXX)\\b(?!.*#\\d)");

    private final Sources sources = Sources.main();

    @Test
    void a_file_fits_into_400_lines() {
        List<String> tooLong = sources.files().stream()
                .filter(source -> source.lines().size() > LONGEST_FILE)
                .map(source -> sources.at(source, source.lines().size()))
                .toList();

        assertThat(tooLong).isEmpty();
    }

    @Test
    void a_method_fits_on_a_screen() {
        List<String> tooLong = find((source, found) -> new TreeScanner<Void, Void>() {
            @Override
            public Void visitMethod(MethodTree method, Void none) {
                long lines = line(source, end(source, method)) - line(source, start(source, method)) + 1;
                if (lines > LONGEST_METHOD && method.getBody() != null) {
                    found.add(at(source, method) + " " + method.getName() + ": " + lines + " lines");
                }
                return super.visitMethod(method, none);
            }
        }.scan(source.tree(), null));

        assertThat(tooLong).isEmpty();
    }

    @Test
    void nothing_is_synchronized_because_that_pins_virtual_threads_and_hides_who_guards_what() {
        List<String> monitors = find((source, found) -> new TreeScanner<Void, Void>() {
            @Override
            public Void visitSynchronized(SynchronizedTree block, Void none) {
                found.add(at(source, block));
                return super.visitSynchronized(block, none);
            }

            @Override
            public Void visitModifiers(ModifiersTree modifiers, Void none) {
                if (modifiers.getFlags().contains(Modifier.SYNCHRONIZED)) {
                    found.add(at(source, modifiers));
                }
                return super.visitModifiers(modifiers, none);
            }
        }.scan(source.tree(), null));

        assertThat(monitors).as("use a ReentrantLock").isEmpty();
    }

    @Test
    void a_class_is_final_unless_it_is_made_to_be_extended() {
        Set<Modifier> decided = Set.of(Modifier.FINAL, Modifier.ABSTRACT, Modifier.SEALED, Modifier.NON_SEALED);
        List<String> open = find((source, found) -> {
            for (Tree type : source.tree().getTypeDecls()) {
                boolean isClass = type.getKind() == Tree.Kind.CLASS;
                if (isClass
                        && ((ClassTree) type).getModifiers().getFlags().stream().noneMatch(decided::contains)) {
                    found.add(at(source, type));
                }
            }
        });

        assertThat(open).as("neither final, sealed nor abstract").isEmpty();
    }

    @Test
    void a_name_says_what_a_thing_is() {
        List<String> empty = find((source, found) -> new TreeScanner<Void, Void>() {
            @Override
            public Void visitClass(ClassTree type, Void none) {
                if (EMPTY_NAME.matcher(type.getSimpleName()).matches()) {
                    found.add(at(source, type) + " " + type.getSimpleName());
                }
                return super.visitClass(type, none);
            }
        }.scan(source.tree(), null));

        assertThat(empty).isEmpty();
    }

    @Test
    void work_left_to_do_names_its_issue() {
        List<String> loose = find((source, found) -> {
            for (int i = 0; i < source.lines().size(); i++) {
                if (LOOSE_TODO.matcher(source.lines().get(i)).find()) {
                    found.add(sources.at(source, i + 1));
                }
            }
        });

        assertThat(loose).isEmpty();
    }

    @Test
    void every_package_is_null_marked_and_says_what_it_is() {
        Set<String> described = sources.files().stream()
                .filter(Source::isPackageInfo)
                .filter(source -> source.lines().contains("@NullMarked"))
                .filter(source -> source.lines().stream().anyMatch(line -> line.contains("Depends on:")))
                .map(Source::packageName)
                .collect(Collectors.toSet());

        Set<String> all = sources.files().stream().map(Source::packageName).collect(Collectors.toSet());

        assertThat(all).isNotEmpty();
        assertThat(described)
                .as("packages whose package-info has @NullMarked and \"Depends on:\"")
                .containsAll(all);
    }

    private List<String> find(BiConsumer<Source, List<String>> search) {
        List<String> found = new ArrayList<>();
        sources.files().forEach(source -> search.accept(source, found));
        return found;
    }

    private String at(Source source, Tree tree) {
        return sources.at(source, line(source, start(source, tree)));
    }

    private long start(Source source, Tree tree) {
        return sources.docs().getSourcePositions().getStartPosition(source.tree(), tree);
    }

    private long end(Source source, Tree tree) {
        return sources.docs().getSourcePositions().getEndPosition(source.tree(), tree);
    }

    private static long line(Source source, long position) {
        return position < 0 ? 1 : source.tree().getLineMap().getLineNumber(position);
    }
}
