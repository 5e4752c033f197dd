package dev.parley.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import dev.parley.architecture.Sources.Source;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/** What users can see has Javadoc. Wrong references and markup inside it are found by the compiler's doclint. */
class JavadocRulesTest {
    private final Sources sources = Sources.main();

    @Test
    void everything_that_users_can_see_has_javadoc() {
        List<String> missing = new ArrayList<>();

        for (Source source : sources.files()) {
            if (source.isPublished() && !source.packageName().contains(".internal")) {
                new Scanner(source, missing).scan(source.tree(), null);
            }
        }

        assertThat(missing).as("public API without Javadoc").isEmpty();
    }

    /** Visits what is visible from outside: it does not go into types that are not. */
    private final class Scanner extends TreePathScanner<Void, Void> {
        private final Source source;
        private final List<String> missing;

        Scanner(Source source, List<String> missing) {
            this.source = source;
            this.missing = missing;
        }

        @Override
        public Void visitClass(ClassTree type, Void none) {
            if (isVisible(type.getModifiers())) {
                check(type.getSimpleName().toString());
                for (Tree member : type.getMembers()) {
                    scan(member, none);
                }
            }
            return null;
        }

        @Override
        public Void visitMethod(MethodTree method, Void none) {
            if (isVisible(method.getModifiers()) && !isOverride(method) && !isCanonicalConstructor(method)) {
                check(method.getName() + "()");
            }
            return null;
        }

        @Override
        public Void visitVariable(VariableTree field, Void none) {
            if (isVisible(field.getModifiers()) && !isEnumConstant(field)) {
                check(field.getName().toString());
            }
            return null;
        }

        private void check(String name) {
            TreePath path = getCurrentPath();
            // A constructor that nobody wrote has no position, and no place for a comment.
            long start = sources.docs().getSourcePositions().getStartPosition(source.tree(), path.getLeaf());
            if (start >= 0 && sources.docs().getDocComment(path) == null) {
                missing.add(sources.at(source, source.tree().getLineMap().getLineNumber(start)) + " " + name);
            }
        }

        private boolean isVisible(ModifiersTree modifiers) {
            Tree around = getCurrentPath().getParentPath().getLeaf();
            boolean isInInterface = around.getKind() == Tree.Kind.INTERFACE;
            return modifiers.getFlags().contains(Modifier.PUBLIC)
                    || modifiers.getFlags().contains(Modifier.PROTECTED)
                    || (isInInterface && !modifiers.getFlags().contains(Modifier.PRIVATE));
        }

        private boolean isOverride(MethodTree method) {
            return method.getModifiers().getAnnotations().stream()
                    .anyMatch(annotation ->
                            annotation.getAnnotationType().toString().equals("Override"));
        }

        /** The components of a record are documented at its head. */
        private boolean isCanonicalConstructor(MethodTree method) {
            return method.getReturnType() == null
                    && getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.RECORD;
        }

        /** An enum constant may speak for itself. */
        private boolean isEnumConstant(VariableTree field) {
            return getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.ENUM
                    && field.getInitializer() != null
                    && field.getInitializer().getKind() == Tree.Kind.NEW_CLASS;
        }
    }
}
