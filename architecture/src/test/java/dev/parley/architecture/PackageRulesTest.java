package dev.parley.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.parley.architecture.Sources.Source;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Lock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which package may use which: no circles, each arrow declared, and libraries only where they belong. */
class PackageRulesTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.parley");

    private static final Pattern CODE = Pattern.compile("\\{@code ([a-z0-9_.]+)}");

    @Test
    void every_module_is_looked_at() {
        Set<String> inSources = Sources.main().files().stream()
                .filter(source -> !source.isPackageInfo())
                .map(Source::packageName)
                .collect(Collectors.toSet());

        Set<String> inClasses = CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());

        assertThat(inClasses)
                .as("packages of the modules that architecture/pom.xml depends on")
                .containsAll(inSources);
    }

    @Test
    void packages_do_not_depend_on_each_other_in_circles() {
        check(slices().matching("dev.parley.(**)").should().beFreeOfCycles());
    }

    @Test
    void a_package_uses_only_the_packages_that_its_description_names() {
        Set<String> undeclared = new TreeSet<>();

        for (Source source : Sources.main().files()) {
            if (source.isPackageInfo()) {
                Set<String> declared = declaredBy(source);
                usedBy(source.packageName()).stream()
                        .filter(used -> declared.stream().noneMatch(name -> covers(name, used)))
                        .forEach(used -> undeclared.add(source.packageName() + " -> " + used));
            }
        }

        assertThat(undeclared)
                .as("arrows that are missing after \"Depends on:\" in a package-info.java")
                .isEmpty();
    }

    @Test
    void netty_is_used_by_its_own_module_only() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("dev.parley.netty..", "dev.parley.benchmarks..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty.."));
    }

    @Test
    void jackson_is_used_by_its_own_modules_only() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("dev.parley.json.jackson..", "dev.parley.json.jackson2..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("tools.jackson..", "com.fasterxml.jackson.."));
    }

    @Test
    void the_protocol_has_no_threads_files_or_connections() {
        check(noClasses()
                .that()
                .resideInAPackage("dev.parley.protocol..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.channels..", "java.nio.file..")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Thread.class, Executor.class, Lock.class, Socket.class, ServerSocket.class));
    }

    @Test
    void the_demo_uses_public_api_only() {
        check(noClasses()
                .that()
                .resideInAPackage("dev.parley.demo..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.parley..internal..", "io.netty.."));
    }

    @Test
    void java_serialisation_is_used_nowhere() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.ObjectInputStream")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.ObjectOutputStream"));
    }

    @Test
    void nothing_in_the_server_sleeps_or_remembers_by_thread() {
        DescribedPredicate<JavaClass> threadLocal = DescribedPredicate.describe(
                "are thread-locals",
                type -> type.getName().equals("java.lang.ThreadLocal")
                        || type.getName().endsWith(".FastThreadLocal"));

        check(noClasses()
                .that()
                .resideInAnyPackage("dev.parley.engine..", "dev.parley.server..", "dev.parley.netty..")
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .dependOnClassesThat(threadLocal));
    }

    private static void check(ArchRule rule) {
        // A rule about a package that does not exist yet holds.
        rule.allowEmptyShould(true).check(CLASSES);
    }

    private static Set<String> usedBy(String packageName) {
        return CLASSES.stream()
                .filter(type -> type.getPackageName().equals(packageName))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(Dependency::getTargetClass)
                .map(JavaClass::getBaseComponentType)
                .map(JavaClass::getPackageName)
                .filter(used -> used.startsWith("dev.parley.") && !used.equals(packageName))
                .collect(Collectors.toSet());
    }

    private static Set<String> declaredBy(Source packageInfo) {
        List<String> lines = packageInfo.lines();
        String text = String.join(" ", lines.subList(0, lines.indexOf("@NullMarked")));
        Matcher names = CODE.matcher(text.substring(Math.max(0, text.indexOf("Depends on:"))));
        return names.results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    /** A full name stands for a package and all below it; a short one for the packages that end with it. */
    private static boolean covers(String declared, String used) {
        return used.equals(declared) || used.startsWith(declared + ".") || used.endsWith("." + declared);
    }
}
