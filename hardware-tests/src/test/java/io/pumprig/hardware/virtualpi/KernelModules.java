package io.pumprig.hardware.virtualpi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The kernel's modules and what each needs first. The package has no list of dependencies, as that
 * is made on installation; each module names its own in its information section.
 */
final class KernelModules {
    private static final String SUFFIX = ".ko";
    private static final Pattern DEPENDS = Pattern.compile("\0depends=([^\0]*)\0");

    private final Map<String, Path> files = new HashMap<>();
    private final List<String> order = new ArrayList<>();

    /** All modules below {@code folder}. */
    KernelModules(Path folder) {
        for (Path file : Folders.files(folder)) {
            String name = file.getFileName().toString();
            if (name.endsWith(SUFFIX)) {
                files.put(canonical(name.substring(0, name.length() - SUFFIX.length())), file);
            }
        }
    }

    /** Wants a module, after those that it needs. */
    void add(String wanted) throws IOException {
        String name = canonical(wanted);
        Path file = files.get(name);
        if (file == null) {
            throw new IllegalStateException("the kernel has no module " + wanted);
        }
        if (order.contains(name)) {
            return;
        }
        Matcher depends =
                DEPENDS.matcher(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        if (depends.find()) {
            for (String needed : depends.group(1).split(",")) {
                if (!needed.isEmpty()) {
                    add(needed);
                }
            }
        }
        order.add(name);
    }

    /** Wanted modules and what they need, in the order in which they are to be loaded. */
    List<String> order() {
        return order;
    }

    Path file(String name) {
        return files.get(name);
    }

    /** The kernel takes both signs for the same. */
    private static String canonical(String name) {
        return name.replace('-', '_');
    }
}
