package io.pumprig.simulator.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;

/** The scenarios in this program's own jar, as a directory. */
public final class ShippedScenarios implements AutoCloseable {
    private static final String FOLDER = "/io/pumprig/simulator/scenarios";
    private static final String MARK = FOLDER + "/common.yaml";

    private final FileSystem jar;
    private final Path directory;

    /** Opens the directory. */
    public ShippedScenarios() {
        URL mark = ShippedScenarios.class.getResource(MARK);
        try {
            URI uri = mark.toURI();
            boolean inJar = uri.getScheme().equals("jar");
            jar = inJar ? FileSystems.newFileSystem(uri, Map.of()) : null;
            directory = inJar ? jar.getPath(FOLDER) : Path.of(uri).getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where they are; good until this is closed. */
    public Path directory() {
        return directory;
    }

    @Override
    public void close() throws IOException {
        if (jar != null) {
            jar.close();
        }
    }
}
