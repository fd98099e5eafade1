package io.pumprig.hardware.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One Markdown page of the repository, taken apart: prose, blocks, links, anchors. */
final class Page {
    /** Where the repository begins, seen from the folder of this module. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern FENCE = Pattern.compile("^```(\\S*).*$");
    private static final Pattern COMMENT = Pattern.compile("<!-- ([a-z-]+)(?:: (.*?))? -->");
    private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.*?) *#*$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^()\\s]+)\\)");
    private static final Pattern SPAN = Pattern.compile("`([^`]+)`");

    private final Path file;
    private final List<String> prose = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();

    /**
     * @param file below {@link #ROOT}
     */
    Page(Path file) {
        this.file = file;
        try {
            take(Files.readAllLines(ROOT.resolve(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Page of(String file) {
        return new Page(Path.of(file));
    }

    /** Every page of the repository, by name. */
    static List<Page> all() throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(
                ROOT,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes of) {
                        String name = folder.getFileName().toString();
                        boolean hidden = name.startsWith(".") && !folder.equals(ROOT);
                        return hidden || name.equals("target")
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path path, BasicFileAttributes of) {
                        if (path.toString().endsWith(".md")) {
                            found.add(ROOT.relativize(path));
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return found.stream().sorted().map(Page::new).toList();
    }

    private void take(List<String> lines) {
        Map<Mark, String> marks = new EnumMap<>(Mark.class);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Matcher fence = FENCE.matcher(line);
            if (fence.matches()) {
                int first = i + 1;
                do {
                    i++;
                } while (!lines.get(i).equals("```"));
                blocks.add(
                        new Block(
                                file + ":" + (first + 1),
                                fence.group(1),
                                List.copyOf(lines.subList(first, i)),
                                new EnumMap<>(marks)));
                marks.clear();
                // So that numbers of prose lines stay those of the file.
                prose.addAll(Arrays.asList(new String[i - first + 2]));
                continue;
            }
            Matcher comment = COMMENT.matcher(line.strip());
            if (comment.matches()) {
                marks.put(mark(comment.group(1), i + 1), text(comment.group(2)));
            } else if (!line.isBlank()) {
                marks.clear();
            }
            prose.add(line);
        }
        prose.replaceAll(line -> line == null ? "" : line);
    }

    private Mark mark(String name, int line) {
        for (Mark mark : Mark.values()) {
            if (mark.text().equals(name)) {
                return mark;
            }
        }
        throw new AssertionError(file + ":" + line + ": no such mark: " + name);
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    Path file() {
        return file;
    }

    /** The folder that its links are relative to. */
    Path folder() {
        return ROOT.resolve(file).getParent();
    }

    List<Block> blocks() {
        return blocks;
    }

    /** Lines outside of fenced blocks; those inside are blank here. */
    List<String> prose() {
        return prose;
    }

    /** Targets of links, each with the line it stands in. */
    List<Map.Entry<Integer, String>> links() {
        List<Map.Entry<Integer, String>> links = new ArrayList<>();
        for (int i = 0; i < prose.size(); i++) {
            Matcher link = LINK.matcher(SPAN.matcher(prose.get(i)).replaceAll("x"));
            while (link.find()) {
                links.add(Map.entry(i + 1, link.group(1)));
            }
        }
        return links;
    }

    /** What stands between backticks, each with the line it begins in. */
    List<Map.Entry<Integer, String>> spans() {
        List<Map.Entry<Integer, String>> spans = new ArrayList<>();
        // A span may go on in the next line, never in the next paragraph.
        String text = String.join("\n", prose);
        Matcher span = Pattern.compile("`((?:[^`\n]|\n(?!\n))+)`").matcher(text);
        while (span.find()) {
            int line =
                    1
                            + (int)
                                    text.substring(0, span.start())
                                            .chars()
                                            .filter(c -> c == '\n')
                                            .count();
            spans.add(Map.entry(line, span.group(1).replaceAll("\\s*\n\\s*", " ")));
        }
        return spans;
    }

    /** Blocks that are set off by four blanks, line by line; a backslash joins it to the next. */
    List<Map.Entry<Integer, String>> indented() {
        List<Map.Entry<Integer, String>> found = new ArrayList<>();
        for (int i = 0; i < prose.size(); i++) {
            if (prose.get(i).startsWith("    ")) {
                int first = i;
                String line = prose.get(i).strip();
                while (line.endsWith("\\")) {
                    line = line.substring(0, line.length() - 1) + prose.get(++i).strip();
                }
                found.add(Map.entry(first + 1, line));
            }
        }
        return found;
    }

    /** Anchors of its headings, as GitHub makes them. */
    Set<String> anchors() {
        Set<String> anchors = new LinkedHashSet<>();
        Map<String, Integer> seen = new HashMap<>();
        for (String line : prose) {
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                String anchor =
                        heading.group(1)
                                .toLowerCase(Locale.ROOT)
                                .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                                .replace(' ', '-');
                int times = seen.merge(anchor, 1, Integer::sum);
                anchors.add(times == 1 ? anchor : anchor + "-" + (times - 1));
            }
        }
        return anchors;
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
