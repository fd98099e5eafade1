package io.pumprig.hal.pi;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What this process may do, by the kernel's own account of it under {@code /proc/self}. */
final class ProcessStatus {
    private static final int CAP_IPC_LOCK = 14;
    private static final int CAP_SYS_NICE = 23;
    private static final int EFFECTIVE = 1;

    private final HostFiles files;

    ProcessStatus(HostFiles files) {
        this.files = files;
    }

    /** Names of the groups, the user's own first; the number of one without a name. */
    List<String> groups() {
        return Stream.concat(status("Gid:").skip(EFFECTIVE).limit(1), status("Groups:"))
                .distinct()
                .map(this::groupName)
                .toList();
    }

    private String groupName(String id) {
        return files.lines("etc/group").stream()
                .map(line -> line.split(":"))
                .filter(fields -> fields.length > 2 && fields[2].equals(id))
                .map(fields -> fields[0])
                .findFirst()
                .orElse(id);
    }

    boolean isRoot() {
        return status("Uid:").skip(EFFECTIVE).findFirst().orElse("").equals("0");
    }

    boolean mayScheduleFifo() {
        String limit = softLimit("Max realtime priority");
        return hasCapability(CAP_SYS_NICE)
                || limit.matches("\\d{1,9}") && Integer.parseInt(limit) >= RealTime.PRIORITY;
    }

    boolean mayLockMemory() {
        return hasCapability(CAP_IPC_LOCK) || softLimit("Max locked memory").equals("unlimited");
    }

    private boolean hasCapability(int bit) {
        String set = status("CapEff:").findFirst().orElse("0");
        return set.matches("\\p{XDigit}{1,16}")
                && (Long.parseUnsignedLong(set, 16) >>> bit & 1) == 1;
    }

    private Stream<String> status(String key) {
        return files.lines("proc/self/status").stream()
                .filter(line -> line.startsWith(key))
                .flatMap(line -> Arrays.stream(line.substring(key.length()).strip().split("\\s+")))
                .filter(word -> !word.isEmpty());
    }

    /** A row is the name, soft limit, hard limit and, for most, a unit. */
    private String softLimit(String name) {
        return files.lines("proc/self/limits").stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip().split("\\s+")[0])
                .findFirst()
                .orElse("");
    }
}
