package org.salonarchive;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the arrows between packages and the few rules of shape that a compiler does not know. */
class ArchitectureTest {

    private static final String ROOT = "org.salonarchive.";
    private static final Path SOURCES = Path.of("src/main/java/org/salonarchive");
    private static final int LONGEST_FILE = 400;

    /** Which packages of ours each package may import. */
    private static final Map<String, List<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("message", List.of()),
            Map.entry("source", List.of()),
            Map.entry("database", List.of()),
            Map.entry("thread", List.of("message")),
            Map.entry("render", List.of("message")),
            Map.entry("archive", List.of("message", "thread")),
            Map.entry("search", List.of("archive", "render", "message")),
            Map.entry("ingest", List.of("source", "message", "thread", "archive")),
            Map.entry("export", List.of("archive", "message")),
            Map.entry("admin", List.of("ingest", "archive", "source")),
            Map.entry("reader", List.of("archive", "search", "thread", "render", "message")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.salonarchive");

    @Test
    void arrowsPointOneWay() {
        MAY_IMPORT.forEach((name, allowed) -> {
            String[] forbidden = Stream.concat(MAY_IMPORT.keySet().stream(), Stream.of("command"))
                    .filter(other -> !other.equals(name) && !allowed.contains(other))
                    .map(other -> ROOT + other + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + name + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(forbidden)
                    .allowEmptyShould(true)
                    .check(CLASSES);
        });
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void purePackagesKnowNoFramework() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + "message..", ROOT + "source..", ROOT + "thread..", ROOT + "render..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "jakarta.persistence..", "jakarta.inject..", "java.sql..")
                .check(CLASSES);
    }

    @Test
    void namesSayWhatThingsAre() {
        classes()
                .that()
                .resideInAPackage("org.salonarchive..")
                .should()
                .haveNameNotMatching(".*(Manager|Helper|Utils?|Impl|Base|Info|Dto|Processor|Handler|Wrapper)")
                .check(CLASSES);
    }

    @Test
    void collaboratorsComeThroughConstructors() {
        fields().should()
                .notBeAnnotatedWith("jakarta.inject.Inject")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void everyPackageSaysWhatItIs() throws IOException {
        try (Stream<Path> folders = Files.walk(SOURCES)) {
            assertThat(folders.filter(Files::isDirectory))
                    .allSatisfy(folder -> assertThat(folder.resolve("package-info.java"))
                            .content()
                            .contains("@NullMarked"));
        }
    }

    @Test
    void filesStayReadable() throws IOException {
        for (Path file : sources()) {
            assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(LONGEST_FILE);
        }
    }

    @Test
    void templatesNeverSwitchEscapingOff() throws IOException {
        try (Stream<Path> templates = Files.walk(Path.of("src/main/resources/templates"))) {
            assertThat(templates.filter(Files::isRegularFile))
                    .allSatisfy(template ->
                            assertThat(template).content().doesNotContain(".raw}", ".safe}", ".raw ", ".safe "));
        }
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
