package io.pumprig.hardware.pages;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A copy of those sources of the repository that a page adds to or changes, and the classes that
 * come of them. They stand before the build's own on the class path.
 */
final class Workshop {
    /** What tests of these modules have for each other, such as {@code Scene}. */
    private static final String TEST_SOURCES =
            Page.ROOT.resolve("controller/src/test/java")
                    + ":"
                    + Page.ROOT.resolve("simulator/src/test/java");

    private final Path folder;
    private final Path classes;
    private boolean isCompiled = true;

    /**
     * @param folder stands for the root of the repository
     * @param classes where the compiled go
     */
    Workshop(Path folder, Path classes) throws IOException {
        this.folder = folder;
        this.classes = Files.createDirectories(classes);
    }

    /** The page says what that file holds. */
    void write(String file, Block content) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content.text());
        touched(path);
    }

    /** The page says what changes in a file of the repository, or in one of its own. */
    void change(String file, Block diff) throws IOException {
        Path path = folder.resolve(file);
        if (!Files.exists(path)) {
            Files.createDirectories(path.getParent());
            Files.copy(Page.ROOT.resolve(file), path);
        }
        Files.writeString(path, changed(Files.readString(path), diff));
        touched(path);
    }

    private void touched(Path path) {
        if (path.toString().endsWith(".java") || path.toString().contains("/resources/")) {
            isCompiled = false;
        }
    }

    /** Lines that stay or go have to be there, in this order and in one place. */
    private static String changed(String text, Block diff) {
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        String changed = text;
        List<String> lines = new ArrayList<>(diff.lines());
        lines.add("@@");
        for (String line : lines) {
            if (line.startsWith("@@")) {
                if (!before.isEmpty()) {
                    changed = replaced(changed, before, after, diff.place());
                }
                before.clear();
                after.clear();
                continue;
            }
            String rest = line.isEmpty() ? "" : line.substring(1);
            if (!line.startsWith("+")) {
                before.add(rest);
            }
            if (!line.startsWith("-")) {
                after.add(rest);
            }
        }
        return changed;
    }

    private static String replaced(
            String text, List<String> before, List<String> after, String place) {
        String old = "\n" + String.join("\n", before) + "\n";
        int at = text.indexOf(old);
        if (at < 0 || text.indexOf(old, at + 1) >= 0) {
            throw new AssertionError(place + ": the file has not exactly one place with" + old);
        }
        return text.substring(0, at)
                + "\n"
                + String.join("\n", after)
                + "\n"
                + text.substring(at + old.length());
    }

    /** Compiles what was touched since the last time, as strictly as the build. */
    void compile() throws IOException {
        if (isCompiled) {
            return;
        }
        isCompiled = true;
        List<Path> sources = below("java");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled =
                    compiler.getTask(
                                    said,
                                    files,
                                    null,
                                    List.of(
                                            "--release",
                                            "17",
                                            "-proc:none",
                                            "-Xlint:all,-processing",
                                            "-Werror",
                                            "-cp",
                                            System.getProperty("java.class.path"),
                                            "-sourcepath",
                                            TEST_SOURCES,
                                            "-implicit:class",
                                            "-d",
                                            classes.toString()),
                                    null,
                                    files.getJavaFileObjectsFromPaths(sources))
                            .call();
            if (!compiled) {
                throw new AssertionError("what the page says does not compile: " + said);
            }
        }
        for (Path resource : below("resources")) {
            Path from = Path.of(resource.toString().replaceFirst("/src/main/resources/.*", ""));
            Path to =
                    classes.resolve(
                            from.resolve("src/main/resources").relativize(resource).toString());
            Files.createDirectories(to.getParent());
            Files.write(to, Files.readAllBytes(resource));
        }
    }

    private List<Path> below(String kind) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(path -> path.toString().matches(".*/src/(main|test)/" + kind + "/.*"))
                    .sorted()
                    .toList();
        }
    }
}
