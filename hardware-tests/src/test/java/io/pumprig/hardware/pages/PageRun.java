package io.pumprig.hardware.pages;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Does what a page says, from its first block to its last, in an empty folder. */
final class PageRun implements AutoCloseable {
    private static final String FIRST = "1";
    private static final int INTERRUPTED = 130;
    private static final int OK = 200;
    private static final Pattern ADDRESS = Pattern.compile("http://127[.]0[.]0[.]1:\\d+/");

    /** Blocks that somebody else runs. */
    private static final List<Mark> NOT_HERE =
            List.of(Mark.SETUP, Mark.PI_ONLY, Mark.COMMAND, Mark.BY_HAND);

    private final Path folder;
    private final Programs programs;
    private final Workshop workshop;
    private final Map<String, Terminal> terminals = new TreeMap<>();

    /** The block before, whose output the next one may quote. */
    private Terminal last;

    /**
     * @param folder empty
     */
    PageRun(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder.resolve("work"));
        Path classes = folder.resolve("classes");
        workshop = new Workshop(this.folder, classes);
        programs = new Programs(folder.resolve("bin"), classes);
    }

    /** Gives the page the files of a folder of the repository. */
    PageRun with(String shared) throws IOException {
        Path from = Page.ROOT.resolve(shared);
        Path to = Files.createDirectories(folder.resolve(shared));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(from)) {
            for (Path file : files) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        return this;
    }

    /** Where the reader is. */
    Path folder() {
        return folder;
    }

    Programs programs() {
        return programs;
    }

    /** All blocks of the page. */
    void follow(Page page) throws IOException, InterruptedException {
        for (Block block : page.blocks()) {
            take(block);
        }
    }

    /** One block. */
    void take(Block block) throws IOException, InterruptedException {
        if (block.has(Mark.FILE)) {
            workshop.write(block.mark(Mark.FILE, ""), block);
        } else if (block.has(Mark.CHANGE)) {
            workshop.change(block.mark(Mark.CHANGE, ""), block);
        } else if (block.is("sh")) {
            if (NOT_HERE.stream().noneMatch(block::has)) {
                run(block);
            }
        } else if (block.is("text")) {
            quote(block);
        }
    }

    private void run(Block block) throws IOException, InterruptedException {
        workshop.compile();
        ProcessBuilder shell = programs.shell(folder, block.text());
        if (block.has(Mark.TYPES)) {
            shell.environment().put("PUMPRIG_TYPES", block.mark(Mark.TYPES, ""));
        }
        Terminal terminal = new Terminal(block.place(), shell, programs::told);
        Terminal before = terminals.put(block.mark(Mark.TERMINAL, FIRST), terminal);
        if (before != null) {
            before.close();
        }
        last = terminal;
        if (!block.has(Mark.STAYS)) {
            terminal.awaitExit(Integer.parseInt(block.mark(Mark.EXIT, "0")));
        }
    }

    private void quote(Block block) throws IOException, InterruptedException {
        if (block.has(Mark.CTRL_C)) {
            last = terminals.get(block.mark(Mark.CTRL_C, FIRST));
            last.interrupt();
            last.awaitExit(Integer.parseInt(block.mark(Mark.EXIT, "" + INTERRUPTED)));
        }
        if (block.has(Mark.TERMINAL)) {
            last = terminals.get(block.mark(Mark.TERMINAL, FIRST));
        }
        if (last == null) {
            throw new AssertionError(block.place() + ": quotes the output of nothing");
        }
        if (block.has(Mark.WHOLE)) {
            last.assertAll(block);
        } else {
            last.awaitQuoted(block);
        }
        Matcher address = ADDRESS.matcher(block.text());
        while (address.find()) {
            visit(block, programs.here(address.group()));
        }
    }

    /** An address that was printed is one where somebody answers. */
    private static void visit(Block block, String address)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
        int status =
                HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode();
        if (status != OK) {
            throw new AssertionError(block.place() + ": " + address + " answers " + status);
        }
    }

    @Override
    public void close() {
        terminals.values().forEach(Terminal::close);
    }
}
